/** What the config may say of missing, retired and held resources. */
import * as z from 'zod';
import { defaultLifecycle } from '../collect/lifecycle.ts';

/** A whole number from 1 to `most`. */
export const count = (most: number, value: number) => z.number().int().min(1).max(most).default(value);

const days = (text: string) => z.number().min(0).max(3650).default(0).describe(text);

export const lifecycle = z.strictObject({
  missingRuns: count(100, defaultLifecycle.missingRuns).describe(
    'Complete listings in a row that lack a resource before it is missing.',
  ),
  missingDays: days('And days since the first of them.'),
  retiredRuns: count(100, defaultLifecycle.retiredRuns).describe(
    'Complete listings in a row that still lack it, once it is missing, before it is retired.',
  ),
  retiredDays: days('And days since it went missing.'),
  hold: z
    .strictObject({
      share: z
        .number()
        .min(0)
        .max(1)
        .default(defaultLifecycle.hold.share)
        .describe('More than this share of its live resources, from 0 to 1; 1 holds nothing.'),
      atLeast: count(1_000_000, defaultLifecycle.hold.atLeast).describe('And at least so many.'),
    })
    .prefault({})
    .describe('A complete listing that lost that much at once is held until it is confirmed.'),
});
