/** `cadastre coverage`: how fresh each listing of each account is, with an exit code for a monitor. */
import type { Counted, RegisterReader } from '../../register/types.ts';
import { countedShape, coverageShape } from '../../reports/shapes.ts';
import { type AgedCoverage, aged } from '../../reports/trust-contract.ts';
import { namedBy } from '../asked.ts';
import type { Define } from '../commands.ts';
import { type ListFormat, type ListShape, writeList } from '../format/list.ts';
import { exitCodes, type Io, say } from '../io.ts';
import { examples, listFormatOption, registerOptions, timeSpan } from '../options.ts';
import type { RegisterOptions } from '../place.ts';
import { withRegister } from '../register.ts';
import { accountText, ageText, counted } from '../words.ts';

interface Options extends RegisterOptions {
  /** Milliseconds. */
  readonly maxAge?: number;
  readonly account?: string;
  readonly counted?: true;
  readonly format: ListFormat;
}

const shape: ListShape<AgedCoverage> = {
  table: [
    { header: 'ACCOUNT', value: (line) => accountText(line) ?? line.root, cut: 'end', least: 12 },
    { header: 'LISTING', value: ({ listing }) => listing, cut: 'end', least: 16 },
    { header: 'OUTCOME', value: ({ outcome }) => outcome },
    { header: 'AGE', value: ({ age }) => (age === null ? 'never' : ageText(age)) },
    { header: 'LAST COMPLETE', value: ({ lastComplete }) => lastComplete?.slice(0, 16) ?? null, drop: 2 },
    { header: 'FOUND', value: ({ found }) => found, drop: 1 },
    { header: 'REASON', value: ({ reason, unread }) => reason ?? unread, cut: 'end', least: 18 },
  ],
  ...coverageShape,
};

const countedTable: ListShape<Counted> = {
  table: [
    { header: 'ACCOUNT', value: ({ accountId }) => accountId, cut: 'end', least: 12 },
    { header: 'REGION', value: ({ region }) => region, drop: 1 },
    { header: 'TYPE', value: ({ type }) => type, cut: 'end', least: 16 },
    { header: 'RESOURCES', value: ({ resources }) => resources },
    { header: 'BECAUSE', value: ({ because }) => because, cut: 'end', least: 18 },
  ],
  ...countedShape,
};

/** What is counted and has no row: the other half of what the listings brought. */
const listCounted = async (reader: RegisterReader, { account, format }: Options, io: Io): Promise<void> => {
  const rows = async function* () {
    for await (const row of reader.counted()) if (account === undefined || row.accountId === account) yield row;
  };
  if ((await writeList(rows(), format, countedTable, io)) === 0) await say(io, 'Everything that was found has a row.');
};

export const define: Define = (command, io, exit) => {
  registerOptions(command)
    .option('--account <id>', 'of this account, subscription or project alone')
    .option('--max-age <time>', 'the oldest that is fresh enough: 90m, 24h, 7d', timeSpan)
    .option('--counted', 'instead, what is counted by account, region and type and has no row')
    .addOption(listFormatOption())
    .action((options: Options) =>
      withRegister(options, io, async (reader, _, now) => {
        if (options.counted) return listCounted(reader, options, io);
        let [incomplete, old, closed] = [0, 0, 0];
        const lines = async function* () {
          for await (const one of reader.coverage()) {
            // A root that could not be read may have it.
            if (options.account !== undefined && ![options.account, null].includes(one.accountId)) continue;
            const line = aged(one, now);
            // What the organisation closes no run can complete, nor grows it old.
            if (line.outcome === 'closed') closed++;
            else if (line.outcome !== 'complete') incomplete++;
            else if (line.age !== null && options.maxAge !== undefined && line.age * 1000 > options.maxAge) old++;
            yield line;
          }
        };
        const { none } = await namedBy(reader, { accountId: options.account });
        const count = await writeList(lines(), options.format, shape, io, { none });
        const fresh = count > 0 && incomplete + old === 0;
        if (!fresh) exit(exitCodes.incomplete);
        if (count === 0) return say(io, 'Nothing was collected yet.');
        if (closed > 0)
          await say(io, `${counted(closed, 'listing')} closed by the organisation: nobody can list them.`);
        if (fresh) return;
        const told = [
          ...(incomplete > 0 ? [`${counted(incomplete, 'listing')} not complete`] : []),
          ...(old > 0 ? [`${counted(old, 'listing')} older than ${ageText(options.maxAge! / 1000)}`] : []),
        ];
        await say(io, `Of ${counted(count, 'listing')}: ${told.join(', ')}.`);
      }),
    );
  command.addHelpText(
    'after',
    '\nExit codes: 0 every listing is complete and fresh enough, or closed by the organisation, 1 failed, 2 one is incomplete, held, no longer asked for or too old.',
  );
  examples(
    command,
    'coverage --max-age 24h > /dev/null || alert',
    "coverage --format json | jq '.[] | select(.age > 86400)'",
  );
};
