/** The stack as CloudFormation gets it. */
import { readFile, rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FunctionId, functions, type Variable, variables } from '../../lib/deployed/functions.ts';
import { TellingBusyError } from '../../lib/deployed/tell.ts';
import { runbook } from '../../lib/infra/alarms.ts';
import { definitionOf } from '../../lib/infra/state-machine.ts';
import { awsCollectorGrants, readerGrants } from '../../lib/kinds/permissions.ts';
import { TableThrottledError, TableUnreachableError } from '../../lib/register/database.ts';
import { LeaseLostError, PartitionBusyError } from '../../lib/register/lease.ts';
import { table } from '../../lib/register/table.ts';
import { type Synthesised, synthesise, synthesisedHere, WHOLE } from './harness.ts';

let whole: Synthesised;
beforeAll(async () => {
  whole = await synthesise(await readFile(WHOLE, 'utf8'));
});
afterAll(() => rm(whole.folder, { recursive: true }));

const resources = ({ json }: Synthesised, type: string): [string, any][] =>
  Object.entries<any>(json.Resources).filter(([, one]) => one.Type === type);

/** Text of a value with its references in it. */
const text = (value: unknown): string => JSON.stringify(value);

const functionOf = (id: FunctionId): [string, any] =>
  resources(whole, 'AWS::Lambda::Function').find(([, { Properties }]) => Properties.FunctionName === `cadastre-${id}`)!;

/** Every statement of the role that a function runs as. */
const statementsOf = (stack: Synthesised, id: string): any[] => {
  const [role] = resources(stack, 'AWS::IAM::Role').find(
    ([, { Properties }]) => Properties.RoleName === `cadastre-${id}`,
  )!;
  return resources(stack, 'AWS::IAM::Policy')
    .filter(([, { Properties }]) => Properties.Roles.some((one: any) => one.Ref === role))
    .flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement);
};
const actionsOf = (statements: readonly any[]): string[] => statements.flatMap(({ Action }) => Action).sort();

const ids = Object.keys(functions) as FunctionId[];

describe.each(ids)('the function %s', (id) => {
  it('is as its spec says, traced, and logs JSON into a log that ends', () => {
    const [, { Properties }] = functionOf(id);
    const { memoryMb, timeoutS, variables: needed } = functions[id];
    expect(Properties).toMatchObject({
      MemorySize: memoryMb,
      Timeout: timeoutS,
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      TracingConfig: { Mode: 'Active' },
      LoggingConfig: { LogFormat: 'JSON' },
    });
    const told = Object.keys(Properties.Environment.Variables);
    expect(told).toEqual(expect.arrayContaining(needed.map((one: Variable) => variables[one])));
    const log = Properties.LoggingConfig.LogGroup.Ref;
    expect(whole.json.Resources[log].Properties.RetentionInDays).toBe(90);
  });

  it('has a queue for what failed, and an alarm for each way to fail', () => {
    const [name, { Properties }] = functionOf(id);
    const queue = Properties.DeadLetterConfig.TargetArn['Fn::GetAtt'][0];
    expect(whole.json.Resources[queue].Properties.QueueName).toBe(`cadastre-${id}-failed`);
    const alarms = resources(whole, 'AWS::CloudWatch::Alarm').map(([, one]) => one.Properties);
    const of = (section: string) => alarms.find(({ AlarmName }) => AlarmName === `cadastre-${section}-${id}`);
    for (const [section, metric] of [
      ['function-errors', 'Errors'],
      ['function-throttles', 'Throttles'],
      ['function-duration', 'Duration'],
    ] as const) {
      expect(of(section)).toMatchObject({
        MetricName: metric,
        Dimensions: [{ Name: 'FunctionName', Value: { Ref: name } }],
      });
      expect(of(section).AlarmActions).toHaveLength(1);
    }
    expect(text(of('dead-letters').Dimensions)).toContain(queue);
  });
});

describe('what the AWS collector may do', () => {
  it('is exactly what the kinds and the config need, beside the register, its plans and its traces', () => {
    const own = new Set(actionsOf(statementsOf(whole, 'aws')));
    const place = { partition: 'aws', accountId: '111122223333' };
    const root = { provider: 'aws', accounts: 'organization', role: 'teams/cadastre-read' } as const;
    const clouds = awsCollectorGrants([root], place).flatMap(({ statement }) => statement.Action);
    const register = [
      'dynamodb:BatchGetItem',
      'dynamodb:BatchWriteItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
    ].concat(
      ['dynamodb:Query', 'dynamodb:UpdateItem', 'kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey'],
      ['s3:GetObject', 's3:PutObject', 'logs:CreateLogStream', 'logs:PutLogEvents', 'sqs:SendMessage'],
      ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
    );
    expect([...own].sort()).toEqual([...new Set([...clouds, ...register])].sort());
    expect(clouds).toEqual(expect.arrayContaining(['ec2:DescribeVolumes', 'sts:AssumeRole']));
  });

  it('names a table, a bucket and a key, and other clouds’ collectors may read nothing of AWS', () => {
    for (const { Action, Resource } of statementsOf(whole, 'aws'))
      if (/^(dynamodb|s3|kms|sqs)/.test([Action].flat()[0])) expect(Resource).not.toBe('*');
    for (const id of ['azure', 'gcp'])
      expect(actionsOf(statementsOf(whole, id)).filter((one) => /^ec2|^rds/.test(one))).toEqual([]);
    expect(actionsOf(statementsOf(whole, 'azure'))).toContain('sts:GetWebIdentityToken');
  });

  it('in a member account is the kinds’ permissions, for the collector’s role alone and with the external id', () => {
    const roles = Object.values<any>(whole.member.Resources).filter(({ Type }) => Type === 'AWS::IAM::Role');
    const reader = roles.find(({ Properties }) => Properties.RoleName === 'cadastre-read').Properties;
    expect(reader.Path).toBe('/teams/');
    const allowed = readerGrants({ partition: 'aws', accountId: '1' }).flatMap(({ statement }) => statement.Action);
    expect(actionsOf(reader.Policies[0].PolicyDocument.Statement)).toEqual([...allowed].sort());
    const [trust] = reader.AssumeRolePolicyDocument.Statement;
    expect(text(trust.Principal)).toContain('role/cadastre-aws');
    expect(trust.Condition).toEqual({ StringEquals: { 'sts:ExternalId': 'choose-a-long-word' } });
  });
});

describe('alarms', () => {
  it('each lead to a section of the runbook, and each section has an alarm', async () => {
    const page = await readFile(new URL('../../docs/runbook.md', import.meta.url), 'utf8');
    const sections = [...page.matchAll(/^## (.+)$/gm)].map(([, title]) => title);
    expect(sections.sort()).toEqual(Object.keys(runbook).sort());
    const linked = resources(whole, 'AWS::CloudWatch::Alarm').map(
      ([, { Properties }]) =>
        /https:\/\/git\.example\.com\/cadastre\/docs\/runbook\.md#([a-z-]+)$/.exec(Properties.AlarmDescription)?.[1],
    );
    expect([...new Set(linked)].sort()).toEqual(sections);
  });

  it('take silence for a run that did not come, in twice its time and an hour', () => {
    for (const [provider, hours] of [
      ['aws', 13],
      ['azure', 4],
      ['gcp', 25],
    ] as const)
      whole.template.hasResourceProperties('AWS::CloudWatch::Alarm', {
        AlarmName: `cadastre-did-not-run-${provider}`,
        Namespace: 'Cadastre',
        MetricName: 'RunsCompleted',
        TreatMissingData: 'breaching',
        EvaluationPeriods: hours,
        Period: 3600,
      });
  });
});

describe('the register', () => {
  it('is the table that the code reads, kept whatever becomes of the stack', () => {
    const [, one] = resources(whole, 'AWS::DynamoDB::Table')[0]!;
    const { KeySchema, GlobalSecondaryIndexes, ...rest } = one.Properties;
    const keyOf = ({ pk, sk }: { readonly pk: string; readonly sk: string }) => [
      { AttributeName: pk, KeyType: 'HASH' },
      { AttributeName: sk, KeyType: 'RANGE' },
    ];
    expect(KeySchema).toEqual(keyOf(table.key));
    expect(Object.fromEntries(GlobalSecondaryIndexes.map((index: any) => [index.IndexName, index.KeySchema]))).toEqual(
      Object.fromEntries(Object.values(table.indexes).map((index) => [index.name, keyOf(index)])),
    );
    expect(rest).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      TimeToLiveSpecification: { AttributeName: table.ttl, Enabled: true },
    });
    expect(one.DeletionPolicy).toBe('Retain');
  });

  it('has buckets that nobody outside reads, over TLS alone, reports in all their versions', () => {
    const buckets = resources(whole, 'AWS::S3::Bucket').map(([, { Properties }]) => Properties);
    expect(buckets).toHaveLength(3);
    for (const { PublicAccessBlockConfiguration, BucketEncryption } of buckets) {
      expect(Object.values(PublicAccessBlockConfiguration)).toEqual([true, true, true, true]);
      expect(BucketEncryption).toBeDefined();
    }
    expect(buckets.filter(({ VersioningConfiguration }) => VersioningConfiguration?.Status === 'Enabled')).toHaveLength(
      1,
    );
    for (const [, { Properties }] of resources(whole, 'AWS::S3::BucketPolicy'))
      expect(text(Properties)).toContain('"aws:SecureTransport":"false"');
  });

  it('is read over an address for IAM identities alone, whose answers are streamed', () => {
    whole.template.hasResourceProperties('AWS::Lambda::Url', { AuthType: 'AWS_IAM', InvokeMode: 'RESPONSE_STREAM' });
  });
});

describe('a run', () => {
  const definition: any = definitionOf({
    provider: 'aws',
    partition: 'aws',
    collector: 'COLLECTOR',
    summarise: 'SUMMARISE',
    concurrency: 4,
    toleratedFailurePercent: 50,
  });

  it('plans, collects each partition of the plan in S3 until it is done, and summarises', () => {
    const { Plan, Partitions, Summarise } = definition.States;
    expect(Plan.Parameters.Payload).toMatchObject({ action: 'plan', 'execution.$': '$$.Execution.Id' });
    expect(Partitions).toMatchObject({ MaxConcurrency: 4, ToleratedFailurePercentage: 50, Next: 'Summarise' });
    expect(Partitions.ItemReader).toMatchObject({ ReaderConfig: { InputType: 'JSON' } });
    const { States } = Partitions.ItemProcessor;
    expect(States['More?'].Choices).toEqual([{ Variable: '$.state', StringEquals: 'continue', Next: 'Collect' }]);
    expect(Summarise.Parameters.Payload).toMatchObject({ action: 'summarise', 'run.$': '$.plan.Payload.run' });
  });

  it('tries again by the names that errors have, and fails where it can be redriven', () => {
    const { Plan, Partitions, Summarise } = definition.States;
    const names = (state: any): string[] => state.Retry.flatMap(({ ErrorEquals }: any) => ErrorEquals);
    const named = [PartitionBusyError, LeaseLostError, TableThrottledError, TableUnreachableError].map(
      (one) => one.name,
    );
    expect(names(Partitions.ItemProcessor.States.Collect)).toEqual(expect.arrayContaining(named));
    expect(names(Plan)).toEqual(expect.arrayContaining(['TableThrottledError', 'Lambda.TooManyRequestsException']));
    expect(names(Summarise)).toContain(TellingBusyError.name);
    expect(Partitions.Catch).toBeUndefined();
  });

  it('of each provider is started by its own schedule, within a window, and lands in a queue where it cannot be', () => {
    const schedules = resources(whole, 'AWS::Scheduler::Schedule').map(([, { Properties }]) => Properties);
    expect(schedules.map(({ Name, ScheduleExpression }) => [Name, ScheduleExpression])).toEqual([
      ['cadastre-aws', 'rate(6 hours)'],
      ['cadastre-azure', 'rate(90 minutes)'],
      ['cadastre-gcp', 'rate(12 hours)'],
    ]);
    for (const { FlexibleTimeWindow, Target } of schedules) {
      expect(FlexibleTimeWindow).toEqual({ Mode: 'FLEXIBLE', MaximumWindowInMinutes: 30 });
      expect(Target.DeadLetterConfig).toBeDefined();
    }
  });
});

it('has what the config’s clouds need, and no more', async () => {
  const one = await synthesisedHere('roots:\n  - provider: azure\n');
  const names = resources(one, 'AWS::Lambda::Function').map(([, { Properties }]) => Properties.FunctionName);
  expect(names.sort()).toEqual(['api', 'azure', 'publisher', 'summarise'].map((id) => `cadastre-${id}`));
  expect(resources(one, 'AWS::StepFunctions::StateMachine')).toHaveLength(1);
  expect(one.member).toBeUndefined();
});

it('is the same to the byte when it is synthesised again: `cdk diff` of an unchanged checkout is empty', async () => {
  const again = await synthesisedHere(await readFile(WHOLE, 'utf8'));
  expect(text(again.json)).toBe(text(whole.json));
  expect(text(again.member)).toBe(text(whole.member));
});

it('says at its end what is still to be done', () => {
  const outputs = Object.keys(whole.json.Outputs);
  for (const next of ['NextAzure', 'NextGoogle', 'NextCheck', 'NextRead']) expect(outputs).toContain(next);
  // The organisation's StackSet makes the roles.
  expect(outputs).not.toContain('NextMemberAccounts');
});
