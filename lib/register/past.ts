/** The register as it was: current resources with the later versions undone. */
import { asOf, type Past } from '../collect/history.ts';
import { pool } from '../collect/pool.ts';
import type { Database, Item } from './database.ts';
import { resourceFrom } from './items.ts';
import { keys } from './table.ts';
import type { RegisteredResource, Version } from './types.ts';
import { carriedFrom, expired, versionFrom } from './versions.ts';

/** Resources whose versions are read at once, and how many wait beside them for their turn in the order. */
const READERS = 16;
const AHEAD = 64;

/** The versions of a resource that are kept, newest first. `now`: epoch milliseconds. */
export const versionsOf = async (database: Database, item: Item, now: number): Promise<Version[]> => {
  const versions: Version[] = [];
  for await (const one of database.query(item.pk, 'v#', { newestFirst: true }))
    if (!expired(one, now)) versions.push(versionFrom(one));
  const last = carriedFrom(item);
  // Its own item may have expired.
  const at = versions.findIndex(({ version }) => version <= item.version);
  if (last !== undefined && versions[at]?.version !== last.version)
    versions.splice(at < 0 ? versions.length : at, 0, last);
  return versions;
};

/** Reads no more versions than it must: most resources changed once at most since. */
const pastOf = async (database: Database, item: Item, at: string, now: number): Promise<Past> => {
  const resource = resourceFrom(item);
  const last = carriedFrom(item);
  const quick = asOf(resource, last === undefined ? [] : [last], at);
  if (quick.resource !== null || quick.why === 'unborn') return quick;
  return asOf(resource, await versionsOf(database, item, now), at);
};

/** A resource at a time, with the versions up to then. */
export const wholePastOf = async (database: Database, item: Item, at: string, now: number): Promise<Past> =>
  asOf(resourceFrom(item), await versionsOf(database, item, now), at);

/** What the items' resources were, in their order; `untold` is called with those whose history has expired. */
export async function* pastsOf(
  database: Database,
  items: AsyncIterable<Item>,
  at: string,
  now: number,
  untold: (id: string) => void,
): AsyncGenerator<RegisteredResource> {
  let waiting: Item[] = [];
  const settle = async function* () {
    const pasts = new Map<Item, Past>();
    await pool(waiting, READERS, async (item) => pasts.set(item, await pastOf(database, item, at, now)));
    for (const item of waiting) {
      const past = pasts.get(item)!;
      if (past.resource !== null) yield past.resource;
      else if (past.why === 'expired') untold(item.id);
    }
    waiting = [];
  };
  for await (const item of items) {
    if (item.firstSeen > at) continue;
    waiting.push(item);
    if (waiting.length >= AHEAD) yield* settle();
  }
  yield* settle();
}

/** A resource's item, by its id in any casing. */
export const itemOf = async (database: Database, asked: string): Promise<Item | undefined> =>
  (await database.get(keys.resource(asked))) ?? (await database.get(keys.resource(asked.toLowerCase())));
