/** `cadastre changes`: what changed in a span of time, newest first. */
import { Option } from 'commander';
import type { Change } from '../../register/history-types.ts';
import type { ResourceEventType } from '../../register/types.ts';
import { changesText } from '../../reports/changes.ts';
import { changeShape } from '../../reports/shapes.ts';
import { knownField, namedBy } from '../asked.ts';
import type { Define } from '../commands.ts';
import { type ListFormat, type ListShape, writeList } from '../format/list.ts';
import { say } from '../io.ts';
import { knownKind } from '../names.ts';
import { examples, listFormatOption, registerOptions, wholeNumber } from '../options.ts';
import type { RegisterOptions } from '../place.ts';
import { withRegister } from '../register.ts';
import { timeForms, timeOption, type WrittenTime } from '../times.ts';

interface Options extends RegisterOptions {
  readonly since: WrittenTime;
  readonly until?: WrittenTime;
  readonly owner?: string;
  readonly account?: string;
  readonly kind?: string;
  readonly field?: string;
  readonly event?: ResourceEventType;
  readonly limit?: number;
  readonly format: ListFormat;
}

const events: readonly ResourceEventType[] = [
  'discovered',
  'changed',
  'owner_changed',
  'missing',
  'reappeared',
  'retired',
];

const shape: ListShape<Change> = {
  table: [
    { header: 'TIME', value: ({ at }) => `${at.slice(0, 10)} ${at.slice(11, 16)}` },
    { header: 'EVENT', value: ({ event }) => event },
    { header: 'KIND', value: ({ kind }) => kind, cut: 'end', least: 16, drop: 1 },
    { header: 'NAME', value: ({ name }) => name, cut: 'end', least: 12, drop: 2 },
    { header: 'OWNER', value: ({ owner }) => owner, cut: 'end', least: 10, drop: 3 },
    { header: 'CHANGES', value: ({ changes }) => changesText(changes), cut: 'end', least: 20 },
    { header: 'ID', value: ({ resourceId }) => resourceId, cut: 'start', least: 22 },
  ],
  ...changeShape,
};

export const define: Define = (command, io) => {
  registerOptions(command)
    .addOption(
      new Option('--since <time>', `from then on: ${timeForms}`)
        .argParser(timeOption())
        .default(timeOption()('7d'), '7d'),
    )
    .option('--until <time>', 'up to then (a day: to its end)', timeOption({ day: 'ends' }))
    .option('--owner <owner>', 'of what this owner has, or had before the change; or `unowned`')
    .option('--account <id>', 'in this account, subscription or project')
    .option('--kind <kind>', 'of this kind: aws_ebs_volume, azure_compute_disk, …')
    .option('--field <path>', 'of this fact: fields.state or state, tags.env, tags, owner, lifecycle, …')
    .addOption(new Option('--event <event>', 'of this sort').choices(events))
    .option('--limit <n>', 'at most so many', wholeNumber(1))
    .addOption(listFormatOption())
    .action(async (options: Options) => {
      await knownKind(options.kind, undefined);
      knownField(options.field);
      await withRegister(options, io, async (reader, _, now) => {
        const { account: accountId, limit } = options;
        const since = options.since(now);
        const until = options.until?.(now);
        const { owner, none, empty } = await namedBy(reader, { owner: options.owner, accountId, at: until });
        const rows = reader.changes({
          since,
          until: until ?? new Date(now).toISOString(),
          ...{ owner, accountId },
          kind: options.kind,
          field: options.field,
          event: options.event,
        });
        const count = await writeList(rows, options.format, shape, io, { limit, none });
        const first = await reader.changesSince();
        if (first !== null && first > since)
          await say(
            io,
            `What changed before ${first} was written by an older version and is not found by time: \`cadastre show\` has it with each resource.`,
          );
        if (count === 0) await say(io, empty ?? 'No change fits.');
      });
    });
  examples(
    command,
    'changes --since 24h',
    'changes --since 2026-06-01 --until 2026-06-30 --owner team-data --format csv > june.csv',
    'changes --since 30d --field state --kind aws_ec2_instance',
    'changes --since 7d --event retired --format ndjson | jq -r .resourceId',
  );
};
