/** The register as a partition's collection sees it. */
import { isDeepStrictEqual } from 'node:util';
import type { Entries } from '../collect/entry.ts';
import type { PartitionStore, Truth } from '../collect/store.ts';
import { chunkKeys, ManifestLostError, readManifest, sweepOut, writeChunks } from './chunks.ts';
import type { Database } from './database.ts';
import { findingFrom, findingItem, resourceFrom, resourceItem, versionFrom, versionItem } from './items.ts';
import { type Lease, saveLease, takeLease } from './lease.ts';
import { pack } from './pack.ts';
import { rebuild } from './rebuild.ts';
import { accountQuery, keys } from './table.ts';
import type { Finding } from './types.ts';

export interface OpenOptions {
  readonly run: string;
  readonly now: string;
  /** What the partition is, kept for those who look at the register: provider and root. */
  readonly about: { readonly provider: string; readonly root: string };
  readonly leaseMs: number;
  readonly takeOver: boolean;
}

export const openPartition = async (
  database: Database,
  partition: string,
  options: OpenOptions,
): Promise<PartitionStore> => {
  const { now, leaseMs } = options;
  const lease: Lease = await takeLease(database, partition, options.run, options);
  let { unclean } = lease;
  let generations = 0;
  // One save at a time, so that an older state never lands on a newer one.
  let saving: Promise<void> = Promise.resolve();
  const save = (end?: 'clean' | 'continue'): Promise<void> => {
    const next = saving.then(() => saveLease(database, lease, leaseMs, end));
    saving = next.catch(() => undefined);
    return next;
  };
  if (unclean) await sweepOut(database, lease);

  // A listing without a state is new; or the state was lost, and the register has its resources.
  const stated = new Set(lease.listings.keys());
  let stateless: ReturnType<typeof rebuild> | undefined;
  const anew = async (listing: string): Promise<Entries> => {
    const all = stated.has(listing)
      ? rebuild(database, partition, (one) => one === listing)
      : (stateless ??= rebuild(database, partition, (one) => !stated.has(one)));
    const entries = (await all).get(listing);
    if (entries === undefined) return new Map();
    unclean = true;
    return entries;
  };

  return {
    listings: lease.listings,
    get unclean() {
      return unclean;
    },

    async manifest(listing) {
      if (!stated.has(listing)) return anew(listing);
      try {
        return await readManifest(database, partition, listing, lease.listings.get(listing));
      } catch (error) {
        if (error instanceof ManifestLostError) return anew(listing);
        throw error;
      }
    },

    async truth(ids, versions) {
      const truths = new Map<string, { -readonly [K in keyof Truth]: Truth[K] }>();
      for (const id of ids) truths.set(id, { now: undefined, hash: undefined, next: undefined });
      for (const item of await database.getAll(ids.map((id) => keys.resource(id)))) {
        const truth = truths.get(item.id);
        if (truth) Object.assign(truth, { now: resourceFrom(item), hash: item.hash });
      }
      if (unclean) {
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

    async write(listing, written) {
      await database.write(written.flatMap(({ version }) => (version ? [versionItem(version)] : [])));
      await database.write(written.map(({ resource, hash }) => resourceItem(resource, hash, { partition, listing })));
    },

    writeFindings: (changes) => database.write(changes.map((change) => findingItem(change, now))),

    async openFindings(wanted) {
      const items = await database.getAll(wanted.map(({ id, check }) => keys.finding(id, check)));
      return items.map(findingFrom).filter((finding): finding is Finding => finding !== undefined);
    },

    async saveListing(listing, state, entries) {
      const old = lease.listings.get(listing);
      const kept = { generation: old?.generation ?? '', chunks: old?.chunks ?? 0 };
      const lies = entries
        ? await writeChunks(database, partition, listing, `${lease.fence}.${++generations}`, entries)
        : kept;
      lease.listings.set(listing, { ...state, ...lies });
      if (!entries) return;
      await save();
      await database.write([], chunkKeys(partition, listing, kept));
    },

    async saveOwners(counts, accounts, totals) {
      await putIfOther(database, { ...keys.owners(partition), counts: pack(counts), totals });
      await putIfOther(database, { ...keys.partition(partition), ...options.about, partition, accounts });
    },

    release: (finished) => save(finished ? 'clean' : 'continue'),
  };
};

const putIfOther = async (
  database: Database,
  item: { readonly pk: string; readonly sk: string } & Record<string, unknown>,
) => {
  const before = await database.get({ pk: item.pk, sk: item.sk });
  const same =
    before !== undefined && Object.entries(item).every(([name, value]) => isDeepStrictEqual(before[name], value));
  if (!same) await database.write([item]);
};
