/** `cadastre resources`: what exists, narrowed by owner, place, kind or tag. */
import type { RegisteredResource } from '../../register/types.ts';
import { resourceShape, resourceShapeWith } from '../../reports/shapes.ts';
import { namedBy } from '../asked.ts';
import type { Define } from '../commands.ts';
import { type ListFormat, type ListShape, writeList } from '../format/list.ts';
import { exitCodes, say } from '../io.ts';
import { knownKind } from '../names.ts';
import { examples, listFormatOption, registerOptions, tagPair, wholeNumber, wordList } from '../options.ts';
import type { RegisterOptions } from '../place.ts';
import { withRegister } from '../register.ts';
import { timeForms, timeOption, type WrittenTime } from '../times.ts';
import { accountText, counted } from '../words.ts';

interface Options extends RegisterOptions {
  readonly owner?: string;
  readonly account?: string;
  readonly kind?: string;
  readonly class?: string;
  readonly tag?: readonly (readonly [string, string])[];
  readonly tagColumns?: readonly string[];
  readonly region?: string;
  readonly includeRetired?: true;
  readonly at?: WrittenTime;
  readonly limit?: number;
  readonly format: ListFormat;
}

const shape: ListShape<RegisteredResource> = {
  table: [
    { header: 'KIND', value: ({ kind }) => kind, cut: 'end', least: 16 },
    { header: 'NAME', value: ({ name }) => name, cut: 'end', least: 12 },
    { header: 'ACCOUNT', value: accountText, cut: 'end', least: 12, drop: 3 },
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
    .option(
      '--tag <key=value>',
      'with this tag: its key in any spelling or alias, its value a glob; may be given again',
      tagPair,
    )
    .option('--tag-columns <keys>', 'csv, xlsx: a column for each of these tags, as owner,env', wordList)
    .option('--region <region>', 'in this region')
    .option('--include-retired', 'also what is gone for good')
    .option('--at <time>', `as the register was then, ${timeForms}`, timeOption({ past: true }))
    .option('--limit <n>', 'at most so many', wholeNumber(1))
    .addOption(listFormatOption())
    .action(async (options: Options) => {
      await knownKind(options.kind, options.class);
      await withRegister(options, io, async (reader, _, now) => {
        const { account: accountId, region, limit } = options;
        const at = options.at?.(now);
        const { owner, none, empty } = await namedBy(reader, { owner: options.owner, accountId, region, at });
        let untold = 0;
        const asked = {
          ...{ owner, accountId, region, at },
          kind: options.kind,
          class: options.class,
          tags: options.tag,
          includeRetired: options.includeRetired,
        };
        const rows = reader.resources(asked, () => untold++);
        const { tagColumns } = options;
        const columns = tagColumns === undefined ? {} : resourceShapeWith(tagColumns, (await reader.inForce()).tags);
        const count = await writeList(rows, options.format, { ...shape, ...columns }, io, { limit, none });
        if (untold > 0) {
          exit(exitCodes.incomplete);
          await say(io, `Not listed: ${counted(untold, 'resource')} whose history back to ${at} has expired.`);
        }
        if (count === 0) await say(io, empty ?? 'No resource fits.');
      });
    });
  examples(
    command,
    'resources --owner unowned --class disk',
    'resources --kind aws_ebs_volume --tag env=prod --format xlsx > volumes.xlsx',
    'resources --tag-columns owner,env --format csv > all.csv',
    'resources --at 2026-06-01 --owner team-data --format csv > june.csv',
    'resources --format ndjson | jq -r \'select(.lifecycle == "missing") | .id\'',
  );
};
