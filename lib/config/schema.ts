/** The shape of `cadastre.yaml`. Descriptions end up in the JSON Schema that editors show. */
import * as z from 'zod';
import { settingsOf } from '../checks/grace.ts';
import { checks } from '../checks/index.ts';
import type { Check } from '../checks/types.ts';
import { readTarget } from '../events/targets.ts';
import { kindIds } from '../kinds/catalog.ts';
import { classIds } from '../kinds/classes.ts';
import { pattern } from '../owners/rules.ts';
import { defaultPlaceholders, normalKey } from '../owners/tags.ts';
import type { Root } from '../providers/roots.ts';
import { didYouMean } from '../reports/nearest.ts';
import { defaultConcurrency, defaultCreatorTagKeys, defaultHistoryDays, defaultTagKeys } from './defaults.ts';
import { type Deploy, deploy } from './deploy-schema.ts';
import { guardSettings } from './guard-schema.ts';
import { count, lifecycle } from './lifecycle-schema.ts';
import { rootProblems } from './root-rules.ts';
import { rootSchema } from './root-schema.ts';
import { selected } from './selection-schema.ts';

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
  placeholders: keys
    .default([...defaultPlaceholders])
    .describe('Values of tags that name nobody and say nothing, in any spelling; they replace the usual ones.'),
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

const tags = z
  .strictObject({
    required: keys.default([]).describe('Tags that every resource must have, in any spelling.'),
    aliases: z
      .record(z.string().min(1), keys)
      .default({})
      .describe('Keys that mean the same as a key: `env: [environment, stage]`.'),
    values: z
      .record(z.string().min(1), z.record(z.string().min(1), z.array(z.string().min(1))))
      .default({})
      .describe('Values that mean the same as a value of a key: `env: { prod: [production, live] }`.'),
  })
  .superRefine(({ aliases }, context) => {
    const claimed = new Map<string, string>();
    for (const [key, others] of Object.entries(aliases))
      for (const [index, one] of [key, ...others].entries()) {
        const other = claimed.get(normalKey(one));
        claimed.set(normalKey(one), key);
        if (other !== undefined && normalKey(other) !== normalKey(key))
          context.addIssue({
            code: 'custom',
            path: ['aliases', key, ...(index === 0 ? [] : [index - 1])],
            message: `"${one}" is an alias of ${other} already: a key is one with one other`,
          });
      }
  });

const checkSettings = z.strictObject(
  Object.fromEntries(
    (checks as readonly Check[]).map((check) => [
      check.id,
      z
        .union([z.literal(false), settingsOf(check)])
        .optional()
        .describe(`${check.title}. \`false\` switches it off.`),
    ]),
  ),
);

const targets = z
  .array(
    z.string().superRefine((written, context) => {
      try {
        readTarget(written, '/');
      } catch (error) {
        context.addIssue((error as Error).message);
      }
    }),
  )
  .default([]);

/** What a section needs of another; told once each is right by itself. */
const fits = (
  { roots, deploy }: { readonly roots: readonly Root[]; readonly deploy?: Deploy | undefined },
  context: z.RefinementCtx,
): void => {
  for (const { path, message, other } of rootProblems(roots, deploy !== undefined))
    context.addIssue({ code: 'custom', path: [...path], message, params: { other } });
  if (deploy?.organization === undefined) return;
  if (roots.some((root) => root.provider === 'aws' && root.role !== undefined && root.externalId !== undefined)) return;
  context.addIssue({
    code: 'custom',
    path: ['deploy', 'organization'],
    message: 'needs an AWS root with role and externalId: they name the role that is made in each account',
  });
};

const sections = z.strictObject({
  roots: z.array(rootSchema).min(1).describe('Where collection starts.'),
  owners: owners.prefault({}).describe('How owners are found.'),
  tags: tags.prefault({}).describe('Which tags there must be, and which keys and values are one.'),
  checks: checkSettings.default({}).describe('Params of checks, or `false`; docs/checks.md lists them.'),
  guards: guardSettings
    .default({})
    .describe('What keeps resources that look like orphans, by name; docs/checks.md lists what there is.'),
  exclude: selected('left out').describe(
    'What is not registered. What the register has of it stays as it was until it is forgotten.',
  ),
  include: selected('taken in').describe(
    'What is registered though `exclude` names it, or though its type is only counted: docs/kinds.md lists those.',
  ),
  lifecycle: lifecycle.prefault({}).describe('When what is not found any more is missing, and when it is retired.'),
  concurrency: z
    .strictObject({
      partitions: count(64, defaultConcurrency.partitions).describe(
        'Accounts, subscriptions and projects collected at once.',
      ),
      listings: count(64, defaultConcurrency.listings).describe('Listings swept at once within each.'),
    })
    .prefault({}),
  history: z
    .strictObject({
      days: z
        .union([z.number().int().min(7).max(36_500), z.literal('forever')])
        .default(defaultHistoryDays)
        .describe(
          'Days that a version of a resource is kept, or `forever`. Its last version and its retirement are kept for ever. It holds for what is written from now on.',
        ),
    })
    .prefault({})
    .describe('How long changes are remembered.'),
  notify: targets.describe(
    'Who gets the digests: `stdout`, `file:PATH`, or an address that they are posted to as JSON.',
  ),
  events: targets.describe('Who gets every event: the same kinds of targets. docs/events.md lists the events.'),
  dataDir: z.string().min(1).optional().describe('Folder of the register on this machine, relative to this file.'),
  deploy: deploy.optional().describe('What `npx cdk deploy` makes of it.'),
});

export const configSchema = sections.superRefine(fits);

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
