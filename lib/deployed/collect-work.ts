/** A step of an execution: collects one partition of a run, in as many calls as it takes. */

import { noCounts } from '../collect/tally.ts';
import type { TimeBudget } from '../collect/time.ts';
import { connectionsOf } from '../config/connections.ts';
import type { Listing } from '../kinds/listing.ts';
import type { Database } from '../register/database.ts';
import { believedDirectory } from '../register/directory.ts';
import { keepLock } from '../register/locks.ts';
import { readPart, savePart } from '../register/run-parts.ts';
import { countingMeter } from '../runs/meter.ts';
import { addLedgers, noLedger } from '../runs/record.ts';
import { rootIdOf } from '../runs/root-id.ts';
import { rulesOf } from '../runs/rules.ts';
import { collectWork, notCollected, type Work } from '../runs/work.ts';
import { type ExecutionRun, RunOverError, runLock } from './execution.ts';
import type { CollectorEdges } from './plan-run.ts';
import { partitionOf, type Target, type WorkItem } from './plans.ts';

export interface CollectOrder {
  readonly action: 'collect';
  readonly run: ExecutionRun;
  readonly item: WorkItem;
}

/** `continue`: call again with the same; the rest goes on where this call ended. */
export interface CollectAnswer extends Pick<CollectOrder, 'run' | 'item'> {
  readonly state: 'done' | 'continue';
}

/** Whether a listing brings what changed. */
const brings =
  (targets: readonly Target[]) =>
  ({ kinds, place }: Listing): boolean =>
    targets.some(
      ({ kind, region }) =>
        (kinds === '*' || kinds.includes(kind)) &&
        (place.region === undefined || place.region === 'global' || place.region === region),
    );

/** Of the time that a call has: what a listing may take at least, and what saving what it did takes, milliseconds. */
const FOR_A_LISTING_MS = 5 * 60_000;
const FOR_SAVING_MS = 60_000;

/** `remaining` gives the milliseconds that are left of the call. */
export const timeBudget = (remaining: () => number): TimeBudget => {
  const all = remaining();
  // A call that has little time from its beginning still begins something, or it would never come further.
  const listing = Math.min(FOR_A_LISTING_MS, all / 2);
  const saving = Math.min(FOR_SAVING_MS, all / 5);
  return {
    low: () => remaining() < listing,
    over: () => remaining() < saving,
    used: () => 1 - remaining() / all,
  };
};

const collected = async (
  { database, plans, config, open, onProgress }: CollectorEdges,
  { run, item }: CollectOrder,
  time: TimeBudget,
  meter: ReturnType<typeof countingMeter>,
): Promise<Work> => {
  const partition = await partitionOf(plans, item);
  const root = config.roots.find((one) => rootIdOf(one) === item.root);
  if (root === undefined) {
    const reason = `the config that was deployed meanwhile no longer names the root ${item.root}`;
    return {
      partition: item.id,
      finished: true,
      outcomes: [notCollected(partition, reason)],
      counts: noCounts,
    };
  }
  const directory = await believedDirectory(database, config.owners.directory);
  const source = await open(root, connectionsOf(root), meter);
  try {
    return await collectWork(source, partition, {
      database,
      run,
      rules: rulesOf({ ...config, owners: { ...config.owners, directory } }),
      lifecycle: config.lifecycle,
      leaveOut: config.leaveOut,
      selection: config.selection,
      listings: config.concurrency.listings,
      historyDays: config.historyDays,
      takeOver: false,
      time,
      only: item.only && brings(item.only),
      onProgress,
    });
  } finally {
    await source.close();
  }
};

/** What was counted between two moments. */
const since = (database: Database, before: Database['count']) => ({
  read: database.count.read - before.read,
  written: database.count.written - before.written,
});

/** Throws a `RunOverError` where another execution has taken over, and what `collectWork` throws. */
export const collectItem = async (
  edges: CollectorEdges,
  order: CollectOrder,
  time: TimeBudget,
): Promise<CollectAnswer> => {
  const { database, provider, onProgress } = edges;
  const { run, item } = order;
  if (!(await keepLock(database, runLock(provider, run.execution))))
    throw new RunOverError(
      `The run ${run.id} no longer holds ${provider}: another one collects it. Nothing is lost; let that one end.`,
    );
  const before = { ...database.count };
  const earlier = (await readPart(database, run.id, item.id)) ?? noLedger;
  const meter = countingMeter(onProgress);
  const work = await collected(edges, order, time, meter);
  const ledger = addLedgers(earlier, { calls: meter.calls, items: since(database, before) });
  await savePart(database, run.id, { ...work, ...ledger }, run.startedAt);
  return { state: work.finished ? 'done' : 'continue', run, item };
};
