/** How long a resource may go unseen, and how much may go at once: the config's `lifecycle`. */
import type { Lifecycle } from '../register/types.ts';
import type { Entry } from './entry.ts';

/** Whether a resource counts as there, wherever it is listed or counted: a missing one does until it is retired. */
export const isThere = ({ lifecycle }: { readonly lifecycle: Lifecycle }): boolean => lifecycle !== 'retired';

export interface LifecycleSettings {
  /** Complete listings in a row without a resource before it is missing; at least 1. */
  readonly missingRuns: number;
  /** And days since the first of them. */
  readonly missingDays: number;
  /** Complete listings in a row without it, once it is missing, before it is retired; at least 1. */
  readonly retiredRuns: number;
  /** And days since it went missing. */
  readonly retiredDays: number;
  readonly hold: HoldSettings;
}

/** A listing is held when it lost more than this share of its live resources, and at least so many. */
export interface HoldSettings {
  /** 0 to 1; nothing is ever held with 1. */
  readonly share: number;
  readonly atLeast: number;
}

/** Missing at the first complete listing that lacks it, retired at the second. */
export const defaultLifecycle: LifecycleSettings = {
  missingRuns: 1,
  missingDays: 0,
  retiredRuns: 1,
  retiredDays: 0,
  hold: { share: 0.5, atLeast: 20 },
};

const DAY_MS = 86_400_000;

const passed = (from: string, to: string, days: number): boolean =>
  days === 0 || Date.parse(to) - Date.parse(from) >= days * DAY_MS;

/** From when on a resource is counted as lacking: the number of the complete listing, and its time. */
export const lackedFrom = (entry: Entry, turn: number, now: string): NonNullable<Entry['lacked']> => {
  if (entry.lacked !== undefined) return entry.lacked;
  // A manifest made anew knows that it is missing, and of no listing since.
  return entry.lifecycle === 'missing' ? { turn: turn - 1, at: entry.since } : { turn, at: now };
};

/** What becomes of a resource that the complete listing number `turn` lacks; undefined while its grace lasts. */
export const fateOf = (
  entry: Entry,
  turn: number,
  now: string,
  { missingRuns, missingDays, retiredRuns, retiredDays }: LifecycleSettings,
): 'missing' | 'retired' | undefined => {
  const { turn: first, at } = lackedFrom(entry, turn, now);
  if (entry.lifecycle === 'missing')
    return turn - first >= retiredRuns && passed(at, now, retiredDays) ? 'retired' : undefined;
  return turn - first + 1 >= missingRuns && passed(at, now, missingDays) ? 'missing' : undefined;
};
