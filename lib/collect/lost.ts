/** What a complete listing no longer has: believed, or held when it is suspiciously much. */
import type { Listing } from '../kinds/listing.ts';
import type { Selectable } from '../kinds/selection.ts';
import type { Entries, Entry } from './entry.ts';
import type { HoldSettings } from './lifecycle.ts';

/** Runs that must agree on a drop, the first included, before it is believed without a person's word. */
const RUNS_THAT_CONFIRM = 3;

export interface Lost {
  readonly entries: readonly Entry[];
  /** Steady resources that were neither missing nor retired until now … */
  readonly live: number;
  /** … and how many of them are among the lost. */
  readonly newly: number;
  /** Too much at once to be believed. */
  readonly held: boolean;
  /** Which run in a row this is that agrees on it. */
  readonly run: number;
}

export interface Doubt extends HoldSettings {
  /** Which run in a row this is that finds most of it gone, from 1, if it agrees with the one before. */
  readonly run: number;
  /** How many the one before found to be gone; 0 where none held it. */
  readonly before: number;
  /** How many a person confirmed to be gone; 0 where nobody did. */
  readonly confirmed: number;
}

/**
 * What a listing says nothing of: other accounts than it was asked for, closed ones, what it leaves to others, what is only
 * counted.
 */
export const spokenOf = (
  { accounts, without, leaves, place: { provider } }: Pick<Listing, 'accounts' | 'without' | 'leaves' | 'place'>,
  because: (resource: Selectable) => string | undefined,
) => {
  const asked = accounts && new Set(accounts);
  return ({ id, accountId, kind, type }: Pick<Entry, 'id' | 'accountId' | 'kind' | 'type'>): boolean =>
    asked?.has(accountId) !== false &&
    without?.(accountId) !== true &&
    leaves?.(id) === undefined &&
    because({ provider, accountId, kind, type, fields: {} }) === undefined;
};

/** More at once than is believed. */
export const isMuch = (gone: number, of: number, { share, atLeast }: HoldSettings): boolean =>
  gone >= atLeast && gone > of * share;

/**
 * `spoken`: whether the listing speaks for a resource; of what it does not speak for nobody looked, so it is not lost.
 * `steady`: whether a drop of such things is worth a doubt; what comes and goes by the hour is not counted for it.
 */
export const lostFrom = (
  entries: Entries,
  { share, atLeast, run: inRow, before, confirmed }: Doubt,
  spoken: (entry: Entry) => boolean,
  steady: (entry: Entry) => boolean,
): Lost => {
  const lost: Entry[] = [];
  let live = 0;
  let newly = 0;
  for (const entry of entries.values()) {
    if (entry.lifecycle === 'retired' || !spoken(entry)) continue;
    const counts = entry.lifecycle !== 'missing' && steady(entry);
    if (counts) live++;
    if (entry.seen) continue;
    lost.push(entry);
    if (counts) newly++;
  }
  // Far more than the run before found is another drop, of which this is the first that tells.
  const run = isMuch(newly - before, live - before, { share, atLeast }) ? 1 : inRow;
  const held = isMuch(newly - confirmed, live - confirmed, { share, atLeast }) && run < RUNS_THAT_CONFIRM;
  return { entries: lost, live, newly, held, run };
};
