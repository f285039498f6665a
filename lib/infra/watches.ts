/** What is watched, part by part. */
import { type IMetric, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { functions as specs } from '../deployed/functions.ts';
import { table } from '../register/table.ts';
import { FIVE_MINUTES, HOUR, ownMetric, type Watch } from './alarms.ts';
import type { Collector } from './collector.ts';
import type { Deployment } from './deployment.ts';
import type { DeployedFunction } from './function.ts';
import type { Register } from './register.ts';

/** The share of its time limit from which on a function that does not plan its time is near it. */
const NEAR = 0.9;
/** Of the collectors, which stop by themselves a minute before it, this is at their limit: they did not come to stop. */
const NEAR_FOR_COLLECTORS = 0.97;
const OLDEST_S = 2 * 86_400;
const LATE_EVENTS_MS = 3_600_000;
/** CloudWatch looks back a week at most. */
const MOST_HOURS = 168;

/** Calls of `lib/register/database.ts`, one of each sort: where DynamoDB fails, it fails with all of a sort. */
const operations = ['BatchWriteItem', 'UpdateItem', 'BatchGetItem', 'Query'] as const;

/** Errors, throttles, duration near its limit, and what it gave up. */
export const ofFunction = ({ id, function: one, failed }: DeployedFunction): Watch[] => {
  const { timeoutS, entry } = specs[id];
  const share = /\/(aws|azure|gcp)\.ts$/.test(entry) ? NEAR_FOR_COLLECTORS : NEAR;
  return [
    { section: 'function-errors', of: id, metric: one.metricErrors({ period: FIVE_MINUTES }), from: 1 },
    {
      section: 'function-throttles',
      of: id,
      metric: one.metricThrottles({ period: FIVE_MINUTES }),
      from: 1,
      periods: 3,
    },
    {
      section: 'function-duration',
      of: id,
      metric: one.metricDuration({ period: FIVE_MINUTES, statistic: 'Maximum' }),
      from: timeoutS * 1000 * share,
    },
    { section: 'dead-letters', of: id, metric: lettersIn(failed), from: 1 },
  ];
};

const lettersIn = (queue: Queue): IMetric =>
  queue.metricApproximateNumberOfMessagesVisible({ period: FIVE_MINUTES, statistic: 'Maximum' });

/** Two runs and an hour: the first may be late, and a run takes its time. */
const hoursWithoutRun = (everyMinutes: number): number => Math.min(MOST_HOURS, Math.ceil((2 * everyMinutes) / 60) + 1);

/** That a provider is collected, that its runs end, and how old its listings grow. */
export const ofCollector = ({ provider, stateMachine }: Collector, { deploy }: Deployment): Watch[] => [
  {
    section: 'did-not-run',
    of: provider,
    metric: ownMetric(deploy.name, 'RunsCompleted', provider, 'Sum', HOUR),
    from: 1,
    below: true,
    periods: hoursWithoutRun(deploy.schedule[provider]),
    silence: 'bad',
  },
  { section: 'run-failed', of: provider, metric: stateMachine.metricFailed({ period: FIVE_MINUTES }), from: 1 },
  {
    section: 'run-failed',
    of: `${provider}-late`,
    metric: stateMachine.metricTimedOut({ period: FIVE_MINUTES }),
    from: 1,
  },
  {
    section: 'listings-stale',
    of: provider,
    // Told once a run: between two, it is as it was.
    metric: ownMetric(deploy.name, 'ListingsStale', provider, 'Maximum', HOUR),
    from: 1,
    silence: 'says nothing',
  },
  {
    section: 'oldest-listing',
    of: provider,
    metric: ownMetric(deploy.name, 'OldestListingSeconds', provider, 'Maximum', HOUR),
    from: OLDEST_S,
    silence: 'says nothing',
  },
  {
    section: 'not-told',
    of: provider,
    metric: ownMetric(deploy.name, 'TargetsFailed', provider, 'Maximum', HOUR),
    from: 1,
    silence: 'says nothing',
  },
];

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html */
const tableMetric = (TableName: string, metricName: string, more: Readonly<Record<string, string>> = {}): IMetric =>
  new Metric({
    namespace: 'AWS/DynamoDB',
    metricName,
    dimensionsMap: { TableName, ...more },
    period: FIVE_MINUTES,
    statistic: 'Sum',
  });

/**
 * Each on its own: a metric is there only while there is something to count, and a sum of some that are not there is none.
 * Of batches, refused writes are counted one by one as events; as requests only where all of a batch was refused.
 */
export const ofTable = ({ table: { tableName } }: Register): Watch[] => {
  const throttled = (of: string, metric: IMetric): Watch => ({
    section: 'table-throttled',
    of,
    metric,
    // A few are waited out by whoever asks.
    from: 100,
    periods: 3,
  });
  return [
    throttled('reads', tableMetric(tableName, 'ReadThrottleEvents')),
    throttled('writes', tableMetric(tableName, 'WriteThrottleEvents')),
    ...Object.values(table.indexes).map(({ name }) =>
      throttled(`writes-${name}`, tableMetric(tableName, 'WriteThrottleEvents', { GlobalSecondaryIndexName: name })),
    ),
    ...operations.map(
      (Operation): Watch => ({
        section: 'table-errors',
        of: Operation,
        metric: tableMetric(tableName, 'SystemErrors', { Operation }),
        from: 10,
        periods: 2,
      }),
    ),
  ];
};

/** How long records of the stream wait to be told. */
export const ofPublisher = ({ function: one }: DeployedFunction): Watch => ({
  section: 'publisher-behind',
  of: 'publisher',
  metric: one.metric('IteratorAge', { period: FIVE_MINUTES, statistic: 'Maximum' }),
  from: LATE_EVENTS_MS,
});

/** What the schedules and rules could not deliver. */
export const ofUndelivered = (queue: Queue): Watch => ({
  section: 'dead-letters',
  of: 'undelivered',
  metric: lettersIn(queue),
  from: 1,
});
