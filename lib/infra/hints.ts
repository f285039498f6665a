/** Changes that AWS tells of: rules → a queue that gathers them → what asks for the listings. */
import { Duration, Stack } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { functions } from '../deployed/functions.ts';
import { changeRules, changesName, rulesOf } from './changes.ts';
import type { Collector } from './collector.ts';
import type { Deployment } from './deployment.ts';
import { DeployedFunction } from './function.ts';
import type { Register } from './register.ts';
import { takeFromMembers } from './taken.ts';

/** What changes together is listed once: the longest that Lambda gathers, and as many as it then takes at once. */
const GATHERED = { window: Duration.minutes(5), messages: 1000 };
/** A hint that is older is overtaken by the next run. */
const KEPT = Duration.hours(6);
const TRIES = 5;
/** Times the function's time limit that a message is hidden: what AWS advises, beside the window. */
const HIDDEN = 6;

export class Hints extends Construct {
  readonly ask: DeployedFunction;

  constructor(scope: Construct, id: string, deployment: Deployment, register: Register, aws: Collector) {
    super(scope, id);
    const stack = Stack.of(this);
    const machine = aws.stateMachine.stateMachineArn;
    this.ask = new DeployedFunction(
      this,
      'hints',
      deployment,
      { table: register.table.tableName, stateMachines: stack.toJsonString({ aws: machine }) },
      [...register.grants('read'), { actions: ['states:StartExecution'], resources: [machine] }],
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
    queue.grantSendMessages(rulesOf(this, `${changesName(deployment.deploy)}-*`));
    changeRules(this, deployment.deploy, { id: 'changes', arn: queue.queueArn });
    takeFromMembers(this, deployment);
  }
}
