/** Who has how much in a partition, and how much there is of what, from the compact index. */

import type { ClassId } from '../kinds/classes.ts';
import { isBilled } from '../kinds/facts/facts.ts';
import type { ProviderId } from '../providers/types.ts';
import type { RegisterCounts } from '../register/types.ts';
import type { Entries, Entry } from './entry.ts';
import { wordsOf } from './findings.ts';
import { isThere } from './lifecycle.ts';
import type { OwnerCounts } from './store.ts';

interface Counted {
  readonly owners: Record<string, OwnerCounts>;
  readonly accounts: string[];
  readonly totals: RegisterCounts;
}

type Writable<Record> = { -readonly [Key in keyof Record]: Record[Key] };

/** In one order, whichever listing came first: what is counted alike is written once. */
const sorted = <Value>(map: ReadonlyMap<string, Value>): Record<string, Value> =>
  Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)));

/** A kind is named by its provider. */
const isBilledEntry = ({ kind, type, class: classId }: Entry): boolean =>
  isBilled({ provider: kind.slice(0, kind.indexOf('_')) as ProviderId, type, class: classId as ClassId });

const increment = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1);

/**
 * Resources count until they are retired, as in every list.
 * `accounts` are those of all entries.
 */
export const countOwners = (all: Iterable<Entries>): Counted => {
  const owners = new Map<string, Writable<Omit<OwnerCounts, 'classes'>> & { classes: Map<string, number> }>();
  const accounts = new Set<string>();
  const kinds = new Map<string, number>();
  const checks = new Map<string, Writable<RegisterCounts['checks'][string]>>();
  for (const entries of all) {
    for (const entry of entries.values()) {
      const { owner, kind, class: classId, accountId, open, exempt } = entry;
      accounts.add(accountId);
      if (!isThere(entry)) continue;
      let counts = owners.get(owner);
      if (counts === undefined)
        owners.set(
          owner,
          (counts = { resources: 0, billed: 0, exempt: 0, classes: new Map(), findings: 0, suppressed: 0 }),
        );
      counts.resources++;
      if (exempt) counts.exempt++;
      increment(kinds, kind);
      if (isBilledEntry(entry)) {
        counts.billed++;
        increment(counts.classes, classId);
      }
      for (const [check, { says, suppressed }] of Object.entries(open)) {
        counts[suppressed ? 'suppressed' : 'findings']++;
        const { severity, verdict } = wordsOf(says);
        let sum = checks.get(check);
        if (sum === undefined) checks.set(check, (sum = { severity, fail: 0, unknown: 0, suppressed: 0 }));
        sum[suppressed ? 'suppressed' : verdict]++;
      }
    }
  }
  return {
    owners: Object.fromEntries(
      Object.entries(sorted(owners)).map(([id, counts]) => [id, { ...counts, classes: sorted(counts.classes) }]),
    ),
    accounts: [...accounts].sort(),
    totals: { kinds: sorted(kinds), checks: sorted(checks) },
  };
};
