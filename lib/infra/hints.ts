/** Changes that AWS tells of: rules → a queue that gathers them → what asks for the listings. */
import { Duration, Stack } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { hintQueue } from '../deployed/hint-queue.ts';
import { changeRules, changesName, rulesOf } from './changes.ts';
import type { Collector } from './collector.ts';
import type { Deployment } from './deployment.ts';
import { DeployedFunction } from './function.ts';
import type { Register } from './register.ts';
import { takeFromMembers } from './taken.ts';

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
      retentionPeriod: Duration.seconds(hintQueue.keptS),
      visibilityTimeout: Duration.seconds(hintQueue.hiddenS),
      deadLetterQueue: { queue: this.ask.failed, maxReceiveCount: hintQueue.tries },
    });
    this.ask.function.addEventSource(
      new SqsEventSource(queue, {
        batchSize: hintQueue.messages,
        maxBatchingWindow: Duration.seconds(hintQueue.windowS),
        maxConcurrency: 2,
        reportBatchItemFailures: true,
      }),
    );
    queue.grantSendMessages(rulesOf(this, `${changesName(deployment.deploy)}-*`));
    changeRules(this, deployment.deploy, { id: 'changes', arn: queue.queueArn });
    takeFromMembers(this, deployment);
  }
}
