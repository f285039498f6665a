/** The partitions that a run is made of, each of which is collected by itself. */
import { leftOutOf, wantedOf } from '../collect/leave-out.ts';
import type { LifecycleSettings } from '../collect/lifecycle.ts';
import { collectPartition } from '../collect/partition.ts';
import type { Progress } from '../collect/progress.ts';
import type { Rules } from '../collect/rules.ts';
import { reasonOf } from '../collect/sweep.ts';
import { noCounts } from '../collect/tally.ts';
import type { TimeBudget } from '../collect/time.ts';
import type { Listing, Source } from '../kinds/listing.ts';
import type { Selection } from '../kinds/selection.ts';
import { ProviderError } from '../providers/errors.ts';
import type { Partition } from '../providers/types.ts';
import type { Database } from '../register/database.ts';
import { LEASE_MS } from '../register/lease.ts';
import { MOST_ACCOUNTS } from '../register/outcomes.ts';
import { openPartition } from '../register/partition-store.ts';
import type { RunPart } from '../register/run-parts.ts';
import type { ListingOutcome } from '../register/types.ts';
import type { Begun } from './record.ts';

/** What a partition that was not collected counts as. */
export const notCollected = (
  partition: Pick<Partition, 'id' | 'root'> & { readonly accounts: readonly { readonly id: string }[] },
  reason: string,
): ListingOutcome => ({
  partition: partition.id,
  listing: '*',
  outcome: 'incomplete',
  reason,
  found: 0,
  lastComplete: null,
  whole: { root: partition.root, accounts: partition.accounts.slice(0, MOST_ACCOUNTS).map((account) => account.id) },
});

export interface WorkOptions {
  readonly database: Database;
  readonly run: Begun;
  readonly rules: Rules;
  /** Absent: `defaultLifecycle`. */
  readonly lifecycle?: LifecycleSettings | undefined;
  /** What else the config excludes, or takes in; absent: nothing. */
  readonly selection?: Selection | undefined;
  /** Kinds that are not collected; what the register has of them stays as it was. Absent: none. */
  readonly leaveOut?: readonly string[] | undefined;
  /** Listings under way at once. */
  readonly listings: number;
  /** Days that versions are kept, a resource's last and its retirement apart; absent: for ever. */
  readonly historyDays?: number | undefined;
  /** Take partitions over at once: the table has no other user. */
  readonly takeOver: boolean;
  /** Absent: there is no limit. */
  readonly time?: TimeBudget | undefined;
  /** Absent: all listings. */
  readonly only?: ((listing: Listing) => boolean) | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress: (progress: Progress) => void;
}

/** Display names of a partition's accounts, where the provider tells them. */
const namesOf = ({ accounts }: Partition): Record<string, string> =>
  Object.fromEntries(accounts.flatMap(({ id, name }) => (name ? [[id, name] as const] : [])));

export type Work = Pick<RunPart, 'partition' | 'finished' | 'outcomes' | 'counts'>;

/**
 * Collects a partition, as far as there is time. Throws a `PartitionBusyError` where another collection holds it, a
 * `LeaseLostError` where another took it over, and the signal's reason where it was told to stop.
 */
export const collectWork = async (source: Source, partition: Partition, options: WorkOptions): Promise<Work> => {
  const { database, run, onProgress } = options;
  const leaveOut = leftOutOf(partition.provider, options.leaveOut ?? []);
  let listings: readonly Listing[];
  try {
    listings = wantedOf(await source.listings(partition), leaveOut);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    const outcome = notCollected(partition, reasonOf(error));
    onProgress({ event: 'listing', provider: partition.provider, ...outcome });
    return { partition: partition.id, finished: true, outcomes: [outcome], counts: noCounts };
  }
  const store = await openPartition(database, partition.id, {
    run: run.id,
    now: run.startedAt,
    about: { provider: partition.provider, root: partition.root },
    plan: {
      accounts: partition.accounts.map((account) => account.id),
      listings: listings.map((listing) => listing.id),
      names: namesOf(partition),
    },
    leaseMs: LEASE_MS,
    takeOver: options.takeOver,
    historyDays: options.historyDays,
  });
  const collected = await collectPartition({
    partition,
    listings,
    store,
    rules: options.rules,
    run: run.id,
    now: run.startedAt,
    repeats: run.repeats,
    lifecycle: options.lifecycle,
    leaveOut,
    selection: options.selection,
    concurrency: options.listings,
    time: options.time,
    only: options.only,
    signal: options.signal,
    onProgress,
  });
  return { partition: partition.id, ...collected };
};
