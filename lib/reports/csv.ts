/**
 * Lists as CSV that a spreadsheet opens right: RFC 4180, UTF-8 that says so, and no cell that it would take for a
 * formula.
 */

import { stringify } from 'csv-stringify/sync';
import type { Suppression } from '../register/assertion-types.ts';
import { notComplete } from '../register/outcomes.ts';
import type { Finding, OwnerSummary, RegisteredResource, Run } from '../register/types.ts';

export interface Column<Row> {
  readonly header: string;
  readonly value: (row: Row) => string | number | null;
}

/** A record of a flat map, as one cell: `env=prod; team=data`. */
export const pairsCell = (pairs: Readonly<Record<string, string | number>>): string =>
  Object.entries(pairs)
    .map(([key, value]) => `${key}=${value}`)
    .join('; ');

/** Columns are a contract: new ones are added at the end. */
export const resourceColumns: readonly Column<RegisteredResource>[] = [
  { header: 'id', value: ({ id }) => id },
  { header: 'provider', value: ({ provider }) => provider },
  { header: 'kind', value: ({ kind }) => kind },
  { header: 'type', value: ({ type }) => type },
  { header: 'class', value: (resource) => resource.class },
  { header: 'category', value: ({ category }) => category },
  { header: 'accountId', value: ({ accountId }) => accountId },
  { header: 'region', value: ({ region }) => region },
  { header: 'name', value: ({ name }) => name },
  { header: 'owner', value: ({ owner }) => owner.id },
  { header: 'ownerStatus', value: ({ owner }) => owner.status },
  { header: 'ownerSource', value: ({ owner }) => owner.source },
  { header: 'ownerKey', value: ({ owner }) => owner.key },
  { header: 'ownerValue', value: ({ owner }) => owner.value },
  { header: 'lifecycle', value: ({ lifecycle }) => lifecycle },
  { header: 'tags', value: ({ tags }) => pairsCell(tags) },
  { header: 'group', value: ({ group }) => group },
  { header: 'createdAt', value: ({ createdAt }) => createdAt },
  { header: 'firstSeen', value: ({ firstSeen }) => firstSeen },
  { header: 'changedAt', value: ({ changedAt }) => changedAt },
];

export const findingColumns: readonly Column<Finding>[] = [
  { header: 'check', value: ({ check }) => check },
  { header: 'severity', value: ({ severity }) => severity },
  { header: 'verdict', value: ({ verdict }) => verdict },
  { header: 'reason', value: ({ reason }) => reason },
  { header: 'since', value: ({ since }) => since },
  { header: 'resourceId', value: ({ resourceId }) => resourceId },
  { header: 'kind', value: ({ kind }) => kind },
  { header: 'accountId', value: ({ accountId }) => accountId },
  { header: 'owner', value: ({ owner }) => owner },
  { header: 'suppressedBy', value: ({ suppressed }) => suppressed?.by ?? null },
  { header: 'suppressedUntil', value: ({ suppressed }) => suppressed?.until ?? null },
  { header: 'suppressedReason', value: ({ suppressed }) => suppressed?.reason ?? null },
  { header: 'suppressedSource', value: ({ suppressed }) => suppressed?.source ?? null },
];

export const suppressionColumns: readonly Column<Suppression>[] = [
  { header: 'check', value: ({ check }) => check },
  { header: 'until', value: ({ until }) => until },
  { header: 'by', value: ({ by }) => by },
  { header: 'at', value: ({ at }) => at },
  { header: 'reason', value: ({ reason }) => reason },
  { header: 'resourceId', value: ({ resourceId }) => resourceId },
];

export const ownerColumns: readonly Column<OwnerSummary>[] = [
  { header: 'id', value: ({ id }) => id },
  { header: 'name', value: ({ name }) => name },
  { header: 'status', value: ({ status }) => status },
  { header: 'resources', value: ({ resources }) => resources },
  { header: 'billed', value: ({ billed }) => billed },
  { header: 'classes', value: ({ classes }) => pairsCell(classes) },
  { header: 'findings', value: ({ findings }) => findings },
  { header: 'suppressed', value: ({ suppressed }) => suppressed },
];

export const runColumns: readonly Column<Run>[] = [
  { header: 'id', value: ({ id }) => id },
  { header: 'startedAt', value: ({ startedAt }) => startedAt },
  { header: 'finishedAt', value: ({ finishedAt }) => finishedAt },
  { header: 'listingsComplete', value: ({ listings }) => listings.complete },
  { header: 'listingsIncomplete', value: (run) => notComplete(run) },
  { header: 'failedRoots', value: ({ failedRoots }) => failedRoots.length },
  { header: 'found', value: ({ resources }) => resources.found },
  { header: 'new', value: ({ resources }) => resources.new },
  { header: 'changed', value: ({ resources }) => resources.changed },
  { header: 'missing', value: ({ resources }) => resources.missing },
  { header: 'reappeared', value: ({ resources }) => resources.reappeared },
  { header: 'retired', value: ({ resources }) => resources.retired },
];

const write = (rows: (string | number | null)[][]): string =>
  // A cell that begins with = + - @, tab or return gets an apostrophe before it: spreadsheets then show it as text.
  stringify(rows, { record_delimiter: '\r\n', escape_formulas: true });

/** Without it Excel reads UTF-8 in the system's old code page: `Zoë` becomes `ZoÃ«`. LibreOffice takes it as it is meant. */
const BYTE_ORDER_MARK = '\ufeff';

/** What a file begins with. */
export const csvHeader = <Row>(columns: readonly Column<Row>[]): string =>
  BYTE_ORDER_MARK + write([columns.map(({ header }) => header)]);

/** Rows without the header, each ended by CR LF. */
export const csvRows = <Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string =>
  write(rows.map((row) => columns.map(({ value }) => value(row))));
