/** What became of partitions that nobody plans any more, since their accounts are in others now: they let go of it. */

import type { Entries } from '../collect/entry.ts';
import { countOwners } from '../collect/owner-counts.ts';
import { knownOf } from '../collect/store.ts';
import { type ClassId, classes } from '../kinds/classes.ts';
import type { ProviderId } from '../providers/types.ts';
import type { Database } from './database.ts';
import { PartitionBusyError } from './lease.ts';
import { openPartition } from './partition-store.ts';
import { type KnownPartition, partitionsOf } from './summaries.ts';
import { keys } from './table.ts';

/** Longer than a partition's manifests take to be read and written. */
const LEASE_MS = 15 * 60_000;
/** Resources asked for at once. */
const BATCH = 500;

export interface PlannedPartition {
  readonly id: string;
  /** Their ids; asked for only where there is a partition that may have held them. */
  readonly accounts: () => Promise<readonly string[]>;
}

export interface LetGo {
  readonly providers: readonly ProviderId[];
  /** All partitions of the run, those that failed among them. */
  readonly planned: readonly PlannedPartition[];
  readonly run: string;
  readonly now: string;
  readonly takeOver: boolean;
}

/** Takes out of the entries what another partition listed last; true where anything was. */
const withoutMoved = async (
  entries: Entries,
  truth: (ids: readonly string[]) => Promise<ReadonlyMap<string, { readonly elsewhere?: true | undefined }>>,
): Promise<boolean> => {
  const ids = Array.from(entries.values(), ({ id }) => id);
  let moved = false;
  for (let from = 0; from < ids.length; from += BATCH)
    for (const [id, { elsewhere }] of await truth(ids.slice(from, from + BATCH)))
      if (elsewhere) moved = entries.delete(id) || moved;
  return moved;
};

const emptied = async (
  database: Database,
  { partition, provider, root }: KnownPartition,
  order: LetGo,
): Promise<void> => {
  const about = { provider, root };
  const { run, now, takeOver } = order;
  const store = await openPartition(database, partition, { run, now, about, leaseMs: LEASE_MS, takeOver });
  const manifests = new Map<string, Entries>();
  let moved = false;
  for (const [listing, state] of store.listings) {
    const entries = await store.manifest(listing);
    manifests.set(listing, entries);
    if (!(await withoutMoved(entries, (ids) => store.truth(ids, new Map())))) continue;
    moved = true;
    await store.saveListing(listing, knownOf(state), entries);
  }
  if (moved) {
    const billed = (classId: string) => classes[classId as ClassId]?.billed ?? false;
    const { owners, accounts, totals } = countOwners(manifests.values(), billed);
    // What is retired needs nobody who counts it; it is found by its id, wherever it lies.
    if (accounts.length > 0) await store.saveOwners(owners, accounts, totals);
    else await database.write([], [keys.partition(partition), keys.owners(partition), keys.plan(partition)]);
  }
  await store.release(true);
};

/**
 * For partitions of the run's clouds that are not planned and held accounts that are: lets go of what others listed. What
 * nobody found stays, as of any account that is not collected. One that somebody is at work on is left to the next run.
 */
export const letGo = async (database: Database, order: LetGo): Promise<void> => {
  const ids = new Set(order.planned.map(({ id }) => id));
  const orphans = (await partitionsOf(database)).filter(
    ({ partition, provider }) => order.providers.includes(provider as ProviderId) && !ids.has(partition),
  );
  if (orphans.length === 0) return;
  const collected = new Set<string>();
  for (const { accounts } of order.planned) for (const account of await accounts()) collected.add(account);
  for (const one of orphans) {
    if (!one.accounts.some((account) => collected.has(account))) continue;
    try {
      await emptied(database, one, order);
    } catch (error) {
      if (!(error instanceof PartitionBusyError)) throw error;
    }
  }
};
