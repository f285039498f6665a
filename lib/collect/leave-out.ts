/** Kinds that the config leaves out: what the register has of them stays as it was. */
import type { Listing } from '../kinds/listing.ts';
import type { ProviderId } from '../providers/types.ts';

/** Of all kinds that are left out, those that a provider has: their ids begin with its name. */
export const leftOutOf = (provider: ProviderId, kinds: readonly string[]): ReadonlySet<string> =>
  new Set(kinds.filter((kind) => kind.startsWith(`${provider}_`)));

/** The listings that bring anything else. Containers are always listed, since owners follow from them. */
export const wantedOf = (listings: readonly Listing[], leaveOut: ReadonlySet<string>): readonly Listing[] =>
  listings.filter(({ kinds, containers }) => containers || kinds === '*' || !kinds.every((kind) => leaveOut.has(kind)));
