/** Where manifests lie in the table: the chunks of a listing's newest generation. */
import { CompactEntries } from '../collect/compact.ts';
import type { Entries } from '../collect/entry.ts';
import type { ListingState } from '../collect/store.ts';
import type { Database } from './database.ts';
import type { Lease } from './lease.ts';
import { decoder, encode } from './manifest.ts';
import { type Key, keys } from './table.ts';

/** Chunks written or read at once: each holds up to 300 KB. */
const CHUNK_BATCH = 4;

/** Chunks of a manifest are gone. The next collection makes it anew from the resources. */
export class ManifestLostError extends Error {
  override readonly name = 'ManifestLostError';
}

export type Lies = Pick<ListingState, 'generation' | 'chunks'>;

export const chunkKeys = (partition: string, listing: string, { generation, chunks }: Lies): Key[] =>
  Array.from({ length: chunks }, (_, chunk) => keys.chunk(partition, listing, generation, chunk));

/** A listing's chunks, whole: one that is missing is a `ManifestLostError`, never an empty manifest. */
export const readManifest = async (
  database: Database,
  partition: string,
  listing: string,
  state: Lies | undefined,
): Promise<Entries> => {
  const entries = new CompactEntries();
  const add = decoder(entries);
  const all = state === undefined ? [] : chunkKeys(partition, listing, state);
  for (let from = 0; from < all.length; from += CHUNK_BATCH) {
    const wanted = all.slice(from, from + CHUNK_BATCH);
    const items = (await database.getAll(wanted)).sort((a, b) => (a.sk < b.sk ? -1 : 1));
    if (items.length < wanted.length) {
      throw new ManifestLostError(
        `The manifest of ${listing} in ${partition} lacks ${wanted.length - items.length} of its chunks; \`cadastre collect\` makes it anew.`,
      );
    }
    for (const item of items) await add(item.rows);
  }
  return entries;
};

/** Writes a new generation; the one before stays until the state points to this one. */
export const writeChunks = async (
  database: Database,
  partition: string,
  listing: string,
  generation: string,
  entries: Entries,
): Promise<Lies> => {
  let chunks = 0;
  let batch: { key: Key; rows: Buffer }[] = [];
  const flush = async () => {
    await Promise.all(batch.map(({ key, rows }) => database.write([{ ...key, rows }])));
    batch = [];
  };
  for await (const rows of encode(entries)) {
    batch.push({ key: keys.chunk(partition, listing, generation, chunks++), rows });
    if (batch.length >= CHUNK_BATCH) await flush();
  }
  await flush();
  return { generation, chunks };
};

/** Deletes chunks that a crash left behind, which no state points to. */
export const sweepOut = async (database: Database, { partition, listings }: Lease): Promise<void> => {
  const live = new Set(
    [...listings].flatMap(([listing, state]) => chunkKeys(partition, listing, state).map(({ sk }) => sk)),
  );
  const dead: Key[] = [];
  for await (const { pk, sk } of database.query(keys.state(partition).pk, 'm#'))
    if (!live.has(sk)) dead.push({ pk, sk });
  await database.write([], dead);
};
