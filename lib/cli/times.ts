/** Times as options give them. */
import { InvalidArgumentError } from 'commander';
import { readTime, type TimeRule } from '../reports/times.ts';

export { timeForms } from '../reports/times.ts';

/** Reads an option's time as ISO 8601 UTC. */
export const timeOption =
  (rule: TimeRule = {}) =>
  (written: string): string => {
    try {
      return readTime(written, rule, Date.now());
    } catch (error) {
      throw new InvalidArgumentError((error as Error).message);
    }
  };
