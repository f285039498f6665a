/** The register as a partition's collection sees it. */
import { CompactEntries } from '../collect/compact.ts';
import type { Entries } from '../collect/entry.ts';
import type { PartitionStore } from '../collect/store.ts';
import { adoptFrom } from './adopt.ts';
import type { Suppression } from './assertion-types.ts';
import { endOver, suppressionsIn } from './assertions.ts';
import { ManifestLostError, sweepOut } from './chunks.ts';
import { saveCounted } from './counted.ts';
import type { Database } from './database.ts';
import { findingItem, resourceFrom, resourceItem } from './items.ts';
import { type Lease, type LeaseEnd, openGuard, saveLease, takeLease } from './lease.ts';
import { openManifests } from './manifests.ts';
import { notedFindings, timedByWords } from './noted.ts';
import { openNotes } from './outbox.ts';
import { pack, packWords } from './pack.ts';
import { type Plan, putIfOther, savePlan } from './plan.ts';
import { rebuild } from './rebuild.ts';
import { accountQuery, keys } from './table.ts';
import { readTruth } from './truth.ts';
import { versionItem } from './versions.ts';

export interface OpenOptions {
  readonly run: string;
  readonly now: string;
  /** What the partition is, kept for those who look at the register: provider and root. */
  readonly about: { readonly provider: string; readonly root: string };
  /** What this collection asks for. Absent: it collects nothing, and leaves what a crash left to who does. */
  readonly plan?: Plan | undefined;
  readonly leaseMs: number;
  readonly takeOver: boolean;
  /** Days that a version is kept, other than a resource's last; absent: for ever. */
  readonly historyDays?: number | undefined;
}

/**
 * Takes a partition's lease and opens what the register has of it. Throws a `PartitionBusyError` where another holds it;
 * every write afterwards throws a `LeaseLostError` where another took it over.
 */
export const openPartition = async (
  database: Database,
  partition: string,
  options: OpenOptions,
): Promise<PartitionStore> => {
  const { now, leaseMs } = options;
  const lease: Lease = await takeLease(database, partition, options.run, options);
  const guard = openGuard(database, lease, leaseMs);
  let { unclean } = lease;
  const note = openNotes(database, { run: options.run, now, partition, fence: lease.fence });
  // One save at a time, so that an older state never lands on a newer one.
  let saving: Promise<void> = Promise.resolve();
  const save = (end?: LeaseEnd): Promise<void> => {
    const next = saving.then(() => saveLease(database, lease, leaseMs, end));
    saving = next.catch(() => undefined);
    return next;
  };
  if (unclean) await sweepOut(database, lease);
  const manifests = openManifests(database, lease);
  if (options.plan) await savePlan(database, partition, options.about, options.plan, lease.listings);

  // A listing without a state is new; or the state was lost, and the register has its resources.
  const stated = new Set(lease.listings.keys());
  let stateless: ReturnType<typeof rebuild> | undefined;
  // What was made anew is saved with its listing, though the sweep changed nothing in it: it lies nowhere yet.
  const remade = new Map<string, Entries>();
  const adopted: Suppression[] = [];
  const anew = async (listing: string): Promise<Entries> => {
    const all = stated.has(listing)
      ? rebuild(database, partition, (one) => one === listing)
      : (stateless ??= rebuild(database, partition, (one) => !stated.has(one)));
    const entries = (await all).get(listing);
    if (entries === undefined) return new CompactEntries();
    unclean = true;
    remade.set(listing, entries);
    return entries;
  };

  return {
    listings: lease.listings,
    get unclean() {
      return unclean;
    },

    async confirmed(listing, since) {
      const item = await database.get(keys.confirmation(partition, listing));
      return item?.since === since ? item.lost : 0;
    },

    async manifest(listing) {
      if (!stated.has(listing)) return anew(listing);
      try {
        return await manifests.read(listing);
      } catch (error) {
        if (error instanceof ManifestLostError) return anew(listing);
        throw error;
      }
    },

    truth: (ids, versions) => readTruth(database, partition, ids, { versions, unclean }),

    async adopt(ids) {
      await guard();
      const { open, said } = await adoptFrom(database, partition, ids);
      adopted.push(...said);
      return open;
    },

    async *known(accountId, kind) {
      for await (const item of database.queryIndex(accountQuery(accountId, kind))) {
        if (item.lifecycle !== 'retired') yield resourceFrom(item);
      }
    },

    async write(listing, written) {
      await guard();
      await note(
        written.flatMap(({ version }) => (version ? [version] : [])),
        [],
      );
      await database.write(
        written.flatMap(({ version, resource }) =>
          version ? [versionItem(version, resource, options.historyDays)] : [],
        ),
        [],
        guard,
      );
      await database.write(
        written.map(({ resource, hash, version, last }) =>
          resourceItem(resource, hash, { partition, listing }, version ?? last),
        ),
        [],
        guard,
      );
    },

    async writeFindings(found) {
      await guard();
      const changes = await timedByWords(database, found);
      await note([], changes);
      await database.write(
        changes.map((change) => findingItem(change, now)),
        [],
        guard,
      );
    },

    leftFindings: () => notedFindings(database, partition),

    async suppressions() {
      const all = await suppressionsIn(database, partition);
      const known = new Set(all.map(({ resourceId, at }) => `${resourceId} ${at}`));
      // The index may not have yet what was taken over a moment ago.
      return [...all, ...adopted.filter(({ resourceId, at }) => !known.has(`${resourceId} ${at}`))];
    },

    async endSuppressions(over) {
      await guard();
      await endOver(database, over, now);
    },

    async saveCounted(listing, rows) {
      await guard();
      await saveCounted(database, partition, listing, rows);
    },

    async saveListing(listing, state, changed) {
      await guard();
      const entries = changed ?? remade.get(listing);
      if (!entries) {
        const { generation = '', chunks = 0, indexed } = lease.listings.get(listing) ?? {};
        lease.listings.set(listing, { ...state, generation, chunks, indexed });
        return;
      }
      const { lies, settled } = await manifests.replace(listing, entries);
      lease.listings.set(listing, { ...state, ...lies });
      await save();
      remade.delete(listing);
      await database.write([], settled());
    },

    async saveOwners(counts, accounts, totals) {
      await guard();
      await putIfOther(database, { ...keys.owners(partition), counts: pack(counts), totals });
      const place = { ...keys.partition(partition), ...options.about, partition };
      await putIfOther(database, { ...place, accounts: packWords(accounts) });
    },

    release(finished) {
      // What somebody left is followed up by a collection that comes to its end, and by no call before that.
      const leaves = lease.unclean && (options.plan === undefined || !finished);
      return save(leaves ? 'unclean' : finished ? 'clean' : 'continue');
    },
  };
};
