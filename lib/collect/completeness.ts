/** Which classes were seen complete where, from the listings' outcomes. */
import type { Listing } from '../kinds/listing.ts';
import type { ListingState } from './store.ts';
import type { Completeness } from './view.ts';

interface Broken {
  readonly why: string;
  readonly classes: '*' | ReadonlySet<string>;
  readonly accountId: string | undefined;
  readonly region: string | undefined;
}

/**
 * `classOf` tells the class of a kind. A listing without a state never ran: it is not complete; nor is, anywhere, the
 * class of a kind that is left out.
 */
export const completenessOf = (
  listings: readonly Listing[],
  states: ReadonlyMap<string, ListingState>,
  classOf: (kind: string) => string | undefined,
  leaveOut: ReadonlySet<string> = new Set(),
): Completeness => {
  const omitted = [...leaveOut].map((kind): Broken => {
    const classes = new Set([classOf(kind) ?? kind]);
    return { why: `the config leaves ${kind} out`, classes, accountId: undefined, region: undefined };
  });
  const failed = listings.flatMap((listing): Broken[] => {
    const state = states.get(listing.id);
    if (state?.outcome === 'complete') return [];
    const classes: '*' | ReadonlySet<string> =
      listing.kinds === '*' ? '*' : new Set(listing.kinds.map((kind) => classOf(kind) ?? kind));
    const { accountId, region } = listing.place;
    return [{ why: `the listing ${listing.id} is not complete`, classes, accountId, region }];
  });
  const broken = [...failed, ...omitted];
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
