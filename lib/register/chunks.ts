/** Where manifests lie in the table: a listing's chunks, of which a save replaces those alone that differ. */
import { CompactEntries } from '../collect/compact.ts';
import type { Entries } from '../collect/entry.ts';
import type { Lies } from '../collect/store.ts';
import type { Database } from './database.ts';
import type { Lease } from './lease.ts';
import { decoder, encode } from './manifest.ts';
import { pack, unpack } from './pack.ts';
import { chunkPrefix, type Key, keys } from './table.ts';

/** Chunks written or read at once: each holds up to 300 KB. */
const CHUNK_BATCH = 4;

/** Chunks of a manifest are gone. The next collection makes it anew from the resources. */
export class ManifestLostError extends Error {
  override readonly name = 'ManifestLostError';
}

const lost = (what: string, listing: string, partition: string) =>
  new ManifestLostError(
    `The manifest of ${listing} in ${partition} lacks ${what}; \`cadastre collect\` makes it anew.`,
  );

/** Where a chunk lies, and what is in it; the digest is empty where older code wrote it. */
export type Ref = readonly [generation: string, chunk: number, digest: string];

/** A listing's chunks in order. Throws a `ManifestLostError` where the index is gone that names them. */
export const refsOf = async (
  database: Database,
  partition: string,
  listing: string,
  lies: Lies | undefined,
): Promise<readonly Ref[]> => {
  if (lies === undefined) return [];
  const { generation, chunks, indexed } = lies;
  if (!indexed) return Array.from({ length: chunks }, (_, chunk) => [generation, chunk, ''] as const);
  const index = await database.get(keys.chunkIndex(partition, listing, generation));
  if (index === undefined) throw lost('its index', listing, partition);
  return unpack(index.refs);
};

/** Keys of the chunks, in their order. */
export const chunkKeys = (partition: string, listing: string, refs: readonly Ref[]): Key[] =>
  refs.map(([generation, chunk]) => keys.chunk(partition, listing, generation, chunk));

/** The chunks' entries: a chunk that is missing is a `ManifestLostError`, never an empty manifest. */
export const readManifest = async (
  database: Database,
  partition: string,
  listing: string,
  refs: readonly Ref[],
): Promise<Entries> => {
  const entries = new CompactEntries();
  const add = decoder(entries);
  const all = chunkKeys(partition, listing, refs);
  for (let from = 0; from < all.length; from += CHUNK_BATCH) {
    const wanted = all.slice(from, from + CHUNK_BATCH);
    const items = new Map((await database.getAll(wanted)).map((item) => [item.sk, item]));
    if (items.size < wanted.length) throw lost(`${wanted.length - items.size} of its chunks`, listing, partition);
    for (const { sk } of wanted) await add(items.get(sk)!.rows);
  }
  return entries;
};

/**
 * Writes the chunks that are not among those of `before` under a new generation, and what names them all. The ones
 * before stay until the state points to this.
 */
export const writeChunks = async (
  database: Database,
  partition: string,
  listing: string,
  generation: string,
  entries: Entries,
  before: readonly Ref[],
): Promise<{ readonly lies: Lies; readonly refs: readonly Ref[] }> => {
  const kept = new Map(before.map((ref) => [ref[2], ref]));
  kept.delete('');
  const refs: Ref[] = [];
  let written = 0;
  let batch: { key: Key; rows: Buffer }[] = [];
  const flush = async () => {
    await Promise.all(batch.map(({ key, rows }) => database.write([{ ...key, rows }])));
    batch = [];
  };
  for (const { digest, deflated } of encode(entries)) {
    const ref = kept.get(digest) ?? ([generation, written++, digest] as const);
    refs.push(ref);
    if (kept.has(digest)) continue;
    batch.push({ key: keys.chunk(partition, listing, generation, ref[1]), rows: await deflated() });
    if (batch.length >= CHUNK_BATCH) await flush();
  }
  await flush();
  // One chunk needs nothing to name it, where it is the first of its generation.
  const indexed = refs.length > 1 || written < refs.length;
  if (indexed) await database.write([{ ...keys.chunkIndex(partition, listing, generation), refs: pack(refs) }]);
  return { lies: { generation, chunks: refs.length, indexed: indexed || undefined }, refs };
};

/** What a manifest had and its successor has not. */
export const replacedKeys = (
  partition: string,
  listing: string,
  before: { readonly lies: Lies; readonly refs: readonly Ref[] },
  after: readonly Ref[],
): Key[] => {
  const stay = new Set(chunkKeys(partition, listing, after).map(({ sk }) => sk));
  const { generation, indexed } = before.lies;
  return [
    ...chunkKeys(partition, listing, before.refs).filter(({ sk }) => !stay.has(sk)),
    ...(indexed ? [keys.chunkIndex(partition, listing, generation)] : []),
  ];
};

/** Whatever is there of a listing's manifests. */
export const allKeysOf = async (database: Database, partition: string, listing: string): Promise<Key[]> => {
  const all: Key[] = [];
  for await (const { pk, sk } of database.query(keys.state(partition).pk, chunkPrefix(listing))) all.push({ pk, sk });
  return all;
};

/** Chunks that nothing names are of no use: their manifest is made anew. */
const noneWhereLost = (error: unknown): readonly Ref[] => {
  if (error instanceof ManifestLostError) return [];
  throw error;
};

/** Deletes chunks that a crash left behind, which no state points to. */
export const sweepOut = async (database: Database, { partition, listings }: Lease): Promise<void> => {
  const live = new Set<string>();
  for (const [listing, lies] of listings) {
    const refs = await refsOf(database, partition, listing, lies).catch(noneWhereLost);
    for (const { sk } of replacedKeys(partition, listing, { lies, refs }, [])) live.add(sk);
  }
  const dead: Key[] = [];
  for await (const { pk, sk } of database.query(keys.state(partition).pk, chunkPrefix()))
    if (!live.has(sk)) dead.push({ pk, sk });
  await database.write([], dead);
};
