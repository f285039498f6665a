/** The columns of Resource Graph's tables, and a row as a query gives it. */
import type { AwsRecord } from '../types.ts';

/** https://learn.microsoft.com/azure/governance/resource-graph/concepts/query-language: what a column without a value has. */
const columns = {
  id: '',
  name: '',
  type: '',
  tenantId: '',
  kind: '',
  location: '',
  resourceGroup: '',
  subscriptionId: '',
  managedBy: '',
  sku: null,
  plan: null,
  properties: null,
  tags: null,
  identity: null,
  zones: null,
  extendedLocation: null,
} as const;

export type Column = keyof typeof columns;

export const columnNames = Object.keys(columns) as readonly Column[];

/** The row with these columns in this order; text that is absent is empty, anything else null. */
export const project = (row: AwsRecord, names: readonly Column[]): AwsRecord =>
  Object.fromEntries(names.map((name) => [name, row[name] ?? columns[name]]));
