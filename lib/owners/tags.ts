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

/** Finds tags by normalised key: the first wanted key that says something wins. */
export const tagFinder = (wanted: readonly string[]): ((tags: Tags) => FoundTag | undefined) => {
  const ranks = new Map(wanted.map((key, rank) => [normalKey(key), rank] as const).reverse());
  return (tags) => {
    let best: FoundTag | undefined;
    let bestRank = ranks.size;
    for (const key in tags) {
      const rank = ranks.get(normalKey(key));
      if (rank === undefined || rank >= bestRank) continue;
      const value = tags[key];
      if (value === undefined || !saysSomething(value)) continue;
      best = { key, value };
      bestRank = rank;
    }
    return best;
  };
};
