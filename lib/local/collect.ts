/** One run on this machine: the clouds of a config, or of the sample, into the register on disk. */
import type { Progress } from '../collect/progress.ts';
import { connectionsOf } from '../config/connections.ts';
import { defaultConcurrency } from '../config/defaults.ts';
import type { Config } from '../config/types.ts';
import type { Run } from '../register/types.ts';
import { type RunOptions, runOnce } from '../runs/run.ts';
import { samplePolicy } from '../sample/policy.ts';
import { serveSample } from '../sample/serve.ts';
import { readState } from '../sample/state.ts';
import { openLocalTable } from './table.ts';

export interface CollectOrder {
  readonly config: Config | 'sample';
  readonly dataDir: string;
  readonly onProgress: (progress: Progress) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Collects and gives the run's record; what could not be read is in it. Throws where the register cannot be used. */
export const collectLocally = async ({ config, dataDir, onProgress, signal }: CollectOrder): Promise<Run> => {
  const { database, close } = await openLocalTable(dataDir);
  // The embedded table has one process as its user: whoever held a partition before is gone.
  const shared = { database, takeOver: true, onProgress, signal } as const;
  const run = (options: Omit<RunOptions, keyof typeof shared>) => runOnce({ ...options, ...shared });
  try {
    if (config !== 'sample')
      return await run({
        roots: config.roots,
        connections: connectionsOf,
        policy: config,
        concurrency: config.concurrency,
      });
    const served = await serveSample(await readState(dataDir));
    try {
      return await run({
        roots: served.roots,
        connections: () => served.connections,
        policy: samplePolicy,
        concurrency: defaultConcurrency,
      });
    } finally {
      await served.close();
    }
  } finally {
    await close();
  }
};
