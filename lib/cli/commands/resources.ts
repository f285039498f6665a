/** `cadastre resources`: what exists, narrowed by owner, place, kind or tag. */
import type { RegisteredResource } from '../../register/types.ts';
import { resourceShape } from '../../reports/shapes.ts';
import { ownerOption } from '../asked.ts';
import type { Define } from '../commands.ts';
import { type ListFormat, type ListShape, writeList } from '../format/list.ts';
import { exitCodes, say } from '../io.ts';
import { knownKind } from '../names.ts';
import { examples, listFormatOption, registerOptions, tagPair, wholeNumber } from '../options.ts';
import type { RegisterOptions } from '../place.ts';
import { withRegister } from '../register.ts';
import { timeForms, timeOption } from '../times.ts';
import { counted } from '../words.ts';

interface Options extends RegisterOptions {
  readonly owner?: string;
  readonly account?: string;
  readonly kind?: string;
  readonly class?: string;
  readonly tag?: Readonly<Record<string, string>>;
  readonly region?: string;
  readonly includeRetired?: true;
  readonly at?: string;
  readonly limit?: number;
  readonly format: ListFormat;
}

const shape: ListShape<RegisteredResource> = {
  table: [
    { header: 'KIND', value: ({ kind }) => kind, cut: 'end', least: 16 },
    { header: 'NAME', value: ({ name }) => name, cut: 'end', least: 12 },
    { header: 'ACCOUNT', value: ({ accountId }) => accountId, cut: 'end', least: 12, drop: 3 },
    { header: 'REGION', value: ({ region }) => region, drop: 1 },
    { header: 'OWNER', value: ({ owner }) => owner.id, cut: 'end', least: 10 },
    { header: 'LIFECYCLE', value: ({ lifecycle }) => lifecycle, drop: 2 },
    { header: 'ID', value: ({ id }) => id, cut: 'start', least: 22 },
  ],
  ...resourceShape,
};

export const define: Define = (command, io, exit) => {
  registerOptions(command)
    .option('--owner <owner>', 'of this owner: an id, a name, an e-mail or an alias, or `unowned`')
    .option('--account <id>', 'in this account, subscription or project')
    .option('--kind <kind>', 'of this kind: aws_ebs_volume, azure_compute_disk, …')
    .option('--class <class>', 'of this class across clouds: disk, vm, ip_address, …')
    .option('--tag <key=value>', 'with this tag, its key in any spelling; may be given again', tagPair)
    .option('--region <region>', 'in this region')
    .option('--include-retired', 'also what is gone for good')
    .option('--at <time>', `as the register was then, ${timeForms}`, timeOption({ past: true }))
    .option('--limit <n>', 'at most so many', wholeNumber(1))
    .addOption(listFormatOption())
    .action(async (options: Options) => {
      await knownKind(options.kind, options.class);
      await withRegister(options, io, async (reader) => {
        const owner = options.owner === undefined ? undefined : await ownerOption(reader, options.owner);
        let untold = 0;
        const asked = {
          owner: owner?.id,
          accountId: options.account,
          kind: options.kind,
          class: options.class,
          tags: options.tag,
          region: options.region,
          includeRetired: options.includeRetired,
          at: options.at,
        };
        const rows = reader.resources(asked, () => untold++);
        const count = await writeList(rows, options.format, shape, io, options.limit);
        if (untold > 0) {
          exit(exitCodes.incomplete);
          await say(io, `Not listed: ${counted(untold, 'resource')} whose history back to ${options.at} has expired.`);
        }
        if (count === 0) await say(io, owner?.warning ?? 'No resource fits.');
      });
    });
  examples(
    command,
    'resources --owner unowned --class disk',
    'resources --kind aws_ebs_volume --tag env=prod --format csv > volumes.csv',
    'resources --at 2026-06-01 --owner team-data --format csv > june.csv',
    'resources --format ndjson | jq -r \'select(.lifecycle == "missing") | .id\'',
  );
};
