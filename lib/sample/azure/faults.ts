/** Azure's faults: those of every cloud, and answers that are not whole although they look so. */
import type { GraphTable } from '../../providers/azure/tables.ts';
import type { CommonFaultAnswer, Fault, HttpFaultAnswer } from '../faults.ts';

/**
 * `truncated`: `resultTruncated` is "true" and there is no `$skipToken`, as when a result cannot be paged; `short`:
 * the page lacks its last row, so that there are fewer than `totalRecords`; `shrunk`: the result ends with this page,
 * and `totalRecords` says that there were no others; `spent`: a true answer after which no query is left;
 * `unsupported`: the cloud has no such table, as sovereign ones lack some.
 */
export type AzureFaultAnswer =
  | CommonFaultAnswer
  | HttpFaultAnswer
  | 'truncated'
  | 'short'
  | 'shrunk'
  | 'spent'
  | 'unsupported';

/**
 * The one operation is `arg:resources`; an account is a subscription that the query covers. Calls are counted for
 * each table and set of subscriptions.
 */
export interface AzureFault extends Fault<AzureFaultAnswer> {
  /** Only for queries of this table. */
  readonly table?: GraphTable;
}

export type AzureFaults = readonly AzureFault[];
