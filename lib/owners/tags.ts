/** Tag keys as people mean them: `Owner`, `owner`, `OWNER ` and `owner_` are one key. */
import type { Tags } from '../providers/types.ts';
import { clean, lettersOf } from './text.ts';

/** Normalised keys seen so far. An estate has few spellings; a hostile one is cut off. */
const known = new Map<string, string>();
const KNOWN_AT_MOST = 10_000;

/** Case, blanks, invisible characters and `-_ :./` do not tell keys apart. */
export const normalKey = (key: string): string => {
  const cached = known.get(key);
  if (cached !== undefined) return cached;
  const normal = clean(key)
    .toLowerCase()
    .replace(/[-_:./\s]+/g, '');
  if (known.size < KNOWN_AT_MOST) known.set(key, normal);
  return normal;
};

/** What forms and templates leave behind where nobody was named; spelling, case and signs do not matter. */
export const defaultPlaceholders: readonly string[] = [
  ...['n/a', 'none', 'null', 'nil', 'unknown', 'unowned', 'undefined', 'default', 'empty', 'xxx', 'placeholder'],
  ...['tbd', 'tbc', 'tba', 'todo', 'fixme', 'changeme', 'change it', 'replace me', 'to be defined', 'to be confirmed'],
  ...['to be determined', 'to be decided', 'unassigned', 'not assigned', 'not set', 'not applicable', 'not available'],
  ...['nobody', 'no one', 'no owner', 'your name', 'your email', 'dummy'],
];

/** `${owner}`, `{{ owner }}`, `%OWNER%`, `<owner>`: a template that nobody filled. */
const template = /^(?:\$\{.*\}|\{\{.*\}\}|%[^%]*%|<[^@]*>)$/s;

/** Whether a value says anything at all: it has letters or digits, and is no placeholder. */
export const speaks = (placeholders: readonly string[]): ((value: string) => boolean) => {
  const empty = new Set(['', ...placeholders.map(lettersOf)]);
  const kept = new Map<string, boolean>();
  return (value) => {
    const answer = kept.get(value);
    if (answer !== undefined) return answer;
    const says = !empty.has(lettersOf(value)) && !template.test(clean(value));
    if (kept.size < KNOWN_AT_MOST) kept.set(value, says);
    return says;
  };
};

export interface FoundTag {
  /** As it is spelled on the resource. */
  readonly key: string;
  readonly value: string;
}

const none: readonly FoundTag[] = [];

/**
 * Finds the tags whose normalised keys are wanted and that say something: the strongest key first, and of two
 * spellings of one key the first in code order, since a provider gives tags in any order.
 */
export const tagFinder = (
  wanted: readonly string[],
  saysSomething: (value: string) => boolean,
): ((tags: Tags) => readonly FoundTag[]) => {
  const ranks = new Map(wanted.map((key, rank) => [normalKey(key), rank] as const).reverse());
  const rankOf = ({ key }: FoundTag): number => ranks.get(normalKey(key)) ?? ranks.size;
  return (tags) => {
    let found: FoundTag[] | undefined;
    for (const key in tags) {
      if (!ranks.has(normalKey(key))) continue;
      const value = tags[key];
      if (value !== undefined && saysSomething(value)) (found ??= []).push({ key, value });
    }
    if (found === undefined) return none;
    return found.length === 1 ? found : found.sort((a, b) => rankOf(a) - rankOf(b) || (a.key < b.key ? -1 : 1));
  };
};
