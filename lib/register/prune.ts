/** What DynamoDB's time to live does elsewhere, for the embedded table, which has none. */
import { historyState } from './changes.ts';
import type { Database } from './database.ts';
import { keys, versionQueries } from './table.ts';
import { expired } from './versions.ts';

const DAY_MS = 86_400_000;

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** Deletes a day's expired versions; false where some of that day are still to expire. */
const pruneDay = async (database: Database, day: string, now: number): Promise<boolean> => {
  let done = true;
  // From the day's first moment to the next day's.
  for (const query of versionQueries(day, day, dayOf(Date.parse(day) + DAY_MS))) {
    const gone = [];
    for await (const item of database.queryIndex(query)) {
      if (expired(item, now)) gone.push({ pk: item.pk, sk: item.sk });
      else if (item.expiresAt !== undefined) done = false;
    }
    await database.write([], gone);
  }
  return done;
};

/**
 * Deletes versions that have expired by `now`, epoch milliseconds, oldest first, up to the first day that has some left
 * which will: so a run that comes too early reads one day, and writes nothing.
 */
export const pruneVersions = async (database: Database, now: number): Promise<void> => {
  const state = await historyState(database);
  if (state === undefined) return;
  const start = state.prunedTo ?? state.since.slice(0, 10);
  const today = dayOf(now);
  let day = start;
  while (day < today && (await pruneDay(database, day, now))) day = dayOf(Date.parse(day) + DAY_MS);
  if (day !== start) await database.write([{ ...keys.history, ...state, prunedTo: day }]);
};
