/** A directory that lost most of its people at once, or whose leavers are all back, is not believed before somebody says so. */
import type { DirectoryEntry } from './types.ts';

/** How a directory differs from the one that is known, as far as that is suspicious when it is much. */
export interface DirectoryLoss {
  /** Entries that are no longer there … */
  readonly gone: number;
  /** … of so many. */
  readonly of: number;
  /** Entries that had left and are there again. */
  readonly back: number;
  /** Entries that were there and have all left. */
  readonly left: number;
}

/** More than this share at once is not believed: what holds for resources. */
const SHARE = 0.5;
/** Fewer are what happens in a small house. */
const AT_LEAST = 2;

const isMuch = (count: number, of: number, atLeast: number): boolean => count >= atLeast && count > of * SHARE;

/** What `now` lacks of `before`. */
export const lossBetween = (before: readonly DirectoryEntry[], now: readonly DirectoryEntry[]): DirectoryLoss => {
  const there = new Map(now.map((entry) => [entry.id, entry]));
  const was = (active: boolean) => (entry: DirectoryEntry) =>
    entry.active === active && there.get(entry.id)?.active === !active;
  return {
    gone: before.filter(({ id }) => !there.has(id)).length,
    of: before.length,
    back: before.filter(was(false)).length,
    left: before.filter(was(true)).length,
  };
};

/**
 * Why `now` is not believed, where `before` is known; undefined where it is. `confirmed`: what somebody said is so. A file
 * without its column `active` lets everybody be back, a cut one lets most be gone.
 */
export const doubtOf = (
  before: readonly DirectoryEntry[],
  now: readonly DirectoryEntry[],
  confirmed: DirectoryLoss | undefined,
): string | undefined => {
  const { gone, of, back, left } = lossBetween(before, now);
  const leavers = before.filter(({ active }) => !active).length;
  const known = confirmed ?? { gone: 0, back: 0, left: 0 };
  const doubts = [
    (now.length === 0 && gone > known.gone) || isMuch(gone - known.gone, of - known.gone, AT_LEAST)
      ? `${gone} of ${of} people and teams are gone`
      : undefined,
    isMuch(back - known.back, leavers - known.back, 1) ? `${back} of ${leavers} who had left are back` : undefined,
    isMuch(left - known.left, of - leavers - known.left, AT_LEAST)
      ? `${left} of ${of - leavers} who were there have left`
      : undefined,
  ].filter((doubt) => doubt !== undefined);
  return doubts.length === 0 ? undefined : `${doubts.join(', ')} at once: held until a person confirms it`;
};
