/** A partition's manifests, read and replaced by whoever holds its lease. */
import type { Entries } from '../collect/entry.ts';
import type { Lies } from '../collect/store.ts';
import { allKeysOf, type Ref, readManifest, refsOf, replacedKeys, writeChunks } from './chunks.ts';
import type { Database } from './database.ts';
import type { Lease } from './lease.ts';
import type { Key } from './table.ts';

/** A manifest that is written, and is true once the partition's state says where it lies. */
export interface Replacement {
  readonly lies: Lies;
  /** To be called when the state says so: gives what is no longer wanted. */
  settled(): readonly Key[];
}

/** Opens the manifests of a partition whose lease is held. */
export const openManifests = (database: Database, { partition, fence, listings }: Lease) => {
  let generations = 0;
  /** Of those that were read or written whole: what is not known to be there is not kept. */
  const lying = new Map<string, readonly Ref[]>();
  return {
    /** Throws a `ManifestLostError` where a part of it is gone. */
    async read(listing: string): Promise<Entries> {
      const refs = await refsOf(database, partition, listing, listings.get(listing));
      const entries = await readManifest(database, partition, listing, refs);
      lying.set(listing, refs);
      return entries;
    },

    async replace(listing: string, entries: Entries): Promise<Replacement> {
      const lies = listings.get(listing);
      const refs = lying.get(listing);
      const remains = lies && !refs ? await allKeysOf(database, partition, listing) : [];
      const generation = `${fence}.${++generations}`;
      const after = await writeChunks(database, partition, listing, generation, entries, refs ?? []);
      return {
        lies: after.lies,
        settled() {
          lying.set(listing, after.refs);
          return lies && refs ? replacedKeys(partition, listing, { lies, refs }, after.refs) : remains;
        },
      };
    },
  };
};
