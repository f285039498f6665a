/** Tag keys as people mean them: `Owner`, `owner`, `OWNER ` and `owner_` are one key. */
import type { Tags } from '../providers/types.ts';

/** Normalised keys seen so far. An estate has few spellings; a hostile one is cut off. */
const known = new Map<string, string>();
const KNOWN_AT_MOST = 10_000;

/** Case, blanks and `-_ :./` do not tell keys apart. */
export const normalKey = (key: string): string => {
  const cached = known.get(key);
  if (cached !== undefined) return cached;
  const normal = key.toLowerCase().replace(/[-_:./\s]+/g, '');
  if (known.size < KNOWN_AT_MOST) known.set(key, normal);
  return normal;
};

/** Values that name nobody: what forms and templates leave behind. */
const placeholders = new Set([
  '',
  '-',
  '--',
  '?',
  'n/a',
  'na',
  'none',
  'null',
  'nil',
  'unknown',
  'unowned',
  'tbd',
  'todo',
  'undefined',
  'default',
  'xxx',
]);

/** Whether a value says anything at all. */
export const saysSomething = (value: string): boolean => !placeholders.has(value.trim().toLowerCase());

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
export const tagFinder = (wanted: readonly string[]): ((tags: Tags) => readonly FoundTag[]) => {
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
