/** One pass over all roots: plan, collect each partition, summarise. The same code on a laptop and on Lambda. */
import { leftOutOf, wantedOf } from '../collect/leave-out.ts';
import type { LifecycleSettings } from '../collect/lifecycle.ts';
import { collectPartition } from '../collect/partition.ts';
import { pool } from '../collect/pool.ts';
import type { Progress } from '../collect/progress.ts';
import { reasonOf } from '../collect/sweep.ts';
import { addCounts, noCounts } from '../collect/tally.ts';
import type { Source } from '../kinds/listing.ts';
import type { Connections } from '../providers/connection.ts';
import { ProviderError } from '../providers/errors.ts';
import type { Root } from '../providers/roots.ts';
import type { Partition } from '../providers/types.ts';
import { markHistory } from '../register/changes.ts';
import type { Database } from '../register/database.ts';
import { PartitionBusyError } from '../register/lease.ts';
import { settleNotes } from '../register/noted.ts';
import { openPartition } from '../register/partition-store.ts';
import { saveProfiles } from '../register/profiles.ts';
import { diedSince, lasting, newRunId, runBefore, saveRun } from '../register/runs.ts';
import type { Counts, FailedRoot, ListingOutcome, Run } from '../register/types.ts';
import { countingMeter } from './meter.ts';
import { type Policy, rulesOf } from './rules.ts';
import { openSource, rootIdOf } from './source.ts';

/** How long a collector may be silent before another may take its partition over. */
const LEASE_MS = 15 * 60_000;

export interface RunOptions {
  readonly database: Database;
  readonly roots: readonly Root[];
  readonly connections: (root: Root) => Connections;
  readonly policy: Policy;
  /** Absent: `defaultLifecycle`. */
  readonly lifecycle?: LifecycleSettings | undefined;
  /** Kinds that are not collected; what the register has of them stays as it was. Absent: none. */
  readonly leaveOut?: readonly string[] | undefined;
  readonly concurrency: { readonly partitions: number; readonly listings: number };
  /** Days that versions are kept, a resource's last and its retirement apart; absent: for ever. */
  readonly historyDays?: number | undefined;
  /** Take partitions over at once: the table has no other user. */
  readonly takeOver: boolean;
  readonly now?: (() => Date) | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress: (progress: Progress) => void;
}

interface Planned {
  readonly source: Source;
  readonly partition: Partition;
}

const listingKey = ({ partition, listing, outcome }: ListingOutcome): string =>
  [partition, listing, outcome].join('\u0000');

export const runOnce = async (options: RunOptions): Promise<Run> => {
  const { database, roots, onProgress, now = () => new Date() } = options;
  const rules = rulesOf(options.policy);
  const startedAt = now().toISOString();
  const id = newRunId(startedAt);
  const meter = countingMeter(onProgress);
  const failedRoots: FailedRoot[] = [];
  const incomplete: ListingOutcome[] = [];
  let complete = 0;
  let counts: Counts = noCounts;
  let partitions = 0;
  const providers = [...new Set(roots.map(({ provider }) => provider))];
  const last = await runBefore(database, { providers, startedAt });
  const before = { ...database.count };
  const record = (finishedAt: string | null): Run => ({
    id,
    startedAt,
    finishedAt,
    providers,
    partitions,
    listings: {
      complete,
      incomplete: lasting(incomplete, last?.listings.incomplete ?? [], startedAt, listingKey),
    },
    resources: counts,
    calls: meter.calls,
    items: { read: database.count.read - before.read, written: database.count.written - before.written },
    failedRoots: lasting(failedRoots, last?.failedRoots ?? [], startedAt, ({ root }) => root),
  });
  const repeats = await diedSince(database);
  await settleNotes(database);
  await markHistory(database, startedAt);
  await saveRun(database, record(null));
  await saveProfiles(database, options.policy.owners.directory);

  const sources: Source[] = [];
  const planRoot = async (root: Root): Promise<Planned[]> => {
    try {
      const source = await openSource(root, options.connections(root), meter);
      sources.push(source);
      const planned = await source.plan();
      const accounts = planned.reduce((sum, partition) => sum + partition.accounts.length, 0);
      onProgress({
        event: 'planned',
        provider: root.provider,
        root: rootIdOf(root),
        partitions: planned.length,
        accounts,
      });
      return planned.map((partition) => ({ source, partition }));
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      const failed = { root: rootIdOf(root), reason: reasonOf(error) };
      failedRoots.push(failed);
      onProgress({ event: 'root_failed', provider: root.provider, ...failed });
      return [];
    }
  };

  const collect = async ({ source, partition }: Planned) => {
    partitions++;
    const failed = (reason: string) => {
      const outcome: ListingOutcome = {
        partition: partition.id,
        listing: '*',
        outcome: 'incomplete',
        reason,
        found: 0,
        lastComplete: null,
        whole: { root: partition.root, accounts: partition.accounts.map((account) => account.id) },
      };
      incomplete.push(outcome);
      onProgress({ event: 'listing', provider: partition.provider, ...outcome });
    };
    const leaveOut = leftOutOf(partition.provider, options.leaveOut ?? []);
    let listings: Awaited<ReturnType<Source['listings']>>;
    try {
      listings = wantedOf(await source.listings(partition), leaveOut);
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      return failed(reasonOf(error));
    }
    try {
      const store = await openPartition(database, partition.id, {
        run: id,
        now: startedAt,
        about: { provider: partition.provider, root: partition.root },
        plan: {
          accounts: partition.accounts.map((account) => account.id),
          listings: listings.map((listing) => listing.id),
        },
        leaseMs: LEASE_MS,
        takeOver: options.takeOver,
        historyDays: options.historyDays,
      });
      const { outcomes, counts: added } = await collectPartition({
        partition,
        listings,
        store,
        rules,
        run: id,
        now: startedAt,
        repeats,
        lifecycle: options.lifecycle,
        leaveOut,
        concurrency: options.concurrency.listings,
        signal: options.signal,
        onProgress,
      });
      counts = addCounts(counts, added);
      for (const outcome of outcomes) {
        if (outcome.outcome === 'complete') complete++;
        else incomplete.push(outcome);
      }
    } catch (error) {
      if (options.signal?.aborted && error === options.signal.reason) return failed('stopped before the end');
      if (!(error instanceof PartitionBusyError)) throw error;
      failed(error.message);
    }
  };

  try {
    // Every root is planned and collected beside the others, so that a slow cloud holds none up.
    const perRoot = Math.max(1, Math.ceil(options.concurrency.partitions / Math.max(1, roots.length)));
    await pool(roots, roots.length, async (root) =>
      pool(await planRoot(root), perRoot, collect, () => !options.signal?.aborted),
    );
  } finally {
    await Promise.all(sources.map((source) => source.close()));
  }
  const finished = record(now().toISOString());
  await saveRun(database, finished);
  // The run's own record is a write too: what is returned counts what was stored.
  return {
    ...finished,
    items: { read: database.count.read - before.read, written: database.count.written - before.written },
  };
};
