/** Which classes were seen complete where, from the listings' outcomes. */
import type { Listing } from '../kinds/listing.ts';
import type { ListingState } from './store.ts';
import type { Completeness } from './view.ts';

/** `classOf` tells the class of a kind. A listing without a state never ran: it is not complete. */
export const completenessOf = (
  listings: readonly Listing[],
  states: ReadonlyMap<string, ListingState>,
  classOf: (kind: string) => string | undefined,
): Completeness => {
  const broken = listings.flatMap((listing) => {
    const state = states.get(listing.id);
    if (state?.outcome === 'complete') return [];
    const classes: '*' | ReadonlySet<string> =
      listing.kinds === '*' ? '*' : new Set(listing.kinds.map((kind) => classOf(kind) ?? kind));
    const { accountId, region } = listing.place;
    return [{ id: listing.id, classes, accountId, region }];
  });
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
      answer = culprit ? `the listing ${culprit.id} is not complete` : null;
      answers.set(key, answer);
    }
    return answer;
  };
};
