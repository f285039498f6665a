/** What is watched, part by part. */
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { Operation } from 'aws-cdk-lib/aws-dynamodb';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { functions as specs } from '../deployed/functions.ts';
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

/** The table's calls that `lib/register/database.ts` makes. */
const operations = [
  Operation.GET_ITEM,
  Operation.BATCH_GET_ITEM,
  Operation.QUERY,
  Operation.PUT_ITEM,
  Operation.UPDATE_ITEM,
  Operation.BATCH_WRITE_ITEM,
];

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

export const ofCollector = ({ provider, stateMachine }: Collector, { deploy }: Deployment): Watch[] => [
  {
    section: 'did-not-run',
    of: provider,
    metric: ownMetric(deploy.name, 'RunsCompleted', provider, 'Sum', HOUR),
    from: 1,
    below: true,
    periods: hoursWithoutRun(deploy.schedule[provider]),
    silenceIsBad: true,
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
    metric: ownMetric(deploy.name, 'ListingsStale', provider, 'Maximum', HOUR),
    from: 1,
  },
  {
    section: 'oldest-listing',
    of: provider,
    metric: ownMetric(deploy.name, 'OldestListingSeconds', provider, 'Maximum', HOUR),
    from: OLDEST_S,
  },
];

export const ofTable = ({ table }: Register): Watch[] => [
  {
    section: 'table-throttled',
    of: 'table',
    metric: table.metricThrottledRequestsForOperations({ operations, period: FIVE_MINUTES }),
    // A few are waited out by whoever asks.
    from: 100,
    periods: 3,
  },
  {
    section: 'table-errors',
    of: 'table',
    metric: table.metricSystemErrorsForOperations({ operations, period: FIVE_MINUTES }),
    from: 10,
    periods: 2,
  },
];

export const ofPublisher = ({ function: one }: DeployedFunction): Watch => ({
  section: 'publisher-behind',
  of: 'publisher',
  metric: one.metric('IteratorAge', { period: FIVE_MINUTES, statistic: 'Maximum' }),
  from: LATE_EVENTS_MS,
});

export const ofUndelivered = (queue: Queue): Watch => ({
  section: 'dead-letters',
  of: 'undelivered',
  metric: lettersIn(queue),
  from: 1,
});
