/** Where a listing stands between runs: how often it was complete, and since when it is held. */
import { digestOf } from './counted.ts';
import type { Known, ListingState } from './store.ts';
import type { Swept } from './sweep.ts';

export interface Standing {
  /** Number of this complete listing, if it becomes one; a repeated one has the number of what it repeats. */
  readonly turn: number;
  /** Which run in a row this is, from 1, if it is held. */
  readonly heldRun: number;
  /** How many were gone in the run before, where it is held. */
  readonly heldLost: number;
  /** How many a person confirmed to be gone. */
  readonly confirmed: number;
  /** By what days of grace are counted: the run's time, or a later one that was seen before the clock was set back. */
  readonly clock: string;
}

const later = (a: string, b: string | null | undefined): string => (typeof b === 'string' && b > a ? b : a);

/**
 * `now`: the run's time; `repeats`: start of the first of the runs that died since the last one that ended; `partial`: a run
 * of some listings alone, minutes after another, which is no further opinion of what is held.
 */
export const standingOf = (
  state: ListingState | undefined,
  { now, repeats, partial }: { readonly now: string; readonly repeats: string | null; readonly partial: boolean },
  confirmed: number,
): Standing => {
  const inDead = (time: string | null | undefined) => repeats !== null && typeof time === 'string' && time >= repeats;
  const heldRuns = state?.heldRuns ?? 0;
  return {
    turn: (state?.turn ?? 0) + (inDead(state?.lastComplete) ? 0 : 1),
    heldRun: Math.max(1, heldRuns + (partial || (state?.outcome === 'held' && inDead(state.at)) ? 0 : 1)),
    heldLost: state?.hold?.lost ?? 0,
    confirmed,
    clock: later(later(now, state?.latest), state?.at),
  };
};

/** What is remembered of a listing after a sweep. */
export const stateAfter = (
  state: ListingState | undefined,
  { outcome, reason, unread, found, counted, lost, heldRun }: Omit<Swept, 'dirty' | 'late'>,
  { turn, clock }: Standing,
  { run, now }: { readonly run: string; readonly now: string },
): Known => {
  // What broke off counted too few.
  const digest = outcome === 'incomplete' && state?.counted ? state.counted : digestOf(counted);
  const swept = {
    ...(digest !== '' && { counted: digest }),
    outcome,
    reason,
    ...(unread !== undefined && { unread }),
    found,
    run,
    at: now,
    ...(clock !== now && { latest: clock }),
  };
  if (outcome === 'complete') return { ...swept, lastComplete: now, heldRuns: 0, turn };
  const kept = { ...swept, lastComplete: state?.lastComplete ?? null, turn: state?.turn };
  return outcome === 'held'
    ? { ...kept, heldRuns: heldRun, hold: { since: state?.hold?.since ?? now, lost } }
    : { ...kept, heldRuns: state?.heldRuns ?? 0, hold: state?.hold };
};
