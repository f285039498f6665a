/** What checks said and asked, without the ids that they ask of: so that thousands of resources share one. */
import { asksOf, withAsks } from '../checks/questions.ts';
import type { Pending } from './entry.ts';

/** The ids that questions ask of, in order. */
export const idsIn = (all: readonly Pending[]): string[] =>
  all.flatMap(({ outcome }) => asksOf(outcome).map(({ id }) => id));

/** The same with other ids, by the place that they have in that order. */
export const withIds = (all: readonly Pending[], idAt: (place: number) => string): readonly Pending[] => {
  let next = 0;
  return all.map((one) =>
    'any' in one.outcome ? { ...one, outcome: withAsks(one.outcome, (ask) => ({ ...ask, id: idAt(next++) })) } : one,
  );
};

/** The same for all that differ in ids alone. */
export const templateOf = (all: readonly Pending[]): readonly Pending[] => withIds(all, String);
