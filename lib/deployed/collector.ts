/** The handler of a provider's collector. */
import { S3Client } from '@aws-sdk/client-s3';
import type { Context } from 'aws-lambda';
import type { ProviderId } from '../providers/types.ts';
import type { OpenSource } from '../runs/source.ts';
import { type CollectAnswer, type CollectOrder, collectItem, timeBudget } from './collect-work.ts';
import { readDeployedConfig } from './config.ts';
import type { Planned } from './execution.ts';
import { variable } from './functions.ts';
import { logger, logProgress } from './logger.ts';
import { type CollectorEdges, type PlanOrder, planRun } from './plan-run.ts';
import { openDeployedTable } from './table.ts';
import { type TriedRoots, type TryOrder, tryRoots } from './try-roots.ts';

const openEdges = async (provider: ProviderId, open: OpenSource): Promise<CollectorEdges> => ({
  provider,
  open,
  config: await readDeployedConfig(),
  database: openDeployedTable(),
  plans: { client: new S3Client({}), bucket: variable('plans') },
  onProgress: logProgress,
  onBegun: (run) => logger.appendKeys({ run }),
  now: () => new Date(),
});

/** Plans a run, collects a partition of it or tries the roots, as the order says. What fails is thrown, by its name. */
export const collectorHandler = (provider: ProviderId, open: OpenSource) => {
  let edges: Promise<CollectorEdges> | undefined;
  return async (
    order: PlanOrder | CollectOrder | TryOrder,
    context: Context,
  ): Promise<Planned | CollectAnswer | TriedRoots> => {
    logger.addContext(context);
    const opened = await (edges ??= openEdges(provider, open));
    if (order.action === 'try') return tryRoots(opened, () => context.getRemainingTimeInMillis());
    try {
      if (order.action === 'plan') {
        const planned = await planRun(opened, order);
        const { partitions, skipped } = planned;
        logger.info(skipped ? 'another run is under way' : 'planned', { provider, partitions });
        return planned;
      }
      logger.appendKeys({ run: order.run.id, partition: order.item.id });
      return await collectItem(
        opened,
        order,
        timeBudget(() => context.getRemainingTimeInMillis()),
      );
    } finally {
      logger.resetKeys();
    }
  };
};
