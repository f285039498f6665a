/** One run on this machine: the clouds of a config, or of the sample, into the register on disk. */
import type { Progress } from '../collect/progress.ts';
import { connectionsOf } from '../config/connections.ts';
import { defaultConcurrency, defaultHistoryDays } from '../config/defaults.ts';
import type { Config } from '../config/types.ts';
import type { Targets, Undelivered } from '../events/courier.ts';
import { publish } from '../events/publish.ts';
import { pruneVersions } from '../register/prune.ts';
import type { Run } from '../register/types.ts';
import { type RunOptions, runOnce } from '../runs/run.ts';
import { samplePolicy } from '../sample/policy.ts';
import { serveSample } from '../sample/serve.ts';
import { readState, sampleTime } from '../sample/state.ts';
import { openLocalTable } from './table.ts';

export interface CollectOrder {
  readonly config: Config | 'sample';
  readonly dataDir: string;
  readonly onProgress: (progress: Progress) => void;
  readonly signal?: AbortSignal | undefined;
  /** Who is told what is new. */
  readonly targets: Targets;
  /** Told of each target that did not take everything; it is sent again after the next run. */
  readonly onUndelivered: (undelivered: Undelivered) => void;
}

/** Collects and gives the run's record; what could not be read is in it. Throws where the register cannot be used. */
export const collectLocally = async (order: CollectOrder): Promise<Run> => {
  const { config, dataDir, onProgress, signal, targets, onUndelivered } = order;
  const { database, close } = await openLocalTable(dataDir);
  // The embedded table has one process as its user: whoever held a partition before is gone.
  const shared = { database, takeOver: true, onProgress, signal } as const;
  const run = async (options: Omit<RunOptions, keyof typeof shared>): Promise<Run> => {
    const done = await runOnce({ ...options, ...shared });
    await pruneVersions(database, Date.parse(done.startedAt));
    // Who stops it does not want to wait: the next run tells of this one as well.
    if (!signal?.aborted) for (const one of await publish(database, targets)) onUndelivered(one);
    return done;
  };
  try {
    if (config !== 'sample')
      return await run({
        roots: config.roots,
        connections: connectionsOf,
        policy: config,
        lifecycle: config.lifecycle,
        leaveOut: config.leaveOut,
        selection: config.selection,
        concurrency: config.concurrency,
        historyDays: config.historyDays,
      });
    const estate = await readState(dataDir);
    const served = await serveSample(estate);
    try {
      return await run({
        roots: served.roots,
        connections: () => served.connections,
        policy: samplePolicy,
        concurrency: defaultConcurrency,
        historyDays: defaultHistoryDays,
        // Its history has the days that went by in it.
        now: () => new Date(sampleTime(estate)),
      });
    } finally {
      await served.close();
    }
  } finally {
    await close();
  }
};
