/** How much of the faults is tried, of which `npm test` takes a sample. */

/** In `npm run test:faults`. */
export const all = process.env.FAULTS === 'all';

/** A case in so many, in `npm test`. */
const EVERY = 4;

/** Whether this one, the `index`th of so many alike, is tried: of each fourth sort of fault, one of the clouds that have it. */
export const isTried = (index: number, alike: number, place: number): boolean =>
  all || (index % EVERY === 0 && (index / EVERY) % alike === place);

/** One in a few of the cases, or all. */
export const sampleOf = <Case>(cases: readonly Case[]): Case[] =>
  cases.filter((_, index) => all || index % (EVERY + 1) === 0);
