/** When a provider is collected: a schedule in a group of its own, so that its invocations are counted apart. */
import { Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule, CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Collector } from './collector.ts';
import type { Deployment } from './deployment.ts';
import { grant } from './grant.ts';

/** Tries to start a run before the next one is due anyway. */
const TRIES = 10;
const TRY_FOR_S = 3600;

/** Hours where they are whole: as people say it. */
const rateOf = (minutes: number): string => {
  const [count, unit] = minutes % 60 === 0 ? [minutes / 60, 'hour'] : [minutes, 'minute'];
  return `rate(${count} ${unit}${count === 1 ? '' : 's'})`;
};

export class Schedule extends Construct {
  constructor(scope: Construct, collector: Collector, deployment: Deployment, failed: Queue) {
    const { provider, stateMachine } = collector;
    super(scope, `Schedule-${provider}`);
    const { deploy, names } = deployment;
    const name = names.stateMachine(provider);
    const group = new CfnScheduleGroup(this, 'Group', { name });
    const role = new Role(this, 'Role', {
      roleName: `${name}-schedule`,
      description: `Starts collections of ${provider} (Cadastre)`,
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    });
    grant(role, [
      { actions: ['states:StartExecution'], resources: [stateMachine.stateMachineArn] },
      { actions: ['sqs:SendMessage'], resources: [failed.queueArn] },
    ]);
    const { flexibleMinutes } = deploy.schedule;
    const schedule = new CfnSchedule(this, 'Schedule', {
      name,
      groupName: name,
      description: `Collects ${provider} (Cadastre)`,
      scheduleExpression: rateOf(deploy.schedule[provider]),
      flexibleTimeWindow:
        flexibleMinutes === 0 ? { mode: 'OFF' } : { mode: 'FLEXIBLE', maximumWindowInMinutes: flexibleMinutes },
      target: {
        arn: stateMachine.stateMachineArn,
        roleArn: role.roleArn,
        input: '{}',
        deadLetterConfig: { arn: failed.queueArn },
        retryPolicy: { maximumRetryAttempts: TRIES, maximumEventAgeInSeconds: TRY_FOR_S },
      },
    });
    schedule.addResourceDependency(group);
  }
}
