/**
 * What Lambda does between a table's stream and a function, which MiniStack does in part only: it passes over what the
 * function says that it could not take, never halves a batch, and tries for ever. As AWS documents it
 * (https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html), by the mapping's own settings.
 */
import {
  type EventSourceMappingConfiguration,
  InvokeCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { MiniStack, Reach } from './ministack.ts';

export interface StreamRecord {
  readonly eventID: string;
  readonly eventName: string;
  readonly dynamodb: { readonly SequenceNumber: string; readonly NewImage?: any; readonly OldImage?: any };
}

export interface Stream {
  /** What was written since it was opened or read last, in its order. */
  read(): Promise<StreamRecord[]>;
}

/** Opens a table's stream at its end. The SDK's client for streams would be a package for four calls. */
export const openStream = async ({ endpoint, region, credentials }: Reach, TableName: string): Promise<Stream> => {
  const call = async (operation: string, input: object): Promise<any> => {
    const answer = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `DynamoDBStreams_20120810.${operation}`,
        authorization: `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/20260101/${region}/dynamodb/aws4_request, SignedHeaders=host, Signature=any`,
      },
      body: JSON.stringify(input),
    });
    if (!answer.ok) throw new Error(`${operation}: ${await answer.text()}`);
    return answer.json();
  };
  const { Streams } = await call('ListStreams', { TableName });
  const { StreamArn } = Streams[0];
  const { StreamDescription } = await call('DescribeStream', { StreamArn });
  const { ShardId } = StreamDescription.Shards.at(-1);
  let { ShardIterator } = await call('GetShardIterator', { StreamArn, ShardId, ShardIteratorType: 'LATEST' });
  return {
    async read() {
      const records: StreamRecord[] = [];
      for (;;) {
        const page = await call('GetRecords', { ShardIterator });
        ShardIterator = page.NextShardIterator;
        if (page.Records.length === 0) return records;
        records.push(...page.Records);
      }
    },
  };
};

/** The mapping of the function's stream as it was deployed; from then on only `deliver` calls the function. */
export const takeOver = async (stack: MiniStack, FunctionName: string): Promise<EventSourceMappingConfiguration> => {
  const lambda = stack.client(LambdaClient);
  const { EventSourceMappings = [] } = await lambda.send(new ListEventSourceMappingsCommand({ FunctionName }));
  const mapping = EventSourceMappings.find(({ EventSourceArn }) => EventSourceArn?.includes('/stream/'));
  if (mapping === undefined) throw new Error(`${FunctionName} has no stream.`);
  await lambda.send(new UpdateEventSourceMappingCommand({ UUID: mapping.UUID, Enabled: false }));
  lambda.destroy();
  return mapping;
};

/** Brings records to the mapping's function until each is taken or given up; gives how often the function was called. */
export const deliver = async (
  stack: MiniStack,
  mapping: EventSourceMappingConfiguration,
  records: readonly StreamRecord[],
): Promise<number> => {
  const lambda = stack.client(LambdaClient);
  const sqs = stack.client(SQSClient);
  let calls = 0;

  /** How many records from the first on were taken: all, or those before the first that the function names. */
  const taken = async (batch: readonly StreamRecord[]): Promise<number> => {
    calls++;
    const Payload = JSON.stringify({ Records: batch });
    const { FunctionError, Payload: answer } = await lambda.send(
      new InvokeCommand({ FunctionName: mapping.FunctionArn, Payload }),
    );
    if (FunctionError !== undefined) return 0;
    if (!mapping.FunctionResponseTypes?.includes('ReportBatchItemFailures')) return batch.length;
    const { batchItemFailures = [] } = JSON.parse(answer?.transformToString() || '{}') ?? {};
    const named = new Set(batchItemFailures.map((one: any) => one.itemIdentifier));
    const first = batch.findIndex(({ dynamodb }) => named.has(dynamodb.SequenceNumber));
    return first < 0 ? batch.length : first;
  };

  const giveUp = async (batch: readonly StreamRecord[]): Promise<void> => {
    const QueueUrl = mapping.DestinationConfig?.OnFailure?.Destination;
    if (QueueUrl === undefined) return;
    const MessageBody = JSON.stringify({
      requestContext: { functionArn: mapping.FunctionArn, condition: 'RetryAttemptsExhausted' },
      DDBStreamBatchInfo: {
        streamArn: mapping.EventSourceArn,
        batchSize: batch.length,
        startSequenceNumber: batch[0]?.dynamodb.SequenceNumber,
        endSequenceNumber: batch.at(-1)?.dynamodb.SequenceNumber,
      },
    });
    const [account, name] = QueueUrl.split(':').slice(-2);
    await sqs.send(new SendMessageCommand({ QueueUrl: `${stack.endpoint}/${account}/${name}`, MessageBody }));
  };

  const bring = async (batch: readonly StreamRecord[], tries: number): Promise<void> => {
    const done = await taken(batch);
    const rest = batch.slice(done);
    if (rest.length === 0) return;
    // What was taken is not brought again; a batch none of which was taken is halved, which counts as no try.
    if (done > 0) return bring(rest, tries);
    if (mapping.BisectBatchOnFunctionError && rest.length > 1) {
      const half = Math.ceil(rest.length / 2);
      await bring(rest.slice(0, half), tries);
      return bring(rest.slice(half), tries);
    }
    return tries >= (mapping.MaximumRetryAttempts ?? 0) ? giveUp(rest) : bring(rest, tries + 1);
  };

  const size = mapping.BatchSize ?? 100;
  for (let i = 0; i < records.length; i += size) await bring(records.slice(i, i + size), 0);
  lambda.destroy();
  sqs.destroy();
  return calls;
};
