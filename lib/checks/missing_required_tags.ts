import * as z from 'zod';
import { isExempt } from '../kinds/facts/facts.ts';
import { noTagWords, openTags, type TagMatching } from '../owners/tag-words.ts';
import { defaultPlaceholders, speaks } from '../owners/tags.ts';
import { defineCheck, fail, pass, unknown } from './types.ts';

const speakers = new WeakMap<readonly string[], ReturnType<typeof speaks>>();
const speaking = (placeholders: readonly string[]): ReturnType<typeof speaks> => {
  let says = speakers.get(placeholders);
  if (says === undefined) speakers.set(placeholders, (says = speaks(placeholders)));
  return says;
};

const matchings = new WeakMap<object, TagMatching>();
const matching = (aliases: Readonly<Record<string, readonly string[]>>): TagMatching => {
  let tags = matchings.get(aliases);
  if (tags === undefined) matchings.set(aliases, (tags = openTags({ ...noTagWords, aliases })));
  return tags;
};

export default defineCheck({
  id: 'missing_required_tags',
  title: 'Required tags are missing',
  classes: '*',
  severity: 'medium',
  description:
    'Every resource carries the tags that the config requires, under any spelling of their keys and any alias. An empty or placeholder value does not count. Accounts and groups count as well, since their tags say whose their contents are. What takes no tag, and what a service makes and keeps, is not asked for any; it is counted apart.',
  remedy: 'Add the tags that are named; any spelling of the key, and any alias, will do.',
  sources: ['AWS Tagging Best Practices', 'FinOps Framework: Allocation'],
  params: z.object({
    tags: z
      .array(z.string().min(1))
      .default([])
      .describe('Tag keys that every resource must have; the config’s `tags.required` where absent.'),
    placeholders: z
      .array(z.string())
      .default([...defaultPlaceholders])
      .describe('Values that say nothing, in any spelling; the config’s `owners.placeholders` where absent.'),
    aliases: z
      .record(z.string().min(1), z.array(z.string().min(1)))
      .default({})
      .describe('Other keys that mean the same; the config’s `tags.aliases` where absent.'),
  }),
  verdict: (subject, { params }) => {
    const { tags } = subject;
    if (params.tags.length === 0 || isExempt(subject)) return pass;
    if (tags === null) return unknown('its tags could not be read');
    const says = speaking(params.placeholders);
    const { same } = matching(params.aliases);
    const has = Object.entries(tags).flatMap(([key, value]) => (says(value) ? [key] : []));
    const missing = params.tags.filter((key) => !has.some((one) => same(one, key)));
    return missing.length === 0 ? pass : fail(`It lacks ${missing.join(', ')}.`);
  },
});
