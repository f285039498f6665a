/** Part `cost`: what a run costs in DynamoDB, by how much changed, beside writing everything anew. */
import { measuredOn, type Section, tableOf, whole } from './document.ts';
import type { Rewriting, Scenario } from './scenario.ts';
import type { Bill, Used } from './table/bill.ts';

export const costSizes: readonly number[] = [100_000, 1_000_000];
export const costShares: readonly number[] = [0.0001, 0.01, 0.1, 1];

/**
 * Dollars a million units, on demand in us-east-1, since the price cut of November 2024.
 * https://airbyte.com/data-engineering-resources/dynamodb-pricing
 */
const WRITE_DOLLARS = 0.625;
const READ_DOLLARS = 0.125;
/** Hours. */
const RUNS_A_MONTH = 730;

type Units = Pick<Used, 'table' | 'indexes' | 'read'>;

const sumOf = (bill: Bill): Used =>
  Object.values(bill).reduce((sum, used) => ({
    written: sum.written + used.written,
    table: sum.table + used.table,
    indexes: sum.indexes + used.indexes,
    read: sum.read + used.read,
  }));

const dollarsOf = ({ table, indexes, read }: Units): number =>
  ((table + indexes) * WRITE_DOLLARS + read * READ_DOLLARS) / 1e6;

const dollars = (value: number): string => `$ ${value < 0.1 ? value.toFixed(5) : value.toFixed(2)}`;

const cells = (size: number, what: string, changed: number, written: number, units: Units): string[] => [
  whole(size),
  what,
  whole(changed),
  whole(written),
  whole(units.table),
  whole(units.indexes),
  whole(units.read),
  dollars(dollarsOf(units)),
];

const percent = (share: number): string => `${share * 100} %`;

/** Of a run each hour. */
const monthOf = (units: Units): string => dollars(dollarsOf(units) * RUNS_A_MONTH);

const rowsOf = ({ size, first, unchanged, changed, rewriting }: Scenario): string[][] => {
  const row = (what: string, bill: Bill) => {
    const sum = sumOf(bill);
    return [...cells(size, what, bill.versions?.written ?? 0, sum.written, sum), monthOf(sum)];
  };
  const anew = ({ items, table, indexes }: Rewriting) => {
    const units = { table, indexes, read: 0 };
    return [...cells(size, 'everything rewritten', items, items, units), monthOf(units)];
  };
  return [
    row('first run', first.bill).with(-1, '–'),
    row('nothing changed', unchanged.bill),
    ...[...changed].map(([share, { bill }]) => row(`${percent(share)} changed`, bill)),
    anew(rewriting),
  ];
};

/** Of which items the units are. */
const partsOf = ({ changed }: Scenario): string[][] => {
  const sorts = [...new Set([...changed.values()].flatMap(({ bill }) => Object.keys(bill)))];
  return sorts.map((sort) => [
    sort,
    ...[...changed.values()].flatMap(({ bill }) => {
      const { table = 0, indexes = 0, read = 0 } = bill[sort] ?? {};
      return [whole(table + indexes), whole(read)];
    }),
  ]);
};

export const costSections = (scenarios: readonly Scenario[]): Section[] => {
  const largest = scenarios.at(-1)!;
  const units = [...largest.changed.keys()].flatMap((share) => [`${percent(share)}: written:`, 'read:']);
  const text = `${measuredOn('cost')}

${tableOf(
  [
    'size:',
    'run',
    'changed:',
    'items written:',
    'table WRU:',
    'index WRU:',
    'RRU:',
    'a run:',
    'a month of hourly runs:',
  ],
  scenarios.flatMap(rowsOf),
)}

Of which items the units are, at ${whole(largest.size)} resources:

${tableOf(['items', ...units], partsOf(largest))}

### How

The estate is the sample's Google Cloud at full size: one organisation, which is one partition, and all of it but the
projects in one listing. That is the dearest case for the manifest, of which a chunk of some hundred resources is written anew
where one of them changed. A share of the resources, chosen by a hash of their names and so spread over all chunks, has a
label that is new or has another value than the run before found: each is a new version of the resource. *Everything
rewritten* is what it would cost to put each resource's item once more with a newer time on it, and nothing else: no
version, no read.

The table of the bench (\`test/bench/table\`) speaks DynamoDB's protocol to the collector's own client and counts units as
[DynamoDB documents them](https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html):
a write unit (WRU) for each begun kilobyte of an item, names of its attributes included, by the larger of old and new; the
same again for each index whose entry is new, other or gone, and for both entries where its key changed (both indexes
project all attributes); a read unit (RRU) for each begun 4 KB of an item or of a query's page, half of it for an index. A
test holds it against dynalite: one collection into both comes to the same items, answers and units of the table. Prices
are those of on-demand tables in us-east-1: $ ${WRITE_DOLLARS} a million WRU and $ ${READ_DOLLARS} a million RRU, as
[listed by Airbyte](https://airbyte.com/data-engineering-resources/dynamodb-pricing) after the cut of November 2024, read in
November 2026; AWS's own page is what counts. Storage, streams, back-ups and Lambda are not in it.

Chunks of *manifests* are written beside the old ones, which are deleted then: that costs as much again. The *outbox* has
notes of what is to be told, written before it and deleted when it is told.`;
  return [{ heading: 'Cost of a run', text }];
};
