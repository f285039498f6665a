/** Alarms as data: what each watches, from when on it is one, and which section of the runbook says what to do. */
import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  type IAlarmAction,
  type IMetric,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { DIMENSION, type MetricName, NAMESPACE } from '../deployed/metrics.ts';
import type { ProviderId } from '../providers/types.ts';

/** Sections of docs/runbook.md, each with what an alarm of it says. */
export const runbook = {
  'function-errors': 'A function fails.',
  'function-throttles': 'A function is not started as often as it is called.',
  'function-duration': 'A function is near its time limit.',
  'dead-letters': 'Something was given up, and lies in a queue.',
  'did-not-run': 'A provider was not collected when it was due.',
  'run-failed': 'A run failed, and is to be redriven or left to the next one.',
  'listings-stale': 'Listings were not complete for a day.',
  'oldest-listing': 'A listing was not complete for two days.',
  'not-told': 'Somebody did not get their digest.',
  'table-throttled': 'The table throttles.',
  'table-errors': 'The table fails.',
  'publisher-behind': 'Events come late.',
} as const;

export type RunbookSection = keyof typeof runbook;

export interface Watch {
  readonly section: RunbookSection;
  /** What it is about: a function, a queue, a provider. */
  readonly of: string;
  readonly metric: IMetric;
  /** An alarm from this value on; with `below`, under it. */
  readonly from: number;
  readonly below?: true;
  /** Periods in a row; default 1. */
  readonly periods?: number;
  /** What nothing to count says: that all is well, by default; as much as a bad count; or nothing, until there is a count. */
  readonly silence?: 'bad' | 'says nothing';
}

/** A metric of the functions' own: see lib/deployed/metrics.ts. */
export const ownMetric = (
  service: string,
  name: MetricName,
  provider: ProviderId | 'all',
  statistic: string,
  period: Duration,
): Metric =>
  new Metric({
    namespace: NAMESPACE,
    metricName: name,
    dimensionsMap: { service, [DIMENSION]: provider },
    statistic,
    period,
  });

/** What a log's metrics are gathered by, and what lasts. */
export const FIVE_MINUTES = Duration.minutes(5);
export const HOUR = Duration.hours(1);

export interface AlarmsOptions {
  /** What every alarm is named by. */
  readonly name: string;
  /** Where the runbook can be read. */
  readonly runbookAt: string;
  readonly action: IAlarmAction;
}

/** An alarm that tells when it begins and when it is over, and names its section of the runbook. */
export const addAlarm = (
  scope: Construct,
  { section, of, metric, from, below, periods = 1, silence }: Watch,
  { name, runbookAt, action }: AlarmsOptions,
): Alarm => {
  const alarm = new Alarm(scope, `${section}-${of}`, {
    alarmName: `${name}-${section}-${of}`,
    alarmDescription: `${runbook[section]} (${of}) What to do: ${runbookAt}#${section}`,
    metric,
    threshold: from,
    comparisonOperator: below
      ? ComparisonOperator.LESS_THAN_THRESHOLD
      : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    evaluationPeriods: periods,
    treatMissingData:
      silence === undefined
        ? TreatMissingData.NOT_BREACHING
        : { bad: TreatMissingData.BREACHING, 'says nothing': TreatMissingData.IGNORE }[silence],
  });
  alarm.addAlarmAction(action);
  alarm.addOkAction(action);
  return alarm;
};
