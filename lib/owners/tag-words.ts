/** Tag keys and values that are one by the config's word: `env=prod` is `environment=production`. */
import type { Tags } from '../providers/types.ts';
import { pattern } from './rules.ts';
import { normalKey } from './tags.ts';

/** What the config says of tags beside which are required. */
export interface TagWords {
  /** Key → other keys that mean the same. */
  readonly aliases: Readonly<Record<string, readonly string[]>>;
  /** Key → value → other values that mean the same under that key. */
  readonly values: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** Nothing is said to be one. */
export const noTagWords: TagWords = { aliases: {}, values: {} };

/** Matching of tags as everything does it that asks for one. */
export interface TagMatching {
  /** Whether two keys are one: by their spelling, or by an alias. */
  same(one: string, other: string): boolean;
  /**
   * Reads `key` and `value` as a test of tags. The value is a glob, or a regular expression between slashes, without regard to
   * case; a value that the config says is one with it fits as well. Throws a `SyntaxError` where the expression is none.
   */
  test(key: string, value: string): (tags: Tags) => boolean;
  /** The value under a key or an alias of it: under the key itself before others, and those in code order. */
  value(tags: Tags, key: string): string | null;
}

const plain = (value: string): string => value.trim().toLowerCase();

/** Word → what it is one with, itself among them; of two groups that claim one word the first has it. */
const canonical = (
  groups: Readonly<Record<string, readonly string[]>>,
  normal: (word: string) => string,
): ((word: string) => string) => {
  const known = new Map<string, string>();
  for (const [word, others] of Object.entries(groups))
    for (const one of [word, ...others]) if (!known.has(normal(one))) known.set(normal(one), normal(word));
  return (word) => known.get(normal(word)) ?? normal(word);
};

/** Opens what the config says for matching. */
export const openTags = ({ aliases, values }: TagWords): TagMatching => {
  const keyOf = canonical(aliases, normalKey);
  const valuesOf = new Map(Object.entries(values).map(([key, groups]) => [keyOf(key), canonical(groups, plain)]));
  return {
    same: (one, other) => keyOf(one) === keyOf(other),
    test(key, value) {
      const wanted = keyOf(key);
      const glob = pattern(value);
      const one = valuesOf.get(wanted) ?? plain;
      const fits = (is: string) => is === value || glob.test(is) || glob.test(one(is)) || one(is) === one(value);
      return (tags) => Object.entries(tags).some(([name, is]) => keyOf(name) === wanted && fits(is));
    },
    value(tags, key) {
      const wanted = keyOf(key);
      const rank = (name: string) => (name === key ? 0 : normalKey(name) === normalKey(key) ? 1 : 2);
      const [first] = Object.keys(tags)
        .filter((name) => keyOf(name) === wanted)
        .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
      return first === undefined ? null : (tags[first] ?? null);
    },
  };
};
