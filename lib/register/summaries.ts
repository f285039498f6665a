/** What the last run of each partition counted: nothing is read for it but an item of each partition. */
import type { OwnerCounts } from '../collect/store.ts';
import { UNOWNED } from '../owners/types.ts';
import type { Database } from './database.ts';
import { unpack, unpackWords } from './pack.ts';
import { readProfiles } from './profiles.ts';
import { keys } from './table.ts';
import type { CheckCounts, OwnerSummary, RegisterCounts } from './types.ts';

export interface KnownPartition {
  readonly partition: string;
  readonly provider: string;
  readonly root: string;
  readonly accounts: readonly string[];
}

/** Partitions that were ever collected, with the accounts whose resources they hold. */
export const partitionsOf = async (database: Database): Promise<KnownPartition[]> => {
  const partitions: KnownPartition[] = [];
  for await (const { partition, provider, root, accounts } of database.query('partitions', ''))
    partitions.push({ partition, provider, root, accounts: unpackWords(accounts) });
  return partitions;
};

const mostFirst = (counts: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(counts).sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)));

/** Who owns how much, the most first. */
export const owners = async (database: Database): Promise<OwnerSummary[]> => {
  const all = new Map<
    string,
    { -readonly [K in keyof OwnerCounts]: OwnerCounts[K] } & { classes: Record<string, number> }
  >();
  for (const { partition } of await partitionsOf(database)) {
    const item = await database.get(keys.owners(partition));
    if (item === undefined) continue;
    for (const [id, counts] of Object.entries(unpack<Record<string, OwnerCounts>>(item.counts))) {
      const sum = all.get(id) ?? { resources: 0, billed: 0, exempt: 0, classes: {}, findings: 0, suppressed: 0 };
      for (const name of ['resources', 'billed', 'exempt', 'findings', 'suppressed'] as const)
        sum[name] += counts[name] ?? 0;
      for (const [name, count] of Object.entries(counts.classes)) sum.classes[name] = (sum.classes[name] ?? 0) + count;
      all.set(id, sum);
    }
  }
  const profiles = await readProfiles(database, [...all.keys()]);
  return [...all]
    .map(([id, counts]): OwnerSummary => {
      const entry = profiles.get(id);
      const status = id === UNOWNED ? 'none' : entry === undefined ? 'unknown' : entry.active ? 'known' : 'left';
      return { id, name: entry?.name ?? null, status, ...counts, classes: mostFirst(counts.classes) };
    })
    .sort((a, b) => b.resources - a.resources || (a.id < b.id ? -1 : 1));
};

/** How much there is of each kind, and how many findings of each check. */
export const counts = async (database: Database): Promise<RegisterCounts> => {
  const kinds: Record<string, number> = {};
  const found: Record<string, CheckCounts> = {};
  for (const { partition } of await partitionsOf(database)) {
    const item = await database.get(keys.owners(partition));
    const totals = item?.totals as RegisterCounts | undefined;
    for (const [kind, count] of Object.entries(totals?.kinds ?? {})) kinds[kind] = (kinds[kind] ?? 0) + count;
    for (const [check, { severity, fail, unknown, suppressed }] of Object.entries(totals?.checks ?? {})) {
      const sum = found[check] ?? { fail: 0, unknown: 0, suppressed: 0 };
      found[check] = {
        severity,
        fail: sum.fail + fail,
        unknown: sum.unknown + unknown,
        suppressed: sum.suppressed + (suppressed ?? 0),
      };
    }
  }
  return { kinds, checks: found };
};
