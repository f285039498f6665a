/** Times as options give them. */
import { InvalidArgumentError } from 'commander';
import { readTime, type TimeRule } from '../reports/times.ts';
import { UsageError } from './io.ts';

export { timeForms } from '../reports/times.ts';

/** A time as it was written: what it is depends on the register's own time. Gives ISO 8601 UTC; throws a `UsageError`. */
export type WrittenTime = (now: number) => string;

/** Reads an option's time. */
export const timeOption =
  (rule: TimeRule = {}) =>
  (written: string): WrittenTime => {
    try {
      readTime(written, { ...rule, past: false }, Date.now());
    } catch (error) {
      throw new InvalidArgumentError((error as Error).message);
    }
    return (now) => {
      try {
        return readTime(written, rule, now);
      } catch (error) {
        throw new UsageError(`"${written}": ${(error as Error).message}`);
      }
    };
  };
