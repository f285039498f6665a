/** The record of each pass: what was asked, found, changed, and what could not be read. */
import type { Database } from './database.ts';
import { pack, unpack } from './pack.ts';
import { keys } from './table.ts';
import type { Run } from './types.ts';

/** Ids sort by time: the start to the millisecond, and a few characters against two at once. */
export const newRunId = (startedAt: string): string =>
  `${startedAt.replace(/[-:.]/g, '')}-${Math.random().toString(36).slice(2, 6).padEnd(4, '0')}`;

/** Written at the start and again at the end: a run without an end was cut off. */
export const saveRun = (database: Database, run: Run): Promise<void> =>
  database.write([{ ...keys.run(run.id), run: pack(run) }]);

export const latestRuns = async (database: Database, limit: number): Promise<Run[]> => {
  const runs: Run[] = [];
  for await (const item of database.query('runs', '', { newestFirst: true, limit })) {
    if (runs.length >= limit) break;
    runs.push(unpack(item.run));
  }
  return runs;
};
