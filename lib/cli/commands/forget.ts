/** `cadastre forget`: retires what nobody collects any more, on somebody's word, which is kept. */
import type { Forgettable, Forgetting, Selector } from '../../register/act-types.ts';
import type { RegisterReader } from '../../register/types.ts';
import { forgettableShape, forgettingShape } from '../../reports/shapes.ts';
import { namedBy } from '../asked.ts';
import type { Define } from '../commands.ts';
import { findResource } from '../find.ts';
import { type ListFormat, type ListShape, writeList } from '../format/list.ts';
import { safe } from '../format/text.ts';
import { say, UsageError, write } from '../io.ts';
import { knownKind } from '../names.ts';
import { examples, listFormatOption, registerOptions } from '../options.ts';
import type { RegisterOptions } from '../place.ts';
import { withRegister } from '../register.ts';
import { byOption, speaker } from '../speaker.ts';
import { accountText, counted, selectorText } from '../words.ts';

interface Options extends RegisterOptions {
  readonly root?: string;
  readonly account?: string;
  readonly region?: string;
  readonly kind?: string;
  readonly id?: string;
  readonly by?: string;
  readonly dryRun?: true;
  readonly list?: true;
  readonly format: ListFormat;
}

const actShape: ListShape<Forgetting> = {
  table: [
    { header: 'FORGOTTEN', value: ({ at }) => `${at.slice(0, 10)} ${at.slice(11, 19)}` },
    { header: 'BY', value: ({ by }) => by, cut: 'end' },
    { header: 'RETIRED', value: ({ retired }) => retired ?? 'cut off' },
    { header: 'WHAT', value: ({ selector }) => selectorText(selector), cut: 'end', least: 22 },
    { header: 'ACT', value: ({ id }) => id, drop: 1 },
  ],
  ...forgettingShape,
};

const dryShape: ListShape<Forgettable> = {
  table: [
    { header: 'KIND', value: ({ kind }) => kind, cut: 'end', least: 16 },
    { header: 'ACCOUNT', value: accountText, cut: 'end', least: 12, drop: 2 },
    { header: 'REGION', value: ({ region }) => region, drop: 1 },
    { header: 'ID', value: ({ id }) => id, cut: 'start', least: 22 },
  ],
  ...forgettableShape,
};

/** Roots, accounts and regions that the register knows: a name that is none of them is a slip. */
const known = async (reader: RegisterReader, { root, accountId, region }: Selector): Promise<void> => {
  await (await namedBy(reader, { accountId, region })).none();
  if (root === undefined) return;
  const roots = new Set<string>();
  for await (const line of reader.coverage()) roots.add(line.root);
  if (!roots.has(root))
    throw new UsageError(`the register knows no root ${root}; there are: ${[...roots].sort().join(', ') || 'none'}`);
};

const selectorOf = async (reader: RegisterReader, options: Options): Promise<Selector> => {
  const { root, account: accountId, region, kind } = options;
  const id =
    options.id === undefined ? undefined : (await findResource(reader, options.id, (one) => reader.resource(one))).id;
  const parts = Object.entries({ root, accountId, region, kind, id }).filter(([, part]) => part !== undefined);
  if (parts.length === 0)
    throw new UsageError('say what is to be forgotten with --root, --account, --region, --kind or --id');
  const selector: Selector = Object.fromEntries(parts);
  await known(reader, selector);
  return selector;
};

export const define: Define = (command, io) => {
  registerOptions(command)
    .option('--root <root>', 'what was collected from this root, as `coverage --format json` names it')
    .option('--account <id>', 'what is in this account, subscription or project')
    .option('--region <region>', 'what is in this region')
    .option('--kind <kind>', 'what is of this kind')
    .option('--id <id>', 'this resource')
    .option(...byOption)
    .option('--dry-run', 'list what would be retired, and retire nothing')
    .option('--list', 'list what was forgotten, by whom and when')
    .addOption(listFormatOption())
    .action(async (options: Options) => {
      await knownKind(options.kind, undefined);
      await withRegister(options, io, async (reader, writer, now) => {
        if (options.list) {
          const count = await writeList(reader.forgettings(), options.format, actShape, io);
          if (count === 0) await say(io, 'Nothing was ever forgotten.');
          return;
        }
        const selector = await selectorOf(reader, options);
        if (options.dryRun) {
          const count = await writeList(reader.forgettable(selector), options.format, dryShape, io);
          return say(io, `${counted(count, 'resource')} would be retired.`);
        }
        const by = await speaker(reader, options.by, io.env);
        const act = await writer.forget({ selector, by, now: new Date(now).toISOString() });
        if (options.format !== 'table') return void (await writeList([act], options.format, actShape, io));
        const words = `Forgot ${selectorText(selector)}: ${counted(act.retired ?? 0, 'resource')} retired, by ${by}.`;
        await write(io.out, `${safe(words)}\n`);
      });
    });
  command.addHelpText(
    'after',
    '\nSeveral options together name what fits all of them. What is still collected and still there reappears at the next run.',
  );
  examples(
    command,
    'forget --account 123456789012 --dry-run',
    'forget --region eu-west-3 --kind aws_vpc',
    'forget --list',
  );
};
