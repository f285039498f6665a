/** People and teams, found again by whatever a tag calls them. */
import { folded, lettersOf } from './text.ts';
import type { DirectoryEntry } from './types.ts';
import { type Readings, several, whole } from './values.ts';

export interface Directory {
  readonly entries: readonly DirectoryEntry[];
  /**
   * Everybody whom a value names, in its order. By id, e-mail, alias or name, without regard to case, blanks and invisible
   * characters; then by letters and digits alone (`data_platform`, `ana-lopes_at_example_dot_com`) or by the login before an
   * address's `@`, where only one entry has them.
   */
  resolve(value: string): readonly DirectoryEntry[];
  /** The entry of an id as the register has it. */
  byId(id: string): DirectoryEntry | undefined;
}

/** Fewer letters and digits would fit by chance. */
const LETTERS_AT_LEAST = 3;

/** Values that are kept with what they came to: an estate has few, a hostile one is cut off. */
const KEPT_AT_MOST = 50_000;

/** Google's labels hold neither `@` nor dot. */
const unlabelled = (value: string): string => value.replace(/[_-]at[_-]/gi, '@').replace(/[_-]dot[_-]/gi, '.');

const nobody: readonly DirectoryEntry[] = [];

/**
 * Opens a directory for looking names up; where two entries have one name, who is active comes first, and else who
 * stands first.
 */
export const openDirectory = (entries: readonly DirectoryEntry[]): Directory => {
  const ids = new Map<string, DirectoryEntry>();
  const names = new Map<string, DirectoryEntry>();
  /** Null where it is of several who are there, or of several who left. */
  const letters = new Map<string, DirectoryEntry | null>();
  const add = (value: string | undefined, one: DirectoryEntry) => {
    if (value === undefined) return;
    const key = folded(value);
    // Somebody who is there comes before a namesake who left.
    const other = names.get(key);
    if (other === undefined || (!other.active && one.active && other.id !== one.id)) names.set(key, one);
  };
  const addLetters = (value: string, one: DirectoryEntry) => {
    const key = lettersOf(value);
    if (key.length < LETTERS_AT_LEAST) return;
    const other = letters.get(key);
    if (other === undefined || (other && !other.active && one.active)) letters.set(key, one);
    else if (other !== null && other.id !== one.id && other.active === one.active) letters.set(key, null);
  };
  for (const one of entries) {
    ids.set(one.id, one);
    names.set(folded(one.id), one);
  }
  for (const one of entries) add(one.email, one);
  for (const one of entries) for (const alias of one.aliases) add(alias, one);
  for (const one of entries) add(one.name, one);
  for (const one of entries)
    for (const value of [one.id, one.name, ...one.aliases, one.email ?? '', (one.email ?? '').split('@')[0]!])
      addLetters(value, one);

  const find = (readings: Readings): DirectoryEntry | undefined => {
    for (const reading of readings) {
      const one = names.get(folded(reading));
      if (one !== undefined) return one;
    }
    for (const reading of readings) {
      const one = letters.get(lettersOf(reading)) ?? letters.get(lettersOf(unlabelled(reading)));
      if (one) return one;
    }
    return undefined;
  };
  const look = (value: string): readonly DirectoryEntry[] => {
    const one = find(whole(value));
    if (one !== undefined) return [one];
    const { people, all } = several(value);
    const found = people.map(find);
    if (all && found.includes(undefined)) return nobody;
    return [...new Set(found.filter((person) => person !== undefined))];
  };
  const kept = new Map<string, readonly DirectoryEntry[]>();
  return {
    entries,
    byId: (id) => ids.get(id),
    resolve(value) {
      const known = kept.get(value);
      if (known !== undefined) return known;
      const found = look(value);
      if (kept.size < KEPT_AT_MOST) kept.set(value, found);
      return found;
    },
  };
};
