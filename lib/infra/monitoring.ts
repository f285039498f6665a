/** Who watches: an alarm for each thing that can go wrong, to the platform team's topic, and a dashboard. */
import { Duration } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, Metric, TextWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { MetricName } from '../deployed/metrics.ts';
import { addAlarm, HOUR, ownMetric } from './alarms.ts';
import type { Collector } from './collector.ts';
import type { Deployment } from './deployment.ts';
import type { DeployedFunction } from './function.ts';
import type { Register } from './register.ts';
import { ofCollector, ofFunction, ofPublisher, ofTable, ofUndelivered } from './watches.ts';

export interface Watched {
  readonly functions: readonly DeployedFunction[];
  readonly collectors: readonly Collector[];
  readonly register: Register;
  readonly publisher: DeployedFunction;
  /** Events and starts that could not be delivered. */
  readonly undelivered: Queue;
  readonly topic: Topic;
}

export class Monitoring extends Construct {
  constructor(scope: Construct, id: string, deployment: Deployment, watched: Watched) {
    super(scope, id);
    const { deploy, providers } = deployment;
    const { functions, collectors, register, publisher, undelivered, topic } = watched;
    const options = { name: deploy.name, runbookAt: deploy.runbook, action: new SnsAction(topic) };
    const watches = [
      ...functions.flatMap(ofFunction),
      ...collectors.flatMap((one) => ofCollector(one, deployment)),
      ...ofTable(register),
      ofPublisher(publisher),
      ofUndelivered(undelivered),
    ];
    for (const watch of watches) addAlarm(this, watch, options);

    const own = (title: string, ...names: readonly MetricName[]) =>
      new GraphWidget({
        title,
        width: 8,
        left: names.flatMap((name) =>
          providers.map((provider) =>
            ownMetric(deploy.name, name, provider, 'Maximum', HOUR).with({ label: `${provider} ${name}` }),
          ),
        ),
      });
    const consumed = (metricName: string) =>
      new Metric({
        namespace: 'AWS/DynamoDB',
        metricName,
        dimensionsMap: { TableName: register.table.tableName },
        statistic: 'Sum',
        period: HOUR,
      });
    new Dashboard(this, 'Dashboard', {
      dashboardName: deploy.name,
      defaultInterval: Duration.days(7),
      widgets: [
        [new TextWidget({ width: 24, height: 1, markdown: `Cadastre. What to do: ${deploy.runbook}` })],
        [
          own('Resources', 'ResourcesFound', 'ResourcesChanged'),
          own('Listings', 'ListingsComplete', 'ListingsIncomplete', 'ListingsStale'),
          own('Runs, seconds', 'RunSeconds', 'OldestListingSeconds'),
        ],
        [
          new GraphWidget({
            title: 'Functions: errors',
            width: 8,
            left: functions.map(({ function: one }) => one.metricErrors({ period: HOUR })),
          }),
          new GraphWidget({
            title: 'Functions: longest call',
            width: 8,
            left: functions.map(({ function: one }) => one.metricDuration({ period: HOUR, statistic: 'Maximum' })),
          }),
          new GraphWidget({
            title: 'Table: units',
            width: 8,
            left: [consumed('ConsumedWriteCapacityUnits'), consumed('ConsumedReadCapacityUnits')],
          }),
        ],
      ],
    });
  }
}
