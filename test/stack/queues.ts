/** Queues of the test's own, where it hears what the deployed system tells. */
import {
  DescribeRuleCommand,
  EventBridgeClient,
  ListTargetsByRuleCommand,
  PutRuleCommand,
  PutTargetsCommand,
  TestEventPatternCommand,
} from '@aws-sdk/client-eventbridge';
import { ListTopicsCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  GetQueueUrlCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { ACCOUNT, type MiniStack, REGION } from './ministack.ts';

const arnOf = (queue: string): string => `arn:aws:sqs:${REGION}:${ACCOUNT}:${queue}`;

export interface Ear {
  /** Takes what has come: waits for so many at least, and then until no more come for a while. */
  heard(least: number): Promise<any[]>;
}

/** How often an empty queue is asked again, each time for a second: while less has come than must, and after that. */
const ASKS = { while: 60, after: 3 };

const drained = async (client: SQSClient, QueueUrl: string, least: number): Promise<Message[]> => {
  const all: Message[] = [];
  for (let empty = 0; empty < (all.length < least ? ASKS.while : ASKS.after); ) {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: 10,
        WaitTimeSeconds: 1,
        MessageAttributeNames: ['All'],
      }),
    );
    if (Messages.length === 0) {
      empty++;
      continue;
    }
    empty = 0;
    all.push(...Messages);
    const Entries = Messages.map(({ MessageId, ReceiptHandle }) => ({ Id: MessageId, ReceiptHandle }));
    await client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
  }
  return all;
};

/** What lies in a queue of the stack, as JSON; `least` as an ear has it. */
export const inQueue = async (stack: MiniStack, QueueName: string, least = 0): Promise<any[]> => {
  const client = stack.client(SQSClient);
  const { QueueUrl = '' } = await client.send(new GetQueueUrlCommand({ QueueName }));
  const messages = await drained(client, QueueUrl, least);
  client.destroy();
  return messages.map(({ Body = '' }) => JSON.parse(Body));
};

const openEar = async (stack: MiniStack, QueueName: string, read: (body: any) => any): Promise<Ear> => {
  const client = stack.client(SQSClient);
  const { QueueUrl = '' } = await client.send(new CreateQueueCommand({ QueueName }));
  return {
    heard: async (least) => (await drained(client, QueueUrl, least)).map(({ Body = '' }) => read(JSON.parse(Body))),
  };
};

/** Hears every event of the bus: a rule of the test's own sends all that has the product's source to a queue. */
export const hearEvents = async (stack: MiniStack, EventBusName: string): Promise<Ear> => {
  const ear = await openEar(stack, 'test-events', (event) => event);
  const client = stack.client(EventBridgeClient);
  const Rule = 'test-events';
  await client.send(new PutRuleCommand({ Name: Rule, EventBusName, EventPattern: '{"source":["cadastre"]}' }));
  await client.send(new PutTargetsCommand({ Rule, EventBusName, Targets: [{ Id: Rule, Arn: arnOf('test-events') }] }));
  client.destroy();
  return ear;
};

/** Hears a topic's messages that fit the filter, with their attributes. */
export const hearTopic = async (stack: MiniStack, name: string, filter: object): Promise<Ear> => {
  const queue = `test-${name}`;
  const ear = await openEar(stack, queue, ({ Message, MessageAttributes, Subject }) => ({
    message: Message,
    subject: Subject,
    attributes: Object.fromEntries(
      Object.entries<any>(MessageAttributes ?? {}).map(([key, { Value }]) => [key, Value]),
    ),
  }));
  const client = stack.client(SNSClient);
  const { Topics = [] } = await client.send(new ListTopicsCommand({}));
  const TopicArn = Topics.map(({ TopicArn = '' }) => TopicArn).find((arn) => arn.endsWith(`:${name}`));
  if (TopicArn === undefined) throw new Error(`There is no topic ${name}.`);
  const Attributes = { FilterPolicy: JSON.stringify(filter) };
  await client.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: arnOf(queue), Attributes }));
  client.destroy();
  return ear;
};

/**
 * Brings an event of AWS's own to a rule's target, as the bus does: from others it takes none with such a source. Throws
 * where the rule's pattern does not fit.
 */
export const bringTo = async (stack: MiniStack, Name: string, QueueName: string, event: object): Promise<void> => {
  const bus = stack.client(EventBridgeClient);
  const { EventPattern } = await bus.send(new DescribeRuleCommand({ Name }));
  const { Result } = await bus.send(new TestEventPatternCommand({ EventPattern, Event: JSON.stringify(event) }));
  const { Targets = [] } = await bus.send(new ListTargetsByRuleCommand({ Rule: Name }));
  bus.destroy();
  if (!Result || Targets[0]?.Arn !== arnOf(QueueName)) throw new Error(`${Name} does not bring it to ${QueueName}.`);
  const client = stack.client(SQSClient);
  const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName }));
  await client.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(event) }));
  client.destroy();
};
