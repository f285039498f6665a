/** Changes that AWS tells of: rules → a queue that gathers them → what asks for the listings. */
import { Duration, Stack } from 'aws-cdk-lib';
import { CfnEventBusPolicy } from 'aws-cdk-lib/aws-events';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { functions } from '../deployed/functions.ts';
import { changeRules, changesName } from './changes.ts';
import type { Collector } from './collector.ts';
import type { Deployment } from './deployment.ts';
import { DeployedFunction } from './function.ts';
import type { Register } from './register.ts';

/** What changes together is listed once: the longest that Lambda gathers, and as many as it then takes at once. */
const GATHERED = { window: Duration.minutes(5), messages: 1000 };
/** A hint that is older is overtaken by the next run. */
const KEPT = Duration.hours(6);
const TRIES = 5;
/** Times the function's time limit that a message is hidden: what AWS advises, beside the window. */
const HIDDEN = 6;

export class Hints extends Construct {
  readonly ask: DeployedFunction;

  constructor(
    scope: Construct,
    id: string,
    deployment: Deployment,
    register: Register,
    collectors: readonly Collector[],
  ) {
    super(scope, id);
    const stack = Stack.of(this);
    const machines = Object.fromEntries(
      collectors.map(({ provider, stateMachine }) => [provider, stateMachine.stateMachineArn]),
    );
    this.ask = new DeployedFunction(
      this,
      'hints',
      deployment,
      { table: register.table.tableName, stateMachines: stack.toJsonString(machines) },
      [...register.grants('write'), { actions: ['states:StartExecution'], resources: Object.values(machines) }],
    );
    const queue = new Queue(this, 'Changes', {
      queueName: changesName(deployment.deploy),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: KEPT,
      visibilityTimeout: Duration.seconds(HIDDEN * functions.hints.timeoutS + GATHERED.window.toSeconds()),
      deadLetterQueue: { queue: this.ask.failed, maxReceiveCount: TRIES },
    });
    this.ask.function.addEventSource(
      new SqsEventSource(queue, {
        batchSize: GATHERED.messages,
        maxBatchingWindow: GATHERED.window,
        maxConcurrency: 2,
        reportBatchItemFailures: true,
      }),
    );
    queue.grantSendMessages(
      new ServicePrincipal('events.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': stack.account } },
      }),
    );
    changeRules(this, deployment.deploy, { id: 'changes', arn: queue.queueArn });
    this.#takeFromMembers(deployment);
  }

  /** The default bus takes from the organisation what its accounts' rules send on: see changes.ts. */
  #takeFromMembers({ deploy }: Deployment): void {
    if (deploy.organization === undefined) return;
    const stack = Stack.of(this);
    new CfnEventBusPolicy(this, 'Members', {
      statementId: changesName(deploy),
      statement: {
        Sid: changesName(deploy),
        Effect: 'Allow',
        Principal: '*',
        Action: 'events:PutEvents',
        Resource: stack.formatArn({ service: 'events', resource: 'event-bus', resourceName: 'default' }),
        Condition: {
          StringEquals: { 'aws:PrincipalOrgID': deploy.organization.id },
          ArnLike: { 'aws:PrincipalArn': `arn:${stack.partition}:iam::*:role/${changesName(deploy)}` },
        },
      },
    });
  }
}
