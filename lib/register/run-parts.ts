/** What a run has come to, partition by partition, where several processes share it: each leaves its part here. */
import type { Database } from './database.ts';
import { pack, unpack } from './pack.ts';
import { keys } from './table.ts';
import type { Counts, FailedRoot, ListingOutcome, RootsClosed, Run } from './types.ts';

/** What a run did in one partition, all its calls together. */
export interface RunPart {
  readonly partition: string;
  /** False: it was called off before it came to its end. */
  readonly finished: boolean;
  readonly outcomes: readonly ListingOutcome[];
  readonly counts: Counts;
  readonly calls: Run['calls'];
  readonly items: Run['items'];
  /** Roots that could not be planned: of the part that planning is. */
  readonly failedRoots?: readonly FailedRoot[] | undefined;
  /** Accounts that nobody can enter: of the same. */
  readonly closed?: readonly RootsClosed[] | undefined;
}

/** Planning a run is a part of it too, under the name of no partition. */
export const PLANNING = '';

/** Days that a part is kept, for who looks into a run that failed. */
const KEPT_DAYS = 30;

/** What a run came to in a partition so far; undefined where it came to nothing yet. */
export const readPart = async (database: Database, run: string, partition: string): Promise<RunPart | undefined> => {
  const item = await database.get(keys.runPart(run, partition));
  return item && unpack<RunPart>(item.part);
};

/** Replaces what an earlier call of the run left of the partition. `now`: ISO 8601 UTC. */
export const savePart = (database: Database, run: string, part: RunPart, now: string): Promise<void> =>
  database.write([
    {
      ...keys.runPart(run, part.partition),
      part: pack(part),
      expiresAt: Math.ceil(Date.parse(now) / 1000) + KEPT_DAYS * 86_400,
    },
  ]);

/** All that there are, page by page. */
export async function* runParts(database: Database, run: string): AsyncGenerator<RunPart> {
  for await (const { part } of database.query(keys.runPart(run, '').pk, 'p#')) yield unpack<RunPart>(part);
}
