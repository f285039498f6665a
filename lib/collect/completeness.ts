/** Which classes were seen complete where, from the listings' outcomes, and where nobody looked. */
import { placeIn } from '../kinds/id-places.ts';
import type { Listing } from '../kinds/listing.ts';
import type { ListingState } from './store.ts';

/** Why a class in an account and region is not known completely; null where it is. */
export type Completeness = (classId: string | '*', accountId: string, region: string) => string | null;

/** What a partition's collection can tell of. */
export interface Coverage {
  readonly incomplete: Completeness;
  /** Why nobody looked where an id says that its resource is; null where somebody did, or the id does not say. */
  readonly outside: (id: string) => string | null;
}

interface Broken {
  readonly why: string;
  readonly classes: '*' | ReadonlySet<string>;
  readonly accountId: string | undefined;
  readonly region: string | undefined;
}

/**
 * `classOf` tells the class of a kind. A listing without a state never ran: it is not complete; nor is, anywhere, the
 * class of a kind that is left out. `lacking`: why types lack that no kind describes. A listing that is closed is as complete
 * as it can be, unless it is one of `keeps`: those in which the register has something that nobody can look at any more.
 */
export const completenessOf = (
  listings: readonly Listing[],
  states: ReadonlyMap<string, ListingState>,
  classOf: (kind: string) => string | undefined,
  leaveOut: ReadonlySet<string> = new Set(),
  lacking?: string,
  keeps: (listing: string) => boolean = () => false,
): Completeness => {
  const omitted = [...leaveOut].map((kind): Broken => {
    const classes = new Set([classOf(kind) ?? kind]);
    return { why: `the config leaves ${kind} out`, classes, accountId: undefined, region: undefined };
  });
  const failed = listings.flatMap((listing): Broken[] => {
    const state = states.get(listing.id);
    if (state?.outcome === 'complete' || (state?.outcome === 'closed' && !keeps(listing.id))) return [];
    const classes: '*' | ReadonlySet<string> =
      listing.kinds === '*' ? '*' : new Set(listing.kinds.map((kind) => classOf(kind) ?? kind));
    const { accountId, region } = listing.place;
    return [{ why: `the listing ${listing.id} is not complete`, classes, accountId, region }];
  });
  // Who asks whether there is anything at all, or of what no kind describes, is not told while types of it are left out.
  const few: Broken[] =
    lacking === undefined
      ? []
      : [{ why: lacking, classes: new Set(['*', 'other']), accountId: undefined, region: undefined }];
  const broken = [...failed, ...omitted, ...few];
  const answers = new Map<string, string | null>();
  return (classId, accountId, region) => {
    if (broken.length === 0) return null;
    const key = `${classId}\u0000${accountId}\u0000${region}`;
    let answer = answers.get(key);
    if (answer === undefined) {
      const culprit = broken.find(
        (one) =>
          (classId === '*' || one.classes === '*' || one.classes.has(classId)) &&
          (one.accountId === undefined || one.accountId === accountId) &&
          (classId === '*' || region === 'global' || [undefined, 'global', region].includes(one.region)),
      );
      answer = culprit?.why ?? null;
      answers.set(key, answer);
    }
    return answer;
  };
};

/** Of a partition's accounts and listings: what lies in any other account or region is outside. */
export const coverageOf = (
  accounts: Iterable<string>,
  listings: readonly Listing[],
  incomplete: Completeness,
): Coverage => {
  const known = new Set(accounts);
  const regions = new Set(listings.flatMap(({ place: { region } }) => region ?? []));
  return {
    incomplete,
    outside(id) {
      const { accountId, region, word } = placeIn(id);
      if (accountId !== undefined && !known.has(accountId))
        return `what it refers to is in ${word} ${accountId}, which is not collected here`;
      return region !== undefined && regions.size > 0 && !regions.has(region)
        ? `what it refers to is in region ${region}, which is not collected`
        : null;
    },
  };
};
