/** What a complete listing no longer has: missing first, retired when later complete listings agree. */
import type { Entries, Entry } from './entry.ts';
import { fateOf, lackedFrom } from './lifecycle.ts';
import type { Standing } from './standing.ts';
import type { PartitionStore } from './store.ts';
import type { SweepTools } from './sweep.ts';
import type { Tally } from './tally.ts';
import { caughtUp, versionOf } from './versions.ts';

/** How many lost resources are read and written at once: memory stays bounded by it. */
const RETIRE_BATCH = 500;

export interface Sentenced {
  readonly entry: Entry;
  readonly event: 'missing' | 'retired';
}

/**
 * Writes what is settled of resources, and notes it in their entries; gives those that it was done to. What moved to
 * another partition is no longer this one's to tell of: its entry goes. `standing` as in `retire`.
 */
export const carryOut = async (
  listing: string,
  entries: Entries,
  all: readonly Sentenced[],
  { turn, clock }: Pick<Standing, 'turn' | 'clock'>,
  store: PartitionStore,
  tools: Pick<SweepTools, 'run' | 'now'>,
  tally: Tally,
): Promise<readonly Entry[]> => {
  const done: Entry[] = [];
  for (let from = 0; from < all.length; from += RETIRE_BATCH) {
    const batch = all.slice(from, from + RETIRE_BATCH);
    const truths = await store.truth(
      batch.map(({ entry }) => entry.id),
      new Map(batch.map(({ entry: { id, version } }) => [id, version])),
    );
    const steps = batch.flatMap(({ entry, event: sentence }) => {
      const truth = truths.get(entry.id);
      if (truth?.elsewhere) {
        entries.delete(entry.id);
        return [];
      }
      // A run that died after it retired this one knew more than a listing that merely lacks it.
      const event = truth && caughtUp(truth)?.lifecycle === 'retired' ? 'retired' : sentence;
      const move = versionOf(truth, event, tools);
      done.push(entry);
      tally.event(event);
      entry.lifecycle = event;
      entry.since = tools.now;
      if (move) entry.version = move.resource.version;
      if (event === 'missing') entry.lacked = { turn, at: clock };
      else {
        entry.lacked = undefined;
        Object.assign(entry, { links: [], pending: [], lasting: {}, group: null, held: undefined });
      }
      return move ? [move] : [];
    });
    await store.write(listing, steps);
  }
  return done;
};

/**
 * Marks what a complete listing lacks, as far as its grace is over by the listing's own clock; true where an entry changed. A
 * listing that repeats one of a run that died has the number of that one.
 */
export const retire = async (
  listing: string,
  entries: Entries,
  lost: readonly Entry[],
  standing: Pick<Standing, 'turn' | 'clock'>,
  store: PartitionStore,
  tools: Pick<SweepTools, 'run' | 'now' | 'repeats' | 'lifecycle'>,
  tally: Tally,
): Promise<boolean> => {
  const { turn, clock } = standing;
  let noted = false;
  const due = lost.flatMap((entry): Sentenced[] => {
    // What a run marked that never came to its end is not confirmed by the run that repeats it.
    if (entry.lifecycle === 'missing' && tools.repeats !== null && entry.since >= tools.repeats) return [];
    const event = fateOf(entry, turn, clock, tools.lifecycle);
    if (event !== undefined) return [{ entry, event }];
    if (entry.lacked === undefined) {
      entry.lacked = lackedFrom(entry, turn, clock);
      noted = true;
    }
    return [];
  });
  await carryOut(listing, entries, due, standing, store, tools, tally);
  return noted || due.length > 0;
};
