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

/** Start of the first of the runs without an end since the last one that has one; null where the last run ended. */
export const diedSince = async (database: Database): Promise<string | null> => {
  const died: string[] = [];
  for await (const item of database.query('runs', '', { newestFirst: true, limit: 10 })) {
    const { finishedAt, startedAt } = unpack<Run>(item.run);
    if (finishedAt !== null) return died.filter((start) => start > startedAt).at(-1) ?? null;
    died.push(startedAt);
  }
  return died.at(-1) ?? null;
};

export const latestRuns = async (database: Database, limit: number): Promise<Run[]> => {
  const runs: Run[] = [];
  for await (const item of database.query('runs', '', { newestFirst: true, limit })) {
    if (runs.length >= limit) break;
    runs.push(unpack(item.run));
  }
  return runs;
};
