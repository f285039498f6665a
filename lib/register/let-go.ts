/** What becomes of accounts that are in other partitions now: those that had them let go of them. */
import type { Entries } from '../collect/entry.ts';
import { knownOf, type PartitionStore } from '../collect/store.ts';
import type { Partition, ProviderId } from '../providers/types.ts';
import type { Database } from './database.ts';
import { handOver, type Leftover, manifestsOf, recount } from './hand-over.ts';
import { LEASE_MS, PartitionBusyError } from './lease.ts';
import { openPartition } from './partition-store.ts';
import { putPlan, readPlan } from './plan.ts';
import { type KnownPartition, partitionsOf } from './summaries.ts';
import { keys } from './table.ts';

/** Resources asked for at once. */
const BATCH = 500;

export interface PlannedPartition extends Pick<Partition, 'id' | 'provider' | 'root'> {
  /** Their ids; asked for only where another partition may have held them. */
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

/** By account. */
type Heirs = ReadonlyMap<string, PlannedPartition>;

const open = (database: Database, { id, provider, root }: Omit<PlannedPartition, 'accounts'>, order: LetGo) => {
  const { run, now, takeOver } = order;
  return openPartition(database, id, { run, now, about: { provider, root }, leaseMs: LEASE_MS, takeOver });
};

/**
 * Takes out of the entries what another partition has, and what is gone for good; gives what an heir may take. Of a
 * partition that is planned itself only what has an heir is looked at.
 */
const withoutMoved = async (
  listing: string,
  entries: Entries,
  heirs: Heirs,
  store: PartitionStore,
  isPlanned: boolean,
): Promise<Leftover[]> => {
  const ids = [...entries.values()].flatMap(({ id, accountId }) => (!isPlanned || heirs.has(accountId) ? [id] : []));
  const left: Leftover[] = [];
  for (let from = 0; from < ids.length; from += BATCH)
    for (const [id, truth] of await store.truth(ids.slice(from, from + BATCH), new Map())) {
      const entry = entries.get(id)!;
      const inherited = heirs.has(entry.accountId);
      if (truth.elsewhere || (inherited && entry.lifecycle === 'retired')) entries.delete(id);
      else if (inherited) left.push({ listing, entry, truth });
    }
  return left;
};

/** Hands what is left to its heirs; gives what they took. An heir that somebody is at work on takes nothing this time. */
const bequeath = async (
  database: Database,
  left: readonly Leftover[],
  heirs: Heirs,
  order: LetGo,
): Promise<readonly Leftover[]> => {
  const taken: Leftover[] = [];
  const shares = new Map<PlannedPartition, Leftover[]>();
  for (const one of left) {
    const heir = heirs.get(one.entry.accountId)!;
    const share = shares.get(heir);
    if (share) share.push(one);
    else shares.set(heir, [one]);
  }
  for (const [heir, share] of shares) {
    try {
      const store = await open(database, heir, order);
      for (const one of await handOver(store, share)) taken.push(one);
      await store.release(true);
    } catch (error) {
      if (!(error instanceof PartitionBusyError)) throw error;
    }
  }
  return taken;
};

const emptied = async (
  database: Database,
  known: KnownPartition,
  heirs: Heirs,
  order: LetGo,
  isPlanned: boolean,
): Promise<void> => {
  const { partition, provider, root } = known;
  const store = await open(database, { id: partition, provider: provider as ProviderId, root }, order);
  const manifests = await manifestsOf(store);
  const sizes = new Map([...manifests].map(([listing, { size }]) => [listing, size]));
  const left: Leftover[] = [];
  for (const [listing, entries] of manifests)
    for (const one of await withoutMoved(listing, entries, heirs, store, isPlanned)) left.push(one);
  for (const { listing, entry } of await bequeath(database, left, heirs, order))
    manifests.get(listing)!.delete(entry.id);
  for (const [listing, entries] of manifests)
    if (entries.size !== sizes.get(listing))
      await store.saveListing(listing, knownOf(store.listings.get(listing)!), entries);
  const accounts = await recount(store, manifests);
  if (accounts.size === 0 && !isPlanned)
    await database.write(
      [],
      [keys.partition(partition), keys.owners(partition), keys.plan(partition), keys.names(partition)],
    );
  else {
    const plan = await readPlan(database, partition);
    // Of an account that others collect nobody is to be told that it grows old here.
    const still = (account: string) => accounts.has(account) || !heirs.has(account);
    if (plan) {
      const gone = Object.fromEntries(Object.entries(plan.left).filter(([account]) => still(account)));
      await putPlan(database, partition, { ...plan, accounts: plan.accounts.filter(still), left: gone });
    }
  }
  await store.release(true);
};

/**
 * The heirs of what a partition had: of one that nobody plans any more, whoever has its accounts now; of one that is
 * planned, whoever has those that it was asked for once and no longer is.
 */
const heirsTo = async (
  database: Database,
  { partition, accounts }: KnownPartition,
  all: Heirs,
  isPlanned: boolean,
): Promise<Heirs> => {
  const lost = accounts.filter((account) => (all.get(account)?.id ?? partition) !== partition);
  if (lost.length === 0) return new Map();
  const left = isPlanned ? ((await readPlan(database, partition))?.left ?? {}) : undefined;
  return new Map(
    lost.flatMap((account) => (left === undefined || account in left ? [[account, all.get(account)!] as const] : [])),
  );
};

/**
 * For partitions of the run's clouds whose accounts are in other partitions that are planned: lets go of what others
 * listed, and hands them what nobody found, so that their next sweep tells what became of it. What is of accounts that
 * nobody plans stays. A partition that somebody is at work on is left to the next run.
 */
export const letGo = async (database: Database, order: LetGo): Promise<void> => {
  const ids = new Set(order.planned.map(({ id }) => id));
  const known = (await partitionsOf(database)).filter(({ provider }) =>
    order.providers.includes(provider as ProviderId),
  );
  if (ids.size < 2 && known.every(({ partition }) => ids.has(partition))) return;
  const all = new Map<string, PlannedPartition>();
  for (const one of order.planned) for (const account of await one.accounts()) all.set(account, one);
  for (const one of known) {
    const isPlanned = ids.has(one.partition);
    const heirs = await heirsTo(database, one, all, isPlanned);
    if (heirs.size === 0) continue;
    try {
      await emptied(database, one, heirs, order, isPlanned);
    } catch (error) {
      if (!(error instanceof PartitionBusyError)) throw error;
    }
  }
};
