/** What changed, by time: versions in an index by their day. */
import type { Database } from './database.ts';
import type { Change, ChangeQuery } from './history-types.ts';
import { ordered } from './merge.ts';
import { keys, versionQueries } from './table.ts';
import { changeFrom, expired } from './versions.ts';

const DAY_MS = 86_400_000;

/** What the register notes of its own history. */
export interface HistoryState {
  /** The first run that wrote versions so that they are found by time. */
  readonly since: string;
  /** Runs before that one wrote some that are not. */
  readonly partial: boolean;
  /** The day up to which the embedded table was pruned; absent: nothing was. */
  readonly prunedTo?: string;
}

/** Undefined before the first run of a version that writes it. */
export const historyState = async (database: Database): Promise<HistoryState | undefined> => {
  const item = await database.get(keys.history);
  if (item === undefined) return undefined;
  return { since: item.since, partial: item.partial, ...(item.prunedTo !== undefined && { prunedTo: item.prunedTo }) };
};

const anyRun = async (database: Database): Promise<boolean> => {
  for await (const _ of database.query('runs', '', { limit: 1 })) return true;
  return false;
};

/** To be called at the start of a run, before its record is written: notes the first that writes versions by time. */
export const markHistory = async (database: Database, startedAt: string): Promise<void> => {
  if ((await historyState(database)) !== undefined) return;
  const partial = await anyRun(database);
  await database.putIf({ ...keys.history, since: startedAt, partial }, 'attribute_not_exists(pk)', {});
};

/** Since when changes are found by time; null where they all are. `now`: epoch milliseconds. */
export const changesSince = async (database: Database, now: number): Promise<string | null> => {
  const state = await historyState(database);
  if (state !== undefined) return state.partial ? state.since : null;
  return (await anyRun(database)) ? new Date(now).toISOString() : null;
};

const fits = ({ kind, accountId, owner, event, changes }: Change, query: ChangeQuery): boolean => {
  if (query.kind !== undefined && kind !== query.kind) return false;
  if (query.accountId !== undefined && accountId !== query.accountId) return false;
  if (query.event !== undefined && event !== query.event) return false;
  const before = (changes.owner?.[0] as { readonly id?: string } | undefined)?.id;
  if (query.owner !== undefined && owner !== query.owner && before !== query.owner) return false;
  const { field } = query;
  return (
    field === undefined ||
    Object.keys(changes).some((path) => path === field || path === `fields.${field}` || path.startsWith(`${field}.`))
  );
};

const dayOf = (time: string): string => time.slice(0, 10);
const dayBefore = (day: string): string => dayOf(new Date(Date.parse(day) - DAY_MS).toISOString());

/** Newest first; those of one time in no particular order of their resources. `now`: epoch milliseconds. */
export async function* changes(database: Database, query: ChangeQuery, now: number): AsyncGenerator<Change> {
  const state = await historyState(database);
  // Before the first run that marks it, nothing is in the index.
  if (state === undefined) return;
  const since = query.since > state.since ? query.since : state.since;
  const today = new Date(now).toISOString();
  const until = query.until < today ? query.until : today;
  for (let day = dayOf(until); day >= dayOf(since); day = dayBefore(day)) {
    const shards = versionQueries(day, since, until).map((one) => database.queryIndex(one, { newestFirst: true }));
    for await (const item of ordered(shards, ({ placeSk }) => placeSk, 'falling')) {
      if (expired(item, now)) continue;
      const change = changeFrom(item);
      if (fits(change, query)) yield change;
    }
  }
}
