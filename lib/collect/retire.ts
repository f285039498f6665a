/** What a complete listing no longer has: missing first, retired when the next complete listing agrees. */
import type { Entry } from './entry.ts';
import type { PartitionStore } from './store.ts';
import type { SweepTools } from './sweep.ts';
import type { Tally } from './tally.ts';
import { versionOf } from './versions.ts';

/** How many lost resources are read and written at once: memory stays bounded by it. */
const RETIRE_BATCH = 500;

/** `missing` at the first complete listing without it, `retired` at the next; true where there was any. */
export const retire = async (
  listing: string,
  lost: readonly Entry[],
  store: PartitionStore,
  tools: SweepTools,
  tally: Tally,
): Promise<boolean> => {
  // What a run marked that never came to its end is not confirmed by the run that repeats it.
  const repeated = ({ lifecycle, since }: Entry) =>
    lifecycle === 'missing' && tools.repeats !== null && since >= tools.repeats;
  const told = lost.filter((entry) => !repeated(entry));
  for (let from = 0; from < told.length; from += RETIRE_BATCH) {
    const batch = told.slice(from, from + RETIRE_BATCH);
    const truths = await store.truth(
      batch.map(({ id }) => id),
      new Map(batch.map(({ id, version }) => [id, version])),
    );
    const steps = batch.flatMap((entry) => {
      const event = entry.lifecycle === 'missing' ? 'retired' : 'missing';
      const move = versionOf(truths.get(entry.id), event, tools);
      tally.event(event);
      entry.lifecycle = event;
      entry.since = tools.now;
      if (move) entry.version = move.resource.version;
      if (event === 'retired') Object.assign(entry, { links: [], pending: [], group: null });
      return move ? [move] : [];
    });
    await store.write(listing, steps);
  }
  return told.length > 0;
};
