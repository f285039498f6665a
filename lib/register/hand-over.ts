/** What a partition that nobody plans any more still had, for the one that has its account now: gone, or not found yet. */

import type { Entries, Entry } from '../collect/entry.ts';
import { countOwners } from '../collect/owner-counts.ts';
import { knownOf, type PartitionStore, type Truth } from '../collect/store.ts';
import { caughtUp } from '../collect/versions.ts';

/** The manifests of all listings that a partition has a state of. */
export const manifestsOf = async (store: PartitionStore): Promise<Map<string, Entries>> => {
  const manifests = new Map<string, Entries>();
  for (const listing of store.listings.keys()) manifests.set(listing, await store.manifest(listing));
  return manifests;
};

/** Counts anew what a partition's manifests hold; gives the accounts of what is not retired. */
export const recount = async (store: PartitionStore, manifests: ReadonlyMap<string, Entries>): Promise<Set<string>> => {
  const { owners, accounts, totals } = countOwners(manifests.values());
  await store.saveOwners(owners, accounts, totals);
  const live = new Set<string>();
  for (const entries of manifests.values())
    for (const { accountId, lifecycle } of entries.values()) if (lifecycle !== 'retired') live.add(accountId);
  return live;
};

export interface Leftover {
  readonly listing: string;
  readonly entry: Entry;
  readonly truth: Truth;
}

/**
 * Takes them into the manifests of `heir`, whose next sweep finds them, or finds them gone; gives those that it took. What
 * was swept of a listing is needed for that: one that the heir never swept takes nothing. Safe to repeat: the manifest
 * comes first, so that no resource is in none.
 */
export const handOver = async (heir: PartitionStore, leftovers: readonly Leftover[]): Promise<readonly Leftover[]> => {
  const manifests = await manifestsOf(heir);
  const taken = leftovers.filter(({ listing }) => manifests.has(listing));
  for (const [listing, entries] of manifests) {
    const some = taken.filter((one) => one.listing === listing);
    if (some.length === 0) continue;
    for (const { entry } of some) if (!entries.has(entry.id)) entries.set(entry.id, entry);
    await heir.saveListing(listing, knownOf(heir.listings.get(listing)!), entries);
    await heir.adopt(some.map(({ entry }) => entry.id));
    await heir.write(
      listing,
      some.flatMap(({ truth }) => {
        const resource = caughtUp(truth);
        const { hash = '', next, last } = truth;
        return resource ? [{ resource, hash, version: undefined, last: next ?? last }] : [];
      }),
    );
  }
  if (taken.length > 0) await recount(heir, manifests);
  return taken;
};
