/** What every check can be told beside its own params: how old a resource must be before it is looked at. */
import * as z from 'zod';
import { olderThan } from './durations.ts';
import type { Check } from './types.ts';

const graceDays = (days: number) =>
  z
    .number()
    .int()
    .min(0)
    .default(days)
    .describe('Days that a resource must have been there before the check looks at it.');

/** A check's own params and `graceDays`, as the config has them. */
export const settingsOf = ({
  params,
  graceDays: days = 0,
}: Check): z.ZodObject<{ graceDays: ReturnType<typeof graceDays> }> =>
  params.extend({ graceDays: graceDays(days) }).strict();

/**
 * Whether a resource is younger than `days`: since its creation, else since the register first saw it. What the
 * register saw before it was created has a wrong date, and counts from when it was seen.
 */
export const inGrace = (
  createdAt: string | null,
  firstSeen: string | undefined,
  days: number,
  now: string,
): boolean => {
  if (days === 0) return false;
  const told = createdAt !== null && createdAt <= (firstSeen ?? now) ? createdAt : undefined;
  return olderThan(told ?? firstSeen, days, now) === false;
};
