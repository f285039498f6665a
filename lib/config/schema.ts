/** The shape of `cadastre.yaml`. Descriptions end up in the JSON Schema that editors show. */
import { z } from 'zod';
import { checks } from '../checks/index.ts';
import type { Check } from '../checks/types.ts';
import { kindIds } from '../kinds/catalog.ts';
import { classIds } from '../kinds/classes.ts';
import { pattern } from '../owners/rules.ts';
import { defaultConcurrency, defaultCreatorTagKeys, defaultTagKeys } from './defaults.ts';
import { didYouMean } from './nearest.ts';
import { rootSchema } from './root-schema.ts';

const keys = z.array(z.string().min(1));

/** A glob or `/regular expression/`; with `known`, one that fits at least one of these words. */
const matcher = (what: string, known?: readonly string[]) =>
  z
    .string()
    .min(1)
    .superRefine((written, context) => {
      try {
        const wanted = pattern(written);
        if (known && !known.some((word) => wanted.test(word)))
          context.addIssue(`no ${what} is called "${written}"${didYouMean(written, known)}`);
      } catch (error) {
        context.addIssue(`expected a glob or a regular expression between slashes: ${(error as Error).message}`);
      }
    })
    .optional()
    .describe(`The ${what}: a glob as web-* or a regular expression between slashes.`);

const match = z
  .strictObject({
    name: matcher('name'),
    account: matcher('account'),
    kind: matcher('kind', kindIds),
    class: matcher('class', classIds),
    region: matcher('region'),
    tag: z
      .string()
      .regex(/^[^=]+(=.*)?$/s, 'expected key=value')
      .optional()
      .describe('key=value; the key in any spelling, the value a glob.'),
  })
  .refine((parts) => Object.keys(parts).length > 0, 'expected at least one of name, account, kind, class, region, tag')
  .describe('Every part that is given must fit.');

const owners = z.strictObject({
  tagKeys: keys
    .min(1)
    .default([...defaultTagKeys])
    .describe('Tag keys that name an owner, the strongest first, in any spelling.'),
  creatorTagKeys: keys
    .default([...defaultCreatorTagKeys])
    .describe('Tag keys that name who made a thing; weaker than its group and account.'),
  directory: z
    .string()
    .regex(/\.(csv|json)$/i, 'expected the name of a .csv or .json file')
    .optional()
    .describe('CSV or JSON file of people and teams, relative to this file.'),
  rules: z
    .array(
      z.strictObject({
        match,
        owner: z.string().min(1).describe('Id, e-mail or alias of the owner.'),
      }),
    )
    .default([])
    .describe('Owners of what no tag, group or account tells.'),
});

/** A check's own params, with keys that it does not know refused. */
const paramsOf = ({ params }: Check): z.ZodType => (params instanceof z.ZodObject ? params.strict() : params);

const checkSettings = z.strictObject(
  Object.fromEntries(
    (checks as readonly Check[]).map((check) => [
      check.id,
      z
        .union([z.literal(false), paramsOf(check)])
        .optional()
        .describe(`${check.title}. \`false\` switches it off.`),
    ]),
  ),
);

const count = (most: number, value: number) => z.number().int().min(1).max(most).default(value);

export const configSchema = z.strictObject({
  roots: z.array(rootSchema).min(1).describe('Where collection starts.'),
  owners: owners.prefault({}).describe('How owners are found.'),
  tags: z
    .strictObject({ required: keys.default([]).describe('Tags that every resource must have, in any spelling.') })
    .prefault({}),
  checks: checkSettings.default({}).describe('Params of checks, or `false`; docs/checks.md lists them.'),
  concurrency: z
    .strictObject({
      partitions: count(64, defaultConcurrency.partitions).describe(
        'Accounts, subscriptions and projects collected at once.',
      ),
      listings: count(64, defaultConcurrency.listings).describe('Listings swept at once within each.'),
    })
    .prefault({}),
  dataDir: z.string().min(1).optional().describe('Folder of the register on this machine, relative to this file.'),
});

interface JsonSchema {
  readonly [key: string]: unknown;
}

/** The JSON Schema of what may be written: no defaulted key is required. */
export const configJsonSchema = (): JsonSchema =>
  z.toJSONSchema(configSchema, {
    io: 'input',
    override: ({ jsonSchema }) => {
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  }) as JsonSchema;
