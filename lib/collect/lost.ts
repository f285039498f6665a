/** What a complete listing no longer has: believed, or held when it is suspiciously much. */
import type { Entries, Entry } from './entry.ts';

/** A listing is held when it lost more than this share of its live resources … */
const HOLD_SHARE = 0.5;
/** … and at least this many. */
const HOLD_AT_LEAST = 20;
/** Runs that must agree on a drop, the first included, before it is believed without a person's word. */
const RUNS_THAT_CONFIRM = 3;

export interface Lost {
  readonly entries: readonly Entry[];
  /** Too much at once to be believed. */
  readonly held: boolean;
}

/**
 * `heldRuns`: how many runs in a row held this listing before. `accounts`: those that the listing was asked for; what
 * is in others nobody looked for, so it is not lost.
 */
export const lostFrom = (entries: Entries, heldRuns: number, accounts?: readonly string[]): Lost => {
  const asked = accounts && new Set(accounts);
  const lost: Entry[] = [];
  let live = 0;
  let newlyLost = 0;
  for (const entry of entries.values()) {
    if (entry.lifecycle === 'retired' || asked?.has(entry.accountId) === false) continue;
    if (entry.lifecycle !== 'missing') live++;
    if (entry.seen) continue;
    lost.push(entry);
    if (entry.lifecycle !== 'missing') newlyLost++;
  }
  const suspicious = newlyLost >= HOLD_AT_LEAST && newlyLost > live * HOLD_SHARE;
  return { entries: lost, held: suspicious && heldRuns + 1 < RUNS_THAT_CONFIRM };
};
