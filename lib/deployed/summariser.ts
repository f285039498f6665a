/** The handler that ends a run: its record, its metrics, its digests. */
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import type { Context } from 'aws-lambda';
import { notComplete } from '../register/outcomes.ts';
import { readDeployedConfig } from './config.ts';
import { endExecution, type SummariseOrder } from './end-run.ts';
import { variable } from './functions.ts';
import { logger } from './logger.ts';
import { emit } from './meters.ts';
import { metricsOf } from './run-metrics.ts';
import { openDeployedTable } from './table.ts';
import { openDeployedTargets } from './targets.ts';
import { tellOnce } from './tell.ts';
import { topicsTarget } from './topics.ts';

const openEdges = async () => {
  const { notify, events } = await readDeployedConfig();
  const topics = { owners: variable('ownersTopic'), platform: variable('platformTopic') };
  return {
    database: openDeployedTable(),
    plans: { client: new S3Client({}) },
    targets: {
      digest: [topicsTarget(new SNSClient({}), topics), ...openDeployedTargets(notify, 'digest')],
      events: openDeployedTargets(events, 'events'),
    },
  };
};

export interface Summary {
  readonly run: string;
  /** Listings that are not complete, and roots that could not be read. */
  readonly incomplete: number;
  /** Targets of digests that did not take them; they are sent again after the next run. */
  readonly undelivered: readonly string[];
}

/** Throws a `TellingBusyError` where another run's digests are being sent: the step is to be tried again. */
export const summariseHandler = () => {
  let edges: ReturnType<typeof openEdges> | undefined;
  return async (order: SummariseOrder, context: Context): Promise<Summary> => {
    logger.addContext(context);
    logger.appendKeys({ run: order.run.id });
    try {
      const { database, plans, targets } = await (edges ??= openEdges());
      const run = await endExecution(database, plans, order, () => new Date());
      const undelivered = await tellOnce(database, targets, order.run.execution);
      for (const one of undelivered) logger.error('target did not take everything', { ...one });
      emit({ ...metricsOf(run, Date.now()), TargetsFailed: undelivered.length }, run.providers.join());
      const incomplete = notComplete(run) + run.failedRoots.length;
      logger.info('run completed', { found: run.resources.found, incomplete, calls: run.calls, items: run.items });
      return { run: run.id, incomplete, undelivered: undelivered.map(({ target }) => target) };
    } finally {
      logger.resetKeys();
    }
  };
};
