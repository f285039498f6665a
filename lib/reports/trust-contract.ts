/** The JSON of coverage and of what people made the register believe: `docs/json.md`. */
import type { Confirmation, Coverage, Forgettable, Forgetting } from '../register/act-types.ts';
import type { Counted } from '../register/types.ts';

/** A line of coverage as it is told: `age` in whole seconds, null where it was never complete. */
export type AgedCoverage = Coverage & { readonly age: number | null };

/** Its age at `now`, epoch milliseconds: a clock that was set back makes no listing younger than now. */
export const aged = (line: Coverage, now: number): AgedCoverage => ({
  ...line,
  age: line.lastComplete === null ? null : Math.max(0, Math.floor((now - Date.parse(line.lastComplete)) / 1000)),
});

export const coverageJson = (line: AgedCoverage) => ({
  provider: line.provider,
  root: line.root,
  partition: line.partition,
  accountId: line.accountId,
  accountName: line.accountName ?? null,
  listing: line.listing,
  outcome: line.outcome,
  reason: line.reason,
  unread: line.unread,
  found: line.found,
  lastComplete: line.lastComplete,
  age: line.age,
});

export const countedJson = ({ provider, accountId, region, type, resources, because }: Counted) => ({
  provider,
  accountId,
  region,
  type,
  resources,
  because,
});

export const forgettingJson = ({ id, at, by, selector, retired }: Forgetting) => ({
  id,
  at,
  by,
  selector: {
    root: selector.root ?? null,
    accountId: selector.accountId ?? null,
    region: selector.region ?? null,
    kind: selector.kind ?? null,
    id: selector.id ?? null,
  },
  retired,
});

export const forgettableJson = ({ id, kind, accountId, accountName = null, region, partition }: Forgettable) => ({
  id,
  kind,
  accountId,
  accountName,
  region,
  partition,
});

export const confirmationJson = ({ id, at, by, partition, listing, since, lost }: Confirmation) => ({
  id,
  at,
  by,
  partition,
  listing,
  since,
  lost,
});
