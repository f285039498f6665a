/** What a tag on the resource itself suppresses: `cadastre:ignore=unattached_disk@2026-12-31`. */
import { normalKey } from '../owners/tags.ts';
import type { Tags } from '../providers/types.ts';
import type { Suppressed } from '../register/assertion-types.ts';
import { checkIds } from './catalog.ts';

const KEY = normalKey('cadastre:ignore');

/** Google's labels hold neither blank, comma nor plus: two dashes part there. */
const BETWEEN = /(?:[\s,+]|--)+/;
/** A check, and the last day of it; Google's labels hold no `@`. */
const WORD = /^(.*?)(?:[@-](\d{4}-\d{2}-\d{2}))?$/;
/** Every check: AWS takes no asterisk in most tags, Google in none. */
const every = new Set(['*', 'all']);

const known = new Map(checkIds.map((id) => [normalKey(id), id]));

/** Whether it is a day of the calendar, as `2026-12-31`. */
export const isDay = (written: string): boolean => {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(written) ? Date.parse(`${written}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(written);
};

/** Whether what lasts to the end of a day, in UTC, or for ever, still holds at `now`. */
export const holdsAt = (until: string | null, now: string): boolean => until === null || now.slice(0, 10) <= until;

interface Ignore {
  /** A check's id; `*` is every check. */
  readonly check: string;
  readonly suppressed: Suppressed;
}

/** What the tags suppress, and the words in them that name no check or no day: those suppress nothing. */
export interface Ignores {
  readonly ignores: readonly Ignore[];
  readonly unread: readonly { readonly key: string; readonly word: string }[];
}

const none: Ignores = { ignores: [], unread: [] };

/** What the tag `cadastre:ignore`, in any spelling, says: checks, each with a last day or without. */
export const readIgnores = (tags: Tags | null): Ignores => {
  if (tags === null) return none;
  const keys = Object.keys(tags).filter((key) => normalKey(key) === KEY);
  if (keys.length === 0) return none;
  const ignores: Ignore[] = [];
  const unread: Ignores['unread'][number][] = [];
  for (const key of keys) {
    const value = tags[key] ?? '';
    for (const word of value.split(BETWEEN).filter((part) => part !== '')) {
      const [, name = '', day] = WORD.exec(word) ?? [];
      const check = every.has(name.toLowerCase()) ? '*' : known.get(normalKey(name));
      if (check === undefined || (day !== undefined && !isDay(day))) unread.push({ key, word });
      else ignores.push({ check, suppressed: { by: key, until: day ?? null, reason: value, source: 'tag' } });
    }
  }
  return { ignores, unread };
};

const longest = (a: Suppressed, b: Suppressed): Suppressed =>
  a.until === null || (b.until !== null && a.until >= b.until) ? a : b;

/** Of what suppresses the check, what lasts longest; undefined where nothing does. */
export const ignoreOf = ({ ignores }: Ignores, check: string): Suppressed | undefined => {
  const fitting = ignores.filter((one) => one.check === check || one.check === '*');
  return fitting.length === 0 ? undefined : fitting.map(({ suppressed }) => suppressed).reduce(longest);
};
