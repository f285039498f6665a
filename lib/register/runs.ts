/** The record of each pass: what was asked, found, changed, and what could not be read. */

import type { ProviderId } from '../providers/types.ts';
import type { Database, Item } from './database.ts';
import { pack, unpack } from './pack.ts';
import { keys } from './table.ts';
import type { Lasting, Run } from './types.ts';

/** Ids sort by time: the start to the millisecond, and a few characters against two at once. */
export const newRunId = (startedAt: string): string =>
  `${startedAt.replace(/[-:.]/g, '')}-${Math.random().toString(36).slice(2, 6).padEnd(4, '0')}`;

/** As it lies in the table. `untold` is taken away when what it found was told. */
export const runItem = (run: Run): Item => ({ ...keys.run(run.id), run: pack(run), untold: true });

/** Undefined for a run that was never begun. */
export const readRun = async (database: Database, id: string): Promise<Run | undefined> => {
  const item = await database.get(keys.run(id));
  return item && unpack<Run>(item.run);
};

/** Written at the start and again at the end: a run without an end was cut off. */
export const saveRun = (database: Database, run: Run): Promise<void> => database.write([runItem(run)]);

/** How far back is looked for other runs: so many whole ones, whatever runs of some listings are between. */
const LOOK_BACK = 100;

type Asked = Pick<Run, 'providers'>;

/** A provider of the one is one of the other: what the one found concerns the other. */
const concerns = (one: Asked, other: Asked): boolean => one.providers.some((id) => other.providers.includes(id));

/**
 * Start of the first of the runs without an end since the last one that has one; null where the last run ended. Of runs
 * that share a provider: where each provider has runs of its own, one of another that is under way did not die.
 */
export const diedSince = async (database: Database, asked: Asked): Promise<string | null> => {
  const died: string[] = [];
  for await (const { run } of latest(database)) {
    const { finishedAt, startedAt } = run;
    if (!concerns(run, asked)) continue;
    if (finishedAt !== null) return died.filter((start) => start > startedAt).at(-1) ?? null;
    died.push(startedAt);
  }
  return died.at(-1) ?? null;
};

/** Records read at once: most who look back find what they look for among the first. */
const PAGE = 10;

/** The newest first, as far back as is looked. One after another, since a record may be large. */
async function* latest(database: Database): AsyncGenerator<{ readonly run: Run; readonly untold: boolean }> {
  let left = LOOK_BACK;
  for await (const item of database.query('runs', '', { newestFirst: true, limit: PAGE })) {
    const run = unpack<Run>(item.run);
    if (!run.partial && left-- <= 0) return;
    yield { run, untold: item.untold === true };
  }
}

/** The newest first, those under way and those of some listings among them. */
export const latestRuns = async (database: Database, limit: number): Promise<Run[]> => {
  const runs: Run[] = [];
  for await (const item of database.query('runs', '', { newestFirst: true, limit })) {
    if (runs.length >= limit) break;
    runs.push(unpack(item.run));
  }
  return runs;
};

/** Start of the first run of all; null before it. */
export const firstRun = async (database: Database): Promise<string | null> => {
  for await (const item of database.query('runs', '', { limit: 1 })) return unpack<Run>(item.run).startedAt;
  return null;
};

const likeness = ({ providers }: Pick<Run, 'providers'>): string => [...providers].sort().join();

/** The last whole run of the same providers that came to its end before `run`; undefined where none did lately. */
export const runBefore = async (
  database: Database,
  run: Pick<Run, 'providers' | 'startedAt'>,
): Promise<Run | undefined> => {
  for await (const { run: one } of latest(database))
    if (one.finishedAt !== null && !one.partial && one.startedAt < run.startedAt && likeness(one) === likeness(run))
      return one;
  return undefined;
};

/** The last whole run over each provider that came to its end. */
export const lastEnded = async (database: Database): Promise<ReadonlyMap<ProviderId, Run>> => {
  const last = new Map<ProviderId, Run>();
  for await (const { run } of latest(database)) {
    if (run.finishedAt === null || run.partial) continue;
    for (const provider of run.providers) if (!last.has(provider)) last.set(provider, run);
  }
  return last;
};

/**
 * Runs that ended and were not told, the oldest first; `first` where no whole one that ended and shares a provider
 * came before.
 */
export const untoldRuns = async (database: Database): Promise<{ readonly run: Run; readonly first: boolean }[]> => {
  const untold: { readonly run: Run; first: boolean }[] = [];
  for await (const one of latest(database)) {
    if (one.run.finishedAt === null) continue;
    if (!one.run.partial) for (const later of untold) if (concerns(one.run, later.run)) later.first = false;
    if (one.untold) untold.push({ run: one.run, first: true });
  }
  return untold.reverse();
};

/** What a run found was told: nobody tells it again. */
export const markTold = async (database: Database, run: string): Promise<void> => {
  await database.updateIf(keys.run(run), {
    UpdateExpression: 'REMOVE untold',
    ConditionExpression: 'attribute_exists(pk)',
  });
};

/** The code that a provider's error begins with, up to where it was: the rest may differ from day to day. */
const codeOf = (reason: string | null): string => /^[a-z ]+(?= at )/.exec(reason ?? '')?.[0] ?? '';

/** What went wrong, with the time since when: that of the run before where it went wrong alike, else `now`. */
export const lasting = <Trouble extends { readonly reason: string | null }>(
  troubles: readonly Trouble[],
  before: readonly Lasting<Trouble>[],
  now: string,
  keyOf: (trouble: Trouble) => string,
): Lasting<Trouble>[] => {
  const key = (trouble: Trouble) => JSON.stringify([keyOf(trouble), codeOf(trouble.reason)]);
  const known = new Map(before.map((trouble) => [key(trouble), trouble.since]));
  return troubles.map((trouble) => ({ ...trouble, since: known.get(key(trouble)) ?? now }));
};
