/**
 * The state machine as it is synthesised, on another's understanding of Step Functions, with the real bundles: the plan
 * read from S3 by a distributed map, tries again by the names of errors, an answer to `continue`.
 */
import { randomUUID } from 'node:crypto';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateVolumeCommand, EC2Client } from '@aws-sdk/client-ec2';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import {
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  DescribeExecutionCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { CreateTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, describe, expect, it, onTestFailed } from 'vitest';
import { functions, variables } from '../../lib/deployed/functions.ts';
import { type Bundles, bundleAll } from '../../lib/infra/bundle.ts';
import { Database } from '../../lib/register/database.ts';
import { takeLease } from '../../lib/register/lease.ts';
import { openReader } from '../../lib/register/reader.ts';
import type { RegisterReader } from '../../lib/register/types.ts';
import { type Front, openFront } from '../standins/front.ts';
import { type Moto, startMoto } from '../standins/moto.ts';
import type { Template } from './adapt.ts';
import { type Assembly, synthesise } from './assembly.ts';
import { configOf, NAME } from './deployment.ts';
import { type LambdaFront, openLambdaFront } from './lambda-front.ts';
import { ACCOUNT, REGION } from './ministack.ts';

const BUCKET = 'plans';
const credentials = { accessKeyId: ACCOUNT, secretAccessKey: 'any' };

let front: LambdaFront;
let moto: Moto;
/** AWS as it is collected. */
let aws: Front;
let bundles: Bundles;
let assembly: Assembly;
let database: Database;
let reader: RegisterReader;
let definition: string;
const client = <Client>(service: new (config: any) => Client): Client =>
  new service({ endpoint: front.url, region: REGION, credentials });

const ofType = (template: Template, type: string): any[] =>
  Object.values(template.Resources)
    .filter(({ Type }) => Type === type)
    .map(({ Properties }) => Properties);

/** The definition with what it refers to, each by its physical name, and with what moto's engine cannot read put so that it can. */
const definitionIn = ({ Resources }: Template): string => {
  const [{ DefinitionString }] = ofType({ Resources }, 'AWS::StepFunctions::StateMachine');
  const text = DefinitionString['Fn::Join'][1]
    .map((part: any) => {
      if (typeof part === 'string') return part;
      if (part.Ref === 'AWS::Partition') return 'aws';
      const { FunctionName } = Resources[part['Fn::GetAtt'][0]]!.Properties!;
      return `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${FunctionName}`;
    })
    .join('');
  return (
    JSON.stringify(JSON.parse(text), (key, value) => (key === 'IntervalSeconds' ? 1 : value))
      // It reads a share with a point alone.
      .replace(/("ToleratedFailurePercentage":\d+)(?=[,}])/, '$1.0')
  );
};

beforeAll(async () => {
  front = await openLambdaFront();
  // Its engine calls functions at the port that moto is told to have.
  moto = await startMoto({ MOTO_PORT: String(front.port) });
  front.upstream = moto.port;
  aws = await openFront(moto.port, 'any');
  await fetch(`${front.url}/moto-api/config`, {
    method: 'POST',
    body: JSON.stringify({ lambda: { use_docker: false }, stepfunctions: { execute_state_machine: true } }),
  });
  const config = await configOf({ regions: [REGION], endpoint: aws.url });
  bundles = await bundleAll(config);
  assembly = await synthesise(config, bundles.folderOf);
  const { template } = assembly;
  const [{ KeySchema, AttributeDefinitions, GlobalSecondaryIndexes, BillingMode }] = ofType(
    template,
    'AWS::DynamoDB::Table',
  );
  const table = client(DynamoDBClient);
  await table.send(
    new CreateTableCommand({ TableName: NAME, KeySchema, AttributeDefinitions, GlobalSecondaryIndexes, BillingMode }),
  );
  database = new Database(table, NAME);
  reader = openReader(database);
  const CreateBucketConfiguration = { LocationConstraint: REGION } as const;
  await client(S3Client).send(new CreateBucketCommand({ Bucket: BUCKET, CreateBucketConfiguration }));
  const topics = ['owners', 'platform'].map((Name) => client(SNSClient).send(new CreateTopicCommand({ Name })));
  const [owners = '', platform = ''] = (await Promise.all(topics)).map(({ TopicArn }) => TopicArn);
  const ec2 = client(EC2Client);
  for (let n = 0; n < 3; n++) await ec2.send(new CreateVolumeCommand({ AvailabilityZone: `${REGION}a`, Size: 8 + n }));
  const env = {
    AWS_ENDPOINT_URL: front.url,
    AWS_REGION: REGION,
    AWS_ACCESS_KEY_ID: ACCOUNT,
    AWS_SECRET_ACCESS_KEY: 'any',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    [variables.name]: NAME,
    [variables.table]: NAME,
    [variables.plans]: BUCKET,
    [variables.ownersTopic]: owners,
    [variables.platformTopic]: platform,
  };
  front.functions = Object.fromEntries(
    (['aws', 'summarise'] as const).map((id) => {
      const { memoryMb, timeoutS } = functions[id];
      const name = `${NAME}-${id}`;
      return [name, { name, folder: bundles.folderOf(id), env, memoryMb, timeoutMs: timeoutS * 1000 }];
    }),
  );
  definition = definitionIn(template);
}, 300_000);
afterAll(async () => {
  await front?.close();
  await aws?.close();
  await moto?.stop();
  await assembly?.remove();
  await bundles?.remove();
});

/** Runs the machine to its end; each time one of its own, since moto starts none beside one that it has run. */
const execute = async (input: object = {}) => {
  onTestFailed(() => console.error(moto.said().slice(-6000)));
  const states = client(SFNClient);
  const name = randomUUID();
  const roleArn = `arn:aws:iam::${ACCOUNT}:role/run`;
  const { stateMachineArn } = await states.send(new CreateStateMachineCommand({ name, definition, roleArn }));
  const { executionArn } = await states.send(
    new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }),
  );
  for (;;) {
    const execution = await states.send(new DescribeExecutionCommand({ executionArn }));
    if (execution.status !== 'RUNNING') {
      await states.send(new DeleteStateMachineCommand({ stateMachineArn }));
      return execution;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
};
/** What was called since, by action, with how it ended. */
const callsSince = (count: number): string[] =>
  front.calls.slice(count).map(({ event, error }) => `${event.action}${error === undefined ? '' : ` ${error}`}`);

describe('the state machine', () => {
  it('plans, collects each partition of the plan, and summarises', async () => {
    const execution = await execute();
    expect(execution, moto.said().slice(-3000)).toMatchObject({ status: 'SUCCEEDED' });
    expect(callsSince(0)).toEqual(['plan', 'collect', 'summarise']);
    const [run] = await reader.runs(1);
    expect(run).toMatchObject({ partitions: 1, failedRoots: [], listings: { incomplete: [] } });
    const { kinds } = await reader.counts();
    expect(kinds).toMatchObject({ aws_ebs_volume: 3 });
  });

  it('tries again where another holds the partition, by the error’s name', async () => {
    const before = front.calls.length;
    // Clocks may differ by five minutes, so that a lease is taken that long after its end: here in five seconds.
    const leaseMs = 5_000 - 5 * 60_000;
    await takeLease(database, `aws:${ACCOUNT}`, 'another', { leaseMs, takeOver: true });
    expect(await execute()).toMatchObject({ status: 'SUCCEEDED' });
    const calls = callsSince(before);
    expect(calls[1]).toBe('collect PartitionBusyError');
    expect(calls.slice(-2)).toEqual(['collect', 'summarise']);
  });

  it('collects what an event names and nothing else', async () => {
    const before = front.calls.length;
    const only = [{ accountId: ACCOUNT, region: REGION, kind: 'aws_ebs_volume' }];
    expect(await execute({ only })).toMatchObject({ status: 'SUCCEEDED' });
    expect(callsSince(before)).toEqual(['plan', 'collect', 'summarise']);
    expect((await reader.runs(1))[0]).toMatchObject({ listings: { complete: 1 } });
  });

  it('comes to its end where there is nothing to collect', async () => {
    const before = front.calls.length;
    const only = [{ accountId: '999999999999', region: REGION, kind: 'aws_ebs_volume' }];
    expect(await execute({ only })).toMatchObject({ status: 'SUCCEEDED' });
    expect(callsSince(before)).toEqual(['plan', 'summarise']);
    expect((await reader.runs(1))[0]).toMatchObject({ partitions: 0, finishedAt: expect.any(String) });
  });
});
