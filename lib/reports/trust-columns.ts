/** Columns of coverage and of what people made the register believe, as CSV. */
import type { Confirmation, Coverage, Forgettable, Forgetting } from '../register/act-types.ts';
import type { Counted } from '../register/types.ts';
import type { Column } from './columns.ts';

export const coverageColumns: readonly Column<Coverage & { readonly age: number | null }>[] = [
  { header: 'provider', value: ({ provider }) => provider },
  { header: 'root', value: ({ root }) => root },
  { header: 'partition', value: ({ partition }) => partition },
  { header: 'accountId', value: ({ accountId }) => accountId },
  { header: 'listing', value: ({ listing }) => listing },
  { header: 'outcome', value: ({ outcome }) => outcome },
  { header: 'reason', value: ({ reason }) => reason },
  { header: 'found', value: ({ found }) => found },
  { header: 'lastComplete', value: ({ lastComplete }) => lastComplete },
  { header: 'age', value: ({ age }) => age },
  { header: 'unread', value: ({ unread }) => unread },
  { header: 'accountName', value: ({ accountName }) => accountName ?? null },
];

export const countedColumns: readonly Column<Counted>[] = [
  { header: 'provider', value: ({ provider }) => provider },
  { header: 'accountId', value: ({ accountId }) => accountId },
  { header: 'region', value: ({ region }) => region },
  { header: 'type', value: ({ type }) => type },
  { header: 'resources', value: ({ resources }) => resources },
  { header: 'because', value: ({ because }) => because },
];

export const forgettingColumns: readonly Column<Forgetting>[] = [
  { header: 'id', value: ({ id }) => id },
  { header: 'at', value: ({ at }) => at },
  { header: 'by', value: ({ by }) => by },
  { header: 'root', value: ({ selector }) => selector.root ?? null },
  { header: 'accountId', value: ({ selector }) => selector.accountId ?? null },
  { header: 'region', value: ({ selector }) => selector.region ?? null },
  { header: 'kind', value: ({ selector }) => selector.kind ?? null },
  { header: 'resourceId', value: ({ selector }) => selector.id ?? null },
  { header: 'retired', value: ({ retired }) => retired },
];

export const forgettableColumns: readonly Column<Forgettable>[] = [
  { header: 'id', value: ({ id }) => id },
  { header: 'kind', value: ({ kind }) => kind },
  { header: 'accountId', value: ({ accountId }) => accountId },
  { header: 'region', value: ({ region }) => region },
  { header: 'partition', value: ({ partition }) => partition },
  { header: 'accountName', value: ({ accountName }) => accountName ?? null },
];

export const confirmationColumns: readonly Column<Confirmation>[] = [
  { header: 'id', value: ({ id }) => id },
  { header: 'at', value: ({ at }) => at },
  { header: 'by', value: ({ by }) => by },
  { header: 'partition', value: ({ partition }) => partition },
  { header: 'listing', value: ({ listing }) => listing },
  { header: 'since', value: ({ since }) => since },
  { header: 'lost', value: ({ lost }) => lost },
];
