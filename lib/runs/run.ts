/** One pass over all roots in one process: plan, collect each partition, summarise. */
import { pool } from '../collect/pool.ts';
import { noCounts } from '../collect/tally.ts';
import type { Source } from '../kinds/listing.ts';
import type { Connections } from '../providers/connection.ts';
import type { Root } from '../providers/roots.ts';
import type { Partition } from '../providers/types.ts';
import { believedDirectory } from '../register/directory.ts';
import { PartitionBusyError } from '../register/lease.ts';
import { letGo } from '../register/let-go.ts';
import type { FailedRoot, RootsClosed, Run } from '../register/types.ts';
import { countingMeter } from './meter.ts';
import { planRoots } from './plan.ts';
import { beginRun, endRun, noLedger, Parts } from './record.ts';
import { type Policy, rulesOf } from './rules.ts';
import { openSource } from './source.ts';
import { collectWork, notCollected, type Work, type WorkOptions } from './work.ts';

/** Why a partition was not collected, or not to its end. */
const STOPPED = 'stopped before the end';

export interface RunOptions
  extends Pick<
    WorkOptions,
    'database' | 'lifecycle' | 'leaveOut' | 'selection' | 'historyDays' | 'takeOver' | 'signal' | 'onProgress'
  > {
  readonly roots: readonly Root[];
  readonly connections: (root: Root) => Connections;
  readonly policy: Policy;
  readonly concurrency: { readonly partitions: number; readonly listings: number };
  readonly now?: (() => Date) | undefined;
}

/**
 * Collects all roots once, and gives the run's record as it was saved. A root or a partition that fails is in the record,
 * and the others go on; what the table refuses is thrown, and the next run repeats this one.
 */
export const runOnce = async (options: RunOptions): Promise<Run> => {
  const { database, roots, onProgress, signal, concurrency, now = () => new Date() } = options;
  const meter = countingMeter(onProgress);
  const before = { ...database.count };
  const items = () => ({ read: database.count.read - before.read, written: database.count.written - before.written });
  const providers = [...new Set(roots.map(({ provider }) => provider))];
  const { policy } = options;
  const run = await beginRun(database, { providers, startedAt: now().toISOString(), policy });
  const directory = await believedDirectory(database, policy.owners.directory);
  const rules = rulesOf({ ...policy, owners: { ...policy.owners, directory } });
  const parts = new Parts();
  if (run.held) parts.add({ outcomes: [run.held], counts: noCounts, ...noLedger });
  const failedRoots: FailedRoot[] = [];
  const closed: RootsClosed[] = [];
  const sources: Source[] = [];
  const plannedHere: Partition[] = [];

  const collect = async (source: Source, partition: Partition): Promise<Work> => {
    try {
      return await collectWork(source, partition, { ...options, run, rules, listings: concurrency.listings });
    } catch (error) {
      const stopped = signal?.aborted && error === signal.reason ? STOPPED : undefined;
      const reason = stopped ?? (error instanceof PartitionBusyError ? error.message : undefined);
      if (reason === undefined) throw error;
      const outcome = notCollected(partition, reason);
      onProgress({ event: 'listing', provider: partition.provider, ...outcome });
      return { partition: partition.id, finished: false, outcomes: [outcome], counts: noCounts };
    }
  };

  const goOn = () => !signal?.aborted;
  const perRoot = Math.max(1, Math.ceil(concurrency.partitions / Math.max(1, roots.length)));
  const collectRoot = async (source: Source, partitions: readonly Partition[]) => {
    const waiting = new Set(partitions);
    await pool(
      partitions,
      perRoot,
      // What is called and written is counted once, for the whole process.
      async (partition) => {
        waiting.delete(partition);
        parts.add({ ...(await collect(source, partition)), ...noLedger });
      },
      goOn,
    );
    // Else a run that was stopped would look whole.
    for (const partition of waiting)
      parts.add({ outcomes: [notCollected(partition, STOPPED)], counts: noCounts, ...noLedger });
  };
  try {
    // Every cloud is planned and collected beside the others, so that a slow one holds none up; the roots of one cloud are
    // planned together, since they may reach the same accounts.
    await pool(providers, providers.length, async (provider) => {
      const opened = new Map<Root, Source>();
      const open = async (root: Root) => {
        const source = await openSource(root, options.connections(root), meter);
        opened.set(root, source);
        sources.push(source);
        return source;
      };
      const own = roots.filter((root) => root.provider === provider);
      const plan = await planRoots(own, { database, open, onProgress, selection: options.selection });
      failedRoots.push(...plan.failed);
      closed.push(...plan.closed);
      plannedHere.push(...plan.roots.flatMap(({ partitions }) => partitions));
      await pool(plan.roots, plan.roots.length, ({ root, partitions }) => collectRoot(opened.get(root)!, partitions));
    });
  } finally {
    await Promise.all(sources.map((source) => source.close()));
  }
  // A root that could not be planned may have partitions that nobody knows of now.
  if (!signal?.aborted && failedRoots.length === 0)
    await letGo(database, {
      ...{ providers, run: run.id, now: run.startedAt, takeOver: options.takeOver },
      planned: plannedHere.map(({ id, provider, root, accounts }) => ({
        ...{ id, provider, root },
        accounts: async () => accounts.map((account) => account.id),
      })),
    });
  const own = () => ({ calls: meter.calls, items: items() });
  const done = await endRun(database, run, parts, {
    partitions: plannedHere.length,
    failedRoots,
    closed,
    finishedAt: now().toISOString(),
    own,
  });
  // The run's own record is a write too: what is returned counts what was stored.
  return { ...done, items: items() };
};
