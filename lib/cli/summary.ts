/** What a run came to, for a person: listings, resources, owners, findings, and where to look next. */
import { UNOWNED } from '../owners/types.ts';
import type { CheckCounts, OwnerSummary, RegisterReader, Run } from '../register/types.ts';
import { openTable } from './format/table.ts';
import { safe } from './format/text.ts';
import { listingLines } from './summary-listings.ts';
import { counted, duration, number, pairsText, quoted } from './words.ts';

const OWNERS = 12;

type OfCheck = CheckCounts & { readonly check: string };

const resourceLine = ({ resources }: Run): string => {
  const { found, counted: apart, missing, reappeared, retired, changed } = resources;
  const events = { new: resources.new, changed, missing, reappeared, retired };
  const told = Object.entries(events).map(([name, count]) => `${number(count)} ${name}`);
  const some = Object.values(events).some((count) => count > 0);
  const others = apart === 0 ? '' : `; ${number(apart)} more are counted and have no row`;
  return `Resources  ${number(found)} found, ${some ? told.join(', ') : 'no change'}${others}`;
};

/** Types that a summary names at most. */
const TYPES = 5;

/** What is counted and has no row, by reason, the most first, so that nothing is silent. */
const countedLines = async (reader: RegisterReader, options: string): Promise<readonly string[]> => {
  const reasons = new Map<string, { count: number; readonly types: Set<string> }>();
  for await (const { type, resources, because } of reader.counted()) {
    const known = reasons.get(because) ?? { count: 0, types: new Set() };
    known.count += resources;
    known.types.add(type);
    reasons.set(because, known);
  }
  if (reasons.size === 0) return [];
  const all = [...reasons].sort(([a, one], [b, other]) => other.count - one.count || (a < b ? -1 : 1));
  return [
    ...all.slice(0, TYPES).map(([because, { count, types }]) => {
      const [first, ...others] = [...types].sort();
      return `  ${number(count)} ${first}${others.length > 0 ? ` and ${counted(others.length, 'other type')}` : ''}: ${because}`;
    }),
    `  By account, region and type: npx cadastre coverage --counted${options}`,
  ].map(safe);
};

const findingsByCheck = async (reader: RegisterReader): Promise<readonly OfCheck[]> =>
  Object.entries((await reader.counts()).checks)
    .map(([check, counts]) => ({ check, ...counts }))
    .sort((a, b) => b.fail - a.fail || b.unknown - a.unknown || (a.check < b.check ? -1 : 1));

const ownerTable = (owners: readonly OwnerSummary[], columns: number | undefined): string =>
  openTable<OwnerSummary>(
    [
      { header: 'Owner', value: ({ id }) => id, cut: 'end' },
      { header: 'Status', value: ({ status }) => status },
      { header: 'Resources', value: ({ resources }) => resources },
      { header: 'Findings', value: ({ findings }) => findings },
      { header: 'Billed classes', value: ({ classes }) => pairsText(classes), cut: 'end', least: 14 },
    ],
    columns,
  ).page(owners);

const checkTable = (counts: readonly OfCheck[], columns: number | undefined): string =>
  openTable<OfCheck>(
    [
      { header: 'Finding', value: ({ check }) => check },
      { header: 'Severity', value: ({ severity }) => severity },
      { header: 'Fail', value: ({ fail }) => fail },
      { header: 'Unknown', value: ({ unknown }) => unknown },
      ...(counts.some(({ suppressed }) => suppressed > 0)
        ? [{ header: 'Suppressed', value: ({ suppressed }: OfCheck) => suppressed }]
        : []),
    ],
    columns,
  ).page(counts);

/** Commands to try, with an owner and a resource that are really there; `options` is what leads to the same register. */
const nextLines = async (
  reader: RegisterReader,
  owners: readonly OwnerSummary[],
  options: string,
): Promise<readonly string[]> => {
  const named = owners.filter(({ id }) => id !== UNOWNED);
  const owner = named.find(({ findings }) => findings > 0) ?? named[0] ?? owners[0];
  if (owner === undefined) return [];
  let id: string | undefined;
  for await (const finding of reader.findings({ owner: owner.id })) {
    id = finding.resourceId;
    break;
  }
  if (id === undefined)
    for await (const resource of reader.resources({ owner: owner.id })) {
      id = resource.id;
      break;
    }
  return [
    `resources --owner ${quoted(owner.id)} --format csv`,
    `findings --owner ${quoted(owner.id)}`,
    ...(id === undefined ? [] : [`show ${quoted(id)}`]),
    `resources --owner ${UNOWNED}`,
  ].map((command) => safe(`  npx cadastre ${command}${options}`));
};

export interface Situation {
  /** What the next commands need to find this register. */
  readonly options: string;
  /** Somebody stopped the run. */
  readonly stopped: boolean;
}

/** `columns`: of the terminal, where there is one. */
export const summaryText = async (
  run: Run,
  reader: RegisterReader,
  columns: number | undefined,
  { options, stopped }: Situation,
): Promise<string> => {
  const owners = await reader.owners();
  const counts = await findingsByCheck(reader);
  const more = owners.length - OWNERS;
  const took =
    run.finishedAt === null ? '' : ` took ${duration(Date.parse(run.finishedAt) - Date.parse(run.startedAt))}`;
  const next = await nextLines(reader, owners, options);
  return [
    `Run ${run.id}${took}`,
    ...(stopped ? ['Stopped    before the end: what was listed is kept, and the next collect goes on from here'] : []),
    ...listingLines(run, options, stopped),
    resourceLine(run),
    ...(run.resources.counted > 0 ? await countedLines(reader, options) : []),
    '',
    ...(owners.length === 0
      ? ['No owner yet: the register is empty.\n']
      : [ownerTable(owners.slice(0, OWNERS), columns)]),
    ...(more > 0 ? [`and ${counted(more, 'owner')} more: npx cadastre owners${options}\n`] : []),
    ...(counts.length === 0 ? ['No finding.\n'] : [checkTable(counts, columns)]),
    ...(next.length === 0 ? [] : ['Next:', ...next]),
    '',
  ].join('\n');
};
