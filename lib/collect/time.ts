/** How much time a collection has: all there is on a laptop, an invocation's share on Lambda. */
export interface TimeBudget {
  /** Too little is left to begin another listing. */
  low(): boolean;
  /** What is under way must end now, so that what it did can be saved. */
  over(): boolean;
  /** The share of the whole that is used up, 0 to 1. */
  used(): number;
}

/** All the time there is. */
export const noLimit: TimeBudget = { low: () => false, over: () => false, used: () => 0 };

/**
 * A listing that was cut off is tried again, first of all, by the next call: unless it had this much of the time
 * already, and would not come further then.
 */
export const FAIR_SHARE = 0.5;
