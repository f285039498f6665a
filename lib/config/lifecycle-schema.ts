/** What the config may say of missing, retired and held resources, and of kinds that are not collected. */
import * as z from 'zod';
import { defaultLifecycle } from '../collect/lifecycle.ts';
import { catalog, kindIds } from '../kinds/catalog.ts';
import { didYouMean } from '../reports/nearest.ts';

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

/** Containers are always collected: owners follow from them. */
const containerKinds = new Set<string>(
  catalog.filter((kind) => ['account', 'resource_group'].includes(kind.class)).map(({ id }) => id),
);

/** Refuses what is no kind, and what cannot be left out. */
export const knownKind = (written: string, context: z.RefinementCtx): void => {
  if (containerKinds.has(written)) context.addIssue(`${written} cannot be left out: owners follow from it`);
  else if (!(kindIds as readonly string[]).includes(written))
    context.addIssue(`no kind is called "${written}"${didYouMean(written, kindIds)}`);
};
