/** The last step of an execution: ends its run with what its parts came to, those that never came among them. */
import { noCounts } from '../collect/tally.ts';
import type { Database } from '../register/database.ts';
import { letGo } from '../register/let-go.ts';
import { freeLock } from '../register/locks.ts';
import { PLANNING, runParts } from '../register/run-parts.ts';
import { readRun } from '../register/runs.ts';
import type { FailedRoot, RootsClosed, Run } from '../register/types.ts';
import { endRun, noLedger, Parts } from '../runs/record.ts';
import { notCollected } from '../runs/work.ts';
import { type ExecutionRun, runLock } from './execution.ts';
import { type PlanPlace, type PlanStore, partitionOf, readPlanned } from './plans.ts';

export interface SummariseOrder extends PlanPlace {
  readonly action: 'summarise';
  readonly run: ExecutionRun;
}

/** Why a partition of the plan has no part in the run that came to its end. */
const UNFINISHED =
  'its collection failed or was called off: the state machine’s execution and the function’s log say why';

/** Ends the run, once: a step that is repeated gives what was written the first time. The next run may begin then. */
export const endExecution = async (
  database: Database,
  plans: Pick<PlanStore, 'client'>,
  { run: begun, bucket, key }: SummariseOrder,
  now: () => Date,
): Promise<Run> => {
  const known = await readRun(database, begun.id);
  const ended = known?.finishedAt ? known : await summed(database, plans, begun, { bucket, key }, now);
  for (const provider of begun.providers) await freeLock(database, runLock(provider, begun.execution));
  return ended;
};

const summed = async (
  database: Database,
  plans: Pick<PlanStore, 'client'>,
  { execution: _, ...begun }: ExecutionRun,
  place: PlanPlace,
  now: () => Date,
): Promise<Run> => {
  const parts = new Parts();
  const finished = new Set<string>();
  let failedRoots: readonly FailedRoot[] = [];
  let closed: readonly RootsClosed[] = [];
  for await (const part of runParts(database, begun.id)) {
    parts.add(part);
    if (part.partition === PLANNING) ({ failedRoots = [], closed = [] } = part);
    else if (part.finished) finished.add(part.partition);
  }
  const work = await readPlanned(plans, place);
  for (const item of work) {
    if (finished.has(item.id)) continue;
    const partition = await partitionOf({ ...plans, bucket: place.bucket }, item);
    parts.add({ outcomes: [notCollected(partition, UNFINISHED)], counts: noCounts, ...noLedger });
  }
  // A root that could not be planned may have partitions that nobody knows of now.
  if (!begun.partial && failedRoots.length === 0)
    await letGo(database, {
      ...{ providers: begun.providers, run: begun.id, now: begun.startedAt, takeOver: false },
      planned: work.map((item) => ({
        ...{ id: item.id, provider: item.provider, root: item.root },
        accounts: async () =>
          (await partitionOf({ ...plans, bucket: place.bucket }, item)).accounts.map((account) => account.id),
      })),
    });
  const finishedAt = now().toISOString();
  return endRun(database, begun, parts, {
    partitions: work.length,
    failedRoots,
    closed,
    finishedAt,
    own: () => noLedger,
  });
};
