/** Who may collect a partition: one holder at a time, each with a higher fence than the one before. */
import type { ListingState } from '../collect/store.ts';
import type { Database } from './database.ts';
import { pack, unpack } from './pack.ts';
import { keys } from './table.ts';

/** Another collector holds the partition. Nothing was done; try again when its lease has run out. */
export class PartitionBusyError extends Error {
  override readonly name = 'PartitionBusyError';
}

/** Another collector took the partition over while this one worked: what this one did last was not saved. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';
}

/**
 * How far the clocks of two collectors may be apart: a lease that has just run out by one of them is not taken, and one
 * that ends later than any that is taken now was written by a clock that was wrong, and binds nobody.
 */
const SKEW_MS = 5 * 60_000;

/** How long a holder may be silent before another may take its partition over: reading and writing manifests takes less. */
export const LEASE_MS = 15 * 60_000;

export interface Lease {
  readonly partition: string;
  readonly fence: number;
  readonly run: string;
  /** The holder before did not end well. */
  readonly unclean: boolean;
  readonly listings: Map<string, ListingState>;
}

const lost = (partition: string): LeaseLostError =>
  new LeaseLostError(
    `Another collection took ${partition} over while this one worked; this one stopped. Nothing is lost.`,
  );

export type LeaseEnd = 'clean' | 'continue' | 'unclean';

const statesIn = (packed: Uint8Array | undefined): Map<string, ListingState> =>
  new Map(packed === undefined ? [] : unpack<[string, ListingState][]>(packed));

/**
 * Takes the lease for `leaseMs`. `takeOver` takes it from a holder that is known to be dead: an embedded
 * table has one process at a time, so there the last holder always is.
 */
export const takeLease = async (
  database: Database,
  partition: string,
  run: string,
  { leaseMs, takeOver }: { readonly leaseMs: number; readonly takeOver: boolean },
): Promise<Lease> => {
  const now = Date.now();
  const item = await database.updateIf(keys.state(partition), {
    UpdateExpression:
      'SET #holder = :run, #until = :until, #unclean = if_not_exists(#working, :no), #working = :yes ADD #fence :one',
    ...(!takeOver && {
      ConditionExpression: 'attribute_not_exists(#until) OR #until < :early OR #until > :late OR #holder = :run',
    }),
    ExpressionAttributeNames: {
      '#holder': 'holder',
      '#until': 'until',
      '#fence': 'fence',
      '#unclean': 'unclean',
      '#working': 'working',
    },
    ExpressionAttributeValues: {
      ':run': run,
      ':until': now + leaseMs,
      ':one': 1,
      ':no': false,
      ':yes': true,
      ...(!takeOver && { ':early': now - SKEW_MS, ':late': now + Math.max(0, leaseMs) + SKEW_MS }),
    },
  });
  if (item === undefined) {
    throw new PartitionBusyError(
      `Another collection of ${partition} is under way; this one left it alone. It is free again when that one ends.`,
    );
  }
  return { partition, fence: item.fence, run, unclean: item.unclean === true, listings: statesIn(item.listings) };
};

/**
 * Saves the listings' states, if the lease is still held; `end` gives it up: `unclean` where somebody before did not
 * end well and what they left is still to be followed up.
 */
export const saveLease = async (database: Database, lease: Lease, leaseMs: number, end?: LeaseEnd): Promise<void> => {
  const saved = await database.updateIf(keys.state(lease.partition), {
    UpdateExpression: 'SET #listings = :listings, #until = :until, #working = :working',
    ConditionExpression: '#fence = :fence',
    ExpressionAttributeNames: { '#listings': 'listings', '#until': 'until', '#working': 'working', '#fence': 'fence' },
    ExpressionAttributeValues: {
      ':listings': pack([...lease.listings]),
      ':until': end ? 0 : Date.now() + leaseMs,
      ':working': end === undefined || end === 'unclean',
      ':fence': lease.fence,
    },
  });
  if (!saved) throw lost(lease.partition);
};

const renewLease = async (database: Database, { partition, fence }: Lease, leaseMs: number): Promise<void> => {
  const renewed = await database.updateIf(keys.state(partition), {
    UpdateExpression: 'SET #until = :until',
    ConditionExpression: '#fence = :fence',
    ExpressionAttributeNames: { '#until': 'until', '#fence': 'fence' },
    ExpressionAttributeValues: { ':until': Date.now() + leaseMs, ':fence': fence },
  });
  if (!renewed) throw lost(partition);
};

/** How long a holder goes on without asking whether it still is one. */
const RENEW_MS = 60_000;

/**
 * To be called before anything is written: throws a `LeaseLostError` where another took the partition over while this
 * one slept. Batches have no conditions, so it asks, and renews the lease, once a minute by either of two clocks: one
 * stands still while a machine sleeps, the other may be set.
 */
export const openGuard = (database: Database, lease: Lease, leaseMs: number): (() => Promise<void>) => {
  const within = Math.min(RENEW_MS, leaseMs / 3);
  let asked = { wall: Date.now(), steady: performance.now() };
  return async () => {
    const now = { wall: Date.now(), steady: performance.now() };
    const wall = now.wall - asked.wall;
    if (wall >= 0 && wall < within && now.steady - asked.steady < within) return;
    await renewLease(database, lease, leaseMs);
    asked = now;
  };
};

/** The states as they were saved last, for those who only look. */
export const listingStates = async (database: Database, partition: string): Promise<Map<string, ListingState>> =>
  statesIn((await database.get(keys.state(partition)))?.listings);
