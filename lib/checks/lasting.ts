/** Since when what a check judges is so, and whether that has lasted long enough to be told. Pure. */
import { timeOf } from '../kinds/times.ts';
import type { Lasts, Verdict } from './types.ts';

/**
 * A state as the register saw it, in times of runs, ISO 8601 UTC. It is over where it `ended` after `since`; one that
 * `ended` before `since` was there, was gone, and is there again.
 */
export interface Lasted {
  readonly since: string;
  readonly ended?: string;
}

/**
 * What comes again within so many days after it ended is known to come and go, and must last as long before it is told: a
 * service that is scaled to nothing at night, or from Friday to Monday.
 */
const COMES_AND_GOES_DAYS = 7;

const DAY_MS = 86_400_000;

const isOver = ({ since, ended }: Lasted): boolean => ended !== undefined && ended > since;

/**
 * The state after one more look: it goes on, begins, or ends. `began` is when it began at the latest, where nothing is
 * known of it. A verdict that cannot be told leaves it as it was.
 */
export const lastedAfter = (
  before: Lasted | undefined,
  verdict: Verdict,
  began: string,
  now: string,
): Lasted | undefined => {
  if (verdict.verdict === 'pass')
    return before === undefined || isOver(before) || now <= before.since ? before : { since: before.since, ended: now };
  if (verdict.lasts === undefined) return before;
  if (before === undefined) return { since: began };
  return isOver(before) ? { since: now, ended: before.ended! } : before;
};

/** A provider's word goes before what the register saw, unless it lies in the future or is no time. */
const toldOf = ({ told }: Lasts, seen: string): string | undefined => {
  const time = timeOf(told);
  return time !== null && time <= seen ? time : undefined;
};

const daysWanted = ({ days }: Lasts, { since, ended }: Lasted): number =>
  ended !== undefined && Date.parse(since) - Date.parse(ended) < COMES_AND_GOES_DAYS * DAY_MS
    ? Math.max(days, COMES_AND_GOES_DAYS)
    : days;

const withTime = (reason: string, words: string): string =>
  reason.endsWith('.') ? `${reason.slice(0, -1)}${words}.` : reason + words;

/**
 * The verdict as it is told: `pass` while its state has not lasted for its days, and with the day since which it does after
 * that. `seen` is when the resource was last seen in that state.
 */
export const toldVerdict = (verdict: Verdict, lasted: Lasted | undefined, seen: string): Verdict => {
  if (verdict.verdict === 'pass' || verdict.lasts === undefined || lasted === undefined) return verdict;
  const { lasts, reason } = verdict;
  const told = toldOf(lasts, seen);
  const from = told ?? lasted.since;
  if (Date.parse(seen) - Date.parse(from) < daysWanted(lasts, lasted) * DAY_MS) return { verdict: 'pass' };
  const day = from.slice(0, 10);
  return { verdict: verdict.verdict, reason: withTime(reason, told ? ` since ${day}` : `, at least since ${day}`) };
};
