/** What the outcomes come to, and how low a sample may score by chance. */
import type { Mutant } from './mutants.ts';

export interface Outcome {
  readonly mutant: Mutant;
  /** The test file that noticed the change; undefined where none did. */
  readonly by: string | undefined;
}

/** The share of changes that tests must notice. */
const GOAL = 0.85;
/** A tree that has the goal fails as seldom by an unlucky sample. */
const CHANCE = 1e-4;

/**
 * How many of a sample must be noticed: the most with which a tree at the goal fails less often than `CHANCE`, by the
 * binomial distribution.
 */
export const least = (sample: number): number => {
  let below = 0;
  let exactly = (1 - GOAL) ** sample;
  for (let noticed = 0; noticed <= sample; noticed++) {
    below += exactly;
    if (below >= CHANCE) return noticed;
    exactly *= ((sample - noticed) / (noticed + 1)) * (GOAL / (1 - GOAL));
  }
  return sample;
};

/** A line for people: the score with its goal, and the least that passes. */
export const summary = (outcomes: readonly Outcome[]): string => {
  const noticed = outcomes.filter(({ by }) => by !== undefined).length;
  const score = outcomes.length === 0 ? 100 : (100 * noticed) / outcomes.length;
  return `${noticed} of ${outcomes.length} changes are noticed: ${score.toFixed(1)} %, the goal is ${GOAL * 100} %; a sample of this size passes from ${least(outcomes.length)} on.`;
};
