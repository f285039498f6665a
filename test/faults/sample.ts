/** How much of the faults is tried: all of it in `npm run test:faults`, of which `npm test` takes a sample. */
const all = process.env.FAULTS === 'all';

/** Whether this one, the `index`th of so many alike, is tried: each sort of fault is, on one of the clouds that have it. */
export const isTried = (index: number, alike: number, place: number): boolean => all || index % alike === place;

/** Every third of the cases, or all. */
export const sampleOf = <Case>(cases: readonly Case[]): Case[] => cases.filter((_, index) => all || index % 3 === 0);
