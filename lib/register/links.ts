/** Who stands to whom, from the manifests of all partitions: an account's links may lead into another. */
import type { Tied } from '../collect/impact.ts';
import { pool } from '../collect/pool.ts';
import { chunkKeys, ManifestLostError, refsOf } from './chunks.ts';
import type { Database } from './database.ts';
import { listingStates } from './lease.ts';
import { partitionsOf } from './summaries.ts';
import type { Key } from './table.ts';
import { tiesIn } from './ties.ts';
import type { ResourceView } from './types.ts';

/** Chunks asked for at once: an answer of BatchGetItem has 16 MB, and a deflated chunk some ten KB, 300 at most. */
const CHUNK_BATCH = 40;
/** Partitions and batches under way at once. */
const CONCURRENCY = 4;
/** A collection that is under way may replace chunks between two reads. */
const TRIES = 3;

/** What is wanted of a chunk. */
type FromChunk<One> = (chunk: Uint8Array) => Promise<readonly One[]>;

/** Throws a `ManifestLostError` where a chunk is gone, or was replaced since the state was read. */
const rowsNow = async <One>(database: Database, partition: string, from: FromChunk<One>): Promise<One[]> => {
  const all: Key[] = [];
  for (const [listing, state] of await listingStates(database, partition))
    all.push(...chunkKeys(partition, listing, await refsOf(database, partition, listing, state)));
  const batches = Array.from({ length: Math.ceil(all.length / CHUNK_BATCH) }, (_, i) =>
    all.slice(i * CHUNK_BATCH, (i + 1) * CHUNK_BATCH),
  );
  const wanted: One[] = [];
  let read = 0;
  await pool(batches, CONCURRENCY, async (batch) => {
    const items = await database.getAll(batch);
    read += items.length;
    for (const found of await Promise.all(items.map(({ rows }) => from(rows))))
      for (const one of found) wanted.push(one);
  });
  if (read === all.length) return wanted;
  throw new ManifestLostError(
    `The manifests of ${partition} lack ${all.length - read} of their chunks; \`cadastre collect\` makes them anew.`,
  );
};

const rowsOf = async <One>(database: Database, partition: string, from: FromChunk<One>): Promise<One[]> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await rowsNow(database, partition, from);
    } catch (error) {
      if (!(error instanceof ManifestLostError) || attempt === TRIES) throw error;
    }
  }
};

/** What `from` takes out of each chunk of every manifest, in no particular order. */
export const readRows = async <One>(database: Database, from: FromChunk<One>): Promise<One[]> => {
  const all: One[] = [];
  await pool(await partitionsOf(database), CONCURRENCY, async ({ partition }) => {
    for (const one of await rowsOf(database, partition, from)) all.push(one);
  });
  return all;
};

/** Every resource with its links; those alone in which a text stands, where one is wanted. Retired ones have no links. */
export const readTies = (database: Database, wanted?: string): Promise<Tied[]> =>
  readRows(database, (chunk) => tiesIn(chunk, wanted));

/** What links to a resource, in the order of ids. */
export const linkedFrom = async (database: Database, id: string): Promise<ResourceView['linkedFrom']> =>
  (await readTies(database, id))
    .flatMap(({ id: from, links }) => links.filter(({ to }) => to === id).map(({ rel, to }) => ({ rel, to, from })))
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
