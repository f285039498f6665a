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

export interface Lease {
  readonly partition: string;
  readonly fence: number;
  readonly run: string;
  /** The holder before did not end well. */
  readonly unclean: boolean;
  readonly listings: Map<string, ListingState>;
}

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
    ...(!takeOver && { ConditionExpression: 'attribute_not_exists(#until) OR #until < :now OR #holder = :run' }),
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
      ...(!takeOver && { ':now': now }),
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
  if (!saved) {
    throw new LeaseLostError(
      `Another collection took ${lease.partition} over while this one worked; this one stopped. Nothing is lost.`,
    );
  }
};

/** The states as they were saved last, for those who only look. */
export const listingStates = async (database: Database, partition: string): Promise<Map<string, ListingState>> =>
  statesIn((await database.get(keys.state(partition)))?.listings);
