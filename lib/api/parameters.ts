/** The parameters that questions take, one schema each: what is read, and what the OpenAPI document says of them. */
import * as z from 'zod';
import { checkIds } from '../checks/catalog.ts';
import { kindIds } from '../kinds/catalog.ts';
import { classIds } from '../kinds/classes.ts';
import { fileFormats } from '../reports/list.ts';
import { unknownField } from '../reports/none.ts';
import { readTime, type TimeRule, timeForms } from '../reports/times.ts';

const text = (description: string) => z.string().trim().min(1, 'expected a word').optional().describe(description);

const oneOf = (known: readonly string[], description: string) => z.enum(known).optional().describe(description);

const wholeNumber = z
  .string()
  .regex(/^\d{1,12}$/, 'expected a whole number')
  .transform(Number)
  .refine((value) => value >= 1, 'expected a whole number of at least 1');

const flag = (description: string) =>
  z
    .enum(['true', 'false'])
    .transform((written) => written === 'true')
    .optional()
    .describe(description);

let now = Date.now();

/** Reads parameters as of a time: a schema is handed nothing beside what it reads. `read` is done when it returns. */
export const askedAt = <Answer>(at: number, read: () => Answer): Answer => {
  now = at;
  return read();
};

const time = (rule: TimeRule) =>
  z.string().transform((written, context) => {
    try {
      return readTime(written, rule, now);
    } catch (error) {
      context.addIssue((error as Error).message);
      return z.NEVER;
    }
  });

const tags = z
  .array(z.string().regex(/^[^=]+=/, 'expected key=value'))
  .transform((pairs) =>
    pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)] as const),
  );

/** Parameters that may be given more than once. */
export const repeatable: ReadonlySet<string> = new Set(['tag']);

export const owner = text('Of this owner: an id, a name, an e-mail or an alias, or `unowned`.');
export const account = text('In this AWS account, Azure subscription or Google Cloud project.');
export const region = text('In this region.');
export const kind = oneOf(kindIds, 'Of this kind; `/kinds` lists them.');
export const classParameter = oneOf(classIds, 'Of this class across clouds.');
export const check = oneOf(checkIds, 'Of this check; `/checks` lists them.');
export const field = z
  .string()
  .trim()
  .superRefine((written, context) => {
    const nearest = unknownField(written);
    if (nearest !== null) context.addIssue(`nothing that changes is called "${written}"${nearest}`);
  })
  .optional()
  .describe('Of this fact: `fields.state` or `state`, `tags.env`, `tags`, `owner`, `lifecycle`, …');
export const tag = tags
  .optional()
  .describe(
    'With this tag, `key=value`: the key in any spelling or alias, the value a glob in any case; may be given again.',
  );
export const tagColumns = z
  .string()
  .regex(/^[^,]+(,[^,]+)*$/, 'expected words with a comma between')
  .transform((written) => written.split(',').map((word) => word.trim()))
  .optional()
  .describe('Keys of tags, `owner,env`: each gets a column of its own in CSV and spreadsheets.');
export const includeRetired = flag('Also what is gone for good.');
export const suppressed = flag('Also those that a person or a tag suppresses.');
export const limit = wholeNumber.optional().describe('At most so many. Without it the list is whole.');
export const depth = wholeNumber.optional().describe('At most so many steps away. Without it, however far it reaches.');
export const at = time({ past: true }).optional().describe(`As it was then, ${timeForms}.`);
export const until = time({ day: 'ends' }).optional().describe(`Up to then (a day: to its end), ${timeForms}.`);
/** Where it is not given, `otherwise`. */
export const since = (otherwise: string) =>
  time({}).prefault(otherwise).describe(`From then on, ${timeForms}; \`${otherwise}\` where it is not given.`);
export const limitOf = (otherwise: number) =>
  wholeNumber.prefault(String(otherwise)).describe(`At most so many; ${otherwise} where it is not given.`);

/** On every list. */
export const format = z
  .enum(fileFormats)
  .optional()
  .describe('How the list is written; goes before the `Accept` header. JSON where neither says.');
