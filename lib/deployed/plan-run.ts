/** The first step of an execution: begins a run, and plans what is to be collected. */
import type { Progress } from '../collect/progress.ts';
import { noCounts } from '../collect/tally.ts';
import { connectionsOf } from '../config/connections.ts';
import type { Config } from '../config/types.ts';
import type { Source } from '../kinds/listing.ts';
import type { Meter, Partition, ProviderId } from '../providers/types.ts';
import type { Database } from '../register/database.ts';
import { freeLock, takeLock } from '../register/locks.ts';
import { PLANNING, savePart } from '../register/run-parts.ts';
import { lastEnded } from '../register/runs.ts';
import { countingMeter } from '../runs/meter.ts';
import { planRoots } from '../runs/plan.ts';
import { beginRun } from '../runs/record.ts';
import type { OpenSource } from '../runs/source.ts';
import { type Planned, runLock } from './execution.ts';
import { type PlannedWork, type PlanStore, savePlanned, type Target } from './plans.ts';

export interface PlanOrder {
  readonly action: 'plan';
  /** ARN of the state machine's execution. */
  readonly execution: string;
  /** What changed, where an event says so; absent: everything is collected. */
  readonly only?: readonly Target[] | null | undefined;
}

/** Where a collector works. */
export interface CollectorEdges {
  readonly provider: ProviderId;
  readonly database: Database;
  readonly plans: PlanStore;
  readonly config: Config;
  /** With the provider's own SDK: a function has no other in it. */
  readonly open: OpenSource;
  readonly onProgress: (progress: Progress) => void;
  /** Told the id of the run that a plan begins, before anything else is said of it. */
  readonly onBegun: (run: string) => void;
  readonly now: () => Date;
}

/** Plans the cloud's roots: of AWS only the accounts that are named, where some are. */
const planned = async (
  meter: Meter,
  { provider, config, database, open, onProgress }: CollectorEdges,
  only: readonly Target[] | undefined,
) => {
  const accounts = only && new Set(only.map(({ accountId }) => accountId));
  const sources: Source[] = [];
  try {
    return await planRoots(
      config.roots.filter((root) => root.provider === provider),
      {
        database,
        onProgress,
        open: async (root) => {
          const source = await open(root, connectionsOf(root), meter);
          sources.push(source);
          return source;
        },
        wanted: accounts && ((id) => accounts.has(id)),
        selection: config.selection,
      },
    );
  } finally {
    await Promise.all(sources.map((source) => source.close()));
  }
};

/** The partitions that hold what changed, each with that; all of them where nothing is named. */
const chosen = (all: readonly Partition[], only: readonly Target[] | undefined): readonly PlannedWork[] =>
  only === undefined
    ? all.map((partition) => ({ partition }))
    : all.flatMap((partition) => {
        const here = only.filter(({ accountId }) => partition.accounts.some(({ id }) => id === accountId));
        return here.length === 0 ? [] : [{ partition, only: here }];
      });

/** Begins a run and writes its plan, unless another run of the provider is under way. */
export const planRun = async (edges: CollectorEdges, { execution, only }: PlanOrder): Promise<Planned> => {
  const { provider, database, config, onProgress, now } = edges;
  if (!(await takeLock(database, runLock(provider, execution)))) return { skipped: true, provider, partitions: 0 };
  // A hint that comes before the first whole run tells nothing that it will not: that one's digest says how much there is.
  if (only && !(await lastEnded(database)).has(provider)) {
    await freeLock(database, runLock(provider, execution));
    return { skipped: true, provider, partitions: 0 };
  }
  const before = { ...database.count };
  const meter = countingMeter(onProgress);
  const partial = Boolean(only);
  const begun = await beginRun(database, {
    providers: [provider],
    startedAt: now().toISOString(),
    policy: config,
    partial,
  });
  edges.onBegun(begun.id);
  const { roots, closed, failed } = await planned(meter, edges, only ?? undefined);
  const partitions = roots.flatMap((root) => root.partitions);
  const work = chosen(partitions, only ?? undefined);
  const place = await savePlanned(edges.plans, begun.id, work);
  const items = { read: database.count.read - before.read, written: database.count.written - before.written };
  const done = { partition: PLANNING, finished: true, outcomes: begun.held ? [begun.held] : [], counts: noCounts };
  await savePart(
    database,
    begun.id,
    { ...done, calls: meter.calls, items, failedRoots: failed, closed },
    begun.startedAt,
  );
  return { skipped: false, provider, run: { ...begun, execution }, partitions: work.length, ...place };
};
