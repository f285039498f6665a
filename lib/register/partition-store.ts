/** The register as a partition's collection sees it. */
import type { Entries } from '../collect/entry.ts';
import type { ListingState, PartitionStore, Truth } from '../collect/store.ts';
import type { Database } from './database.ts';
import { findingFrom, findingItem, resourceFrom, resourceItem, versionFrom, versionItem } from './items.ts';
import { type Lease, saveLease, takeLease } from './lease.ts';
import { decoder, encode } from './manifest.ts';
import { accountQuery, type Key, keys } from './table.ts';
import type { Finding } from './types.ts';

/** Chunks written or read at once: each holds up to 300 KB. */
const CHUNK_BATCH = 4;

export interface OpenOptions {
  readonly run: string;
  readonly now: string;
  /** What the partition is, kept for those who look at the register: provider and root. */
  readonly about: { readonly provider: string; readonly root: string };
  readonly leaseMs: number;
  readonly takeOver: boolean;
}

/** A listing's chunks, whole: a chunk that is missing is an error, never an empty manifest. */
export const readManifest = async (
  database: Database,
  partition: string,
  listing: string,
  state: ListingState | undefined,
): Promise<Entries> => {
  const entries: Entries = new Map();
  const add = decoder(entries);
  for (let from = 0; from < (state?.chunks ?? 0); from += CHUNK_BATCH) {
    const wanted = Array.from({ length: Math.min(CHUNK_BATCH, state!.chunks - from) }, (_, i) =>
      keys.chunk(partition, listing, state!.generation, from + i),
    );
    const items = (await database.getAll(wanted)).sort((a, b) => (a.sk < b.sk ? -1 : 1));
    if (items.length < wanted.length) {
      throw new Error(
        `The manifest of ${listing} in ${partition} lacks ${wanted.length - items.length} of its chunks; run \`cadastre collect\` again, and report it if it stays.`,
      );
    }
    for (const item of items) await add(item.rows);
  }
  return entries;
};

export const openPartition = async (
  database: Database,
  partition: string,
  options: OpenOptions,
): Promise<PartitionStore> => {
  const { now, leaseMs } = options;
  const lease: Lease = await takeLease(database, partition, options.run, options);
  let generations = 0;
  let unsaved = false;
  // One save at a time, so that an older state never lands on a newer one.
  let saving: Promise<void> = Promise.resolve();
  const save = (end?: 'clean' | 'continue'): Promise<void> => {
    const next = saving.then(() => saveLease(database, lease, leaseMs, end));
    saving = next.catch(() => undefined);
    unsaved = false;
    return next;
  };
  if (lease.unclean) await sweepOut(database, lease);

  const writeChunks = async (listing: string, entries: Entries) => {
    const generation = `${lease.fence}.${++generations}`;
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

  return {
    listings: lease.listings,
    unclean: lease.unclean,
    manifest: (listing) => readManifest(database, partition, listing, lease.listings.get(listing)),

    async truth(ids, versions) {
      const truths = new Map<string, { -readonly [K in keyof Truth]: Truth[K] }>();
      for (const id of ids) truths.set(id, { now: undefined, hash: undefined, next: undefined });
      for (const item of await database.getAll(ids.map((id) => keys.resource(id)))) {
        const truth = truths.get(item.id);
        if (truth) Object.assign(truth, { now: resourceFrom(item), hash: item.hash });
      }
      if (lease.unclean) {
        const next = ids.map((id) => keys.version(id, (truths.get(id)?.now?.version ?? versions.get(id) ?? 0) + 1));
        for (const item of await database.getAll(next)) {
          const truth = truths.get(item.resourceId);
          if (truth) truth.next = versionFrom(item);
        }
      }
      return truths;
    },

    async *known(accountId, kind) {
      for await (const item of database.queryIndex(accountQuery(accountId, kind))) {
        if (item.lifecycle !== 'retired') yield resourceFrom(item);
      }
    },

    async write(written) {
      await database.write(written.flatMap(({ version }) => (version ? [versionItem(version)] : [])));
      await database.write(written.map(({ resource, hash }) => resourceItem(resource, hash)));
    },

    writeFindings: (changes) => database.write(changes.map((change) => findingItem(change, now))),

    async openFindings(wanted) {
      const items = await database.getAll(wanted.map(({ id, check }) => keys.finding(id, check)));
      return items.map(findingFrom).filter((finding): finding is Finding => finding !== undefined);
    },

    async saveListing(listing, state, entries) {
      const old = lease.listings.get(listing);
      const kept = { generation: old?.generation ?? '', chunks: old?.chunks ?? 0 };
      const lies = entries ? await writeChunks(listing, entries) : kept;
      lease.listings.set(listing, { ...state, ...lies });
      unsaved = true;
      if (!entries) return;
      await save();
      await database.write([], chunkKeys(partition, listing, kept));
    },

    async saveOwners(counts, accounts) {
      await putIfOther(database, { ...keys.owners(partition), counts: JSON.stringify(counts) });
      await putIfOther(database, { ...keys.partition(partition), ...options.about, partition, accounts });
    },

    async release(finished) {
      if (finished || unsaved) await save(finished ? 'clean' : 'continue');
    },
  };
};

const chunkKeys = (
  partition: string,
  listing: string,
  { generation, chunks }: Pick<ListingState, 'generation' | 'chunks'>,
): Key[] => Array.from({ length: chunks }, (_, chunk) => keys.chunk(partition, listing, generation, chunk));

/** Chunks that a crash left behind, which no state points to. */
const sweepOut = async (database: Database, { partition, listings }: Lease) => {
  const live = new Set(
    [...listings].flatMap(([listing, state]) => chunkKeys(partition, listing, state).map(({ sk }) => sk)),
  );
  const dead: Key[] = [];
  for await (const { pk, sk } of database.query(keys.state(partition).pk, 'm#'))
    if (!live.has(sk)) dead.push({ pk, sk });
  await database.write([], dead);
};

const putIfOther = async (
  database: Database,
  item: { readonly pk: string; readonly sk: string } & Record<string, unknown>,
) => {
  const before = await database.get(item);
  const same =
    before !== undefined &&
    Object.entries(item).every(([name, value]) => JSON.stringify(before[name]) === JSON.stringify(value));
  if (!same) await database.write([item]);
};
