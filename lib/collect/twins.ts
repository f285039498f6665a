/** What a listing had once and leaves to another one, since another version of the code knows other kinds. */
import type { Listing } from '../kinds/listing.ts';
import type { Entries, Entry } from './entry.ts';
import type { HoldSettings } from './lifecycle.ts';
import { isMuch } from './lost.ts';
import type { ListingState } from './store.ts';

export interface Parted {
  /** Listings whose manifests are no longer as they were loaded. */
  readonly dirty: Set<string>;
  /** By listing, what no other one took over, although the one it is left to is complete: it is gone. */
  readonly gone: ReadonlyMap<string, readonly Entry[]>;
}

/**
 * Takes out of the manifests of listings that are not planned any more, or that leave it to others now, what another
 * one has; it goes on with the findings that were open. Where more is gone than is believed, all of it stays.
 */
export const partTwins = (
  listings: readonly Listing[],
  manifests: ReadonlyMap<string, Entries>,
  states: ReadonlyMap<string, ListingState>,
  { run, hold }: { readonly run: string; readonly hold: HoldSettings },
): Parted => {
  const planned = new Map(listings.map((listing) => [listing.id, listing]));
  const isComplete = ({ id }: Listing): boolean => {
    const state = states.get(id);
    return state?.outcome === 'complete' && state.run === run;
  };
  const dirty = new Set<string>();
  const gone = new Map<string, Entry[]>();
  for (const [listing, entries] of manifests) {
    const known = planned.get(listing);
    if (known !== undefined && known.leaves === undefined) continue;
    const others = listings.filter(({ id }) => id !== listing);
    const unclaimed: Entry[] = [];
    let taken = 0;
    for (const entry of entries.values()) {
      const kind = known?.leaves?.(entry.id);
      if (known !== undefined && kind === undefined) continue;
      const other = others.find(({ id }) => manifests.get(id)?.has(entry.id));
      const twin = other && manifests.get(other.id)?.get(entry.id);
      if (other && twin) {
        twin.open = { ...entry.open, ...twin.open };
        entries.delete(entry.id);
        dirty.add(listing).add(other.id);
        taken++;
      } else if (known !== undefined && entry.lifecycle !== 'retired') {
        const asked = others.filter(
          ({ kinds, place }) =>
            kinds !== '*' && kinds.includes(kind!) && ['global', entry.region].includes(place.region!),
        );
        if (isComplete(known) && asked.length > 0 && asked.every(isComplete)) unclaimed.push(entry);
      }
    }
    if (unclaimed.length > 0 && !isMuch(unclaimed.length, unclaimed.length + taken, hold)) gone.set(listing, unclaimed);
  }
  return { dirty, gone };
};
