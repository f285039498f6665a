/** The lists' columns: what CSV and spreadsheets have of each row. New ones are added at the end, since programs count them. */

import type { Suppression } from '../register/assertion-types.ts';
import { notComplete } from '../register/outcomes.ts';
import type { Finding, OwnerSummary, RegisteredResource, Run } from '../register/types.ts';

/** A text stays text in a spreadsheet, so that account ids keep their digits; a number is one. Null is an empty cell. */
export interface Column<Row> {
  readonly header: string;
  readonly value: (row: Row) => string | number | null;
}

/** A map or a list as one cell. JSON is parsed back whatever stands in keys and values; a text with separators would not be. */
export const jsonCell = (value: object): string => JSON.stringify(value);

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
  { header: 'tags', value: ({ tags }) => jsonCell(tags) },
  { header: 'group', value: ({ group }) => group },
  { header: 'createdAt', value: ({ createdAt }) => createdAt },
  { header: 'firstSeen', value: ({ firstSeen }) => firstSeen },
  { header: 'changedAt', value: ({ changedAt }) => changedAt },
  { header: 'accountName', value: ({ accountName }) => accountName ?? null },
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
  { header: 'lifecycle', value: ({ lifecycle }) => lifecycle },
  { header: 'accountName', value: ({ accountName }) => accountName ?? null },
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
  { header: 'classes', value: ({ classes }) => jsonCell(classes) },
  { header: 'findings', value: ({ findings }) => findings },
  { header: 'suppressed', value: ({ suppressed }) => suppressed },
  { header: 'exempt', value: ({ exempt }) => exempt },
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
  { header: 'counted', value: ({ resources }) => resources.counted },
];
