import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { functions, type Variable, variables } from '../../lib/deployed/functions.ts';
import { runbook } from '../../lib/infra/alarms.ts';
import { table } from '../../lib/register/table.ts';
import {
  everything,
  listOf,
  named,
  type Resource,
  type Synthesis,
  synthesise,
  synthesiseYaml,
  type Template,
} from './synthesis.ts';

let full: Synthesis;
let again: Synthesis;
let azure: Synthesis;

beforeAll(async () => {
  full = await synthesise(everything, { checked: true });
  again = await synthesise(everything);
  azure = await synthesiseYaml('roots: [{ provider: azure }]');
}, 600_000);

const functionOf = (stack: Template, id: string) =>
  stack.one('Lambda::Function', (p) => p.FunctionName === `cadastre-${id}`);

const namesOf = (stack: Template, type: string, property: string): string[] =>
  stack
    .ofType(type)
    .map(([, { Properties }]) => Properties[property])
    .sort();

describe('the stack', () => {
  it('breaks no rule of cdk-nag and none of CDK’s own', () => {
    expect(full.violations).toEqual([]);
    expect(azure.violations).toEqual([]);
  });

  it('is the same, byte for byte, when nothing changed', () => {
    expect(again.main.text).toBe(full.main.text);
    expect(again.member?.text).toBe(full.member?.text);
  });

  it('has the providers of the config and no others', () => {
    expect(namesOf(azure.main, 'Lambda::Function', 'FunctionName')).toEqual(
      ['api', 'azure', 'publisher', 'summarise'].map((id) => `cadastre-${id}`),
    );
    expect(namesOf(azure.main, 'StepFunctions::StateMachine', 'StateMachineName')).toEqual(['cadastre-azure']);
    expect(namesOf(azure.main, 'Scheduler::Schedule', 'Name')).toEqual(['cadastre-azure']);
    expect(azure.main.ofType('Events::Rule')).toEqual([]);
    expect(azure.main.text).not.toMatch(/aws-collector|cadastre-(aws|gcp|hints)/);
    expect(azure.member).toBeUndefined();
    expect(namesOf(full.main, 'Lambda::Function', 'FunctionName')).toEqual(
      Object.keys(functions)
        .map((id) => `cadastre-${id}`)
        .sort(),
    );
  });
});

describe.each(Object.entries(functions))('the function %s', (id, spec) => {
  const properties = () => functionOf(full.main, id)[1].Properties;

  it('is of the size of its spec, on the newest Node.js and on ARM, traced, and logs JSON', () => {
    expect(properties()).toMatchObject({
      Timeout: spec.timeoutS,
      MemorySize: spec.memoryMb,
      Handler: 'index.handler',
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      TracingConfig: { Mode: 'Active' },
      LoggingConfig: { LogFormat: 'JSON' },
    });
  });

  it('is told what its spec asks for, and nothing else of the deployment', () => {
    const { Variables } = properties().Environment;
    const told = Object.keys(Variables).filter((name) => name.startsWith('CADASTRE_'));
    expect(told.sort()).toEqual(spec.variables.map((which: Variable) => variables[which]).sort());
    expect(Object.values(Variables)).not.toContain('');
  });

  it('has a log of its own that ends', () => {
    const [log, { Properties }] = full.main.one(
      'Logs::LogGroup',
      (p) => p.LogGroupName === `/aws/lambda/cadastre-${id}`,
    );
    expect(Properties.RetentionInDays).toBe(90);
    expect(properties().LoggingConfig.LogGroup).toEqual({ Ref: log });
  });

  it('has a queue for what it gave up, which keeps it for two weeks', () => {
    const [queue, { Properties }] = full.main.one('SQS::Queue', (p) => p.QueueName === `cadastre-${id}-failed`);
    expect(properties().DeadLetterConfig.TargetArn).toEqual({ 'Fn::GetAtt': [queue, 'Arn'] });
    expect(Properties).toMatchObject({ MessageRetentionPeriod: 14 * 86_400, SqsManagedSseEnabled: true });
  });
});

describe.each(['aws', 'azure', 'gcp'])('the schedule of %s', (provider) => {
  it('starts its state machine within a window, and what it cannot start lies in a queue', () => {
    const name = `cadastre-${provider}`;
    const [machine] = full.main.one('StepFunctions::StateMachine', (p) => p.StateMachineName === name);
    const [queue] = full.main.one('SQS::Queue', (p) => p.QueueName === 'cadastre-undelivered');
    const [, { Properties }] = full.main.one('Scheduler::Schedule', (p) => p.Name === name);
    expect(Properties).toMatchObject({
      FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 20 },
      ScheduleExpression: { aws: 'rate(6 hours)', azure: 'rate(12 hours)', gcp: 'rate(90 minutes)' }[provider],
      Target: { Arn: { Ref: machine }, Input: '{}', DeadLetterConfig: { Arn: { 'Fn::GetAtt': [queue, 'Arn'] } } },
    });
  });
});

describe('alarms', () => {
  const alarms = () => full.main.ofType('CloudWatch::Alarm').map(([, { Properties }]) => Properties);
  const alarmOf = (name: string) =>
    full.main.one('CloudWatch::Alarm', (p) => p.AlarmName === `cadastre-${name}`)[1].Properties;
  const dimensions = (alarm: Resource['Properties']) =>
    Object.fromEntries(alarm.Dimensions.map(({ Name, Value }: { Name: string; Value: unknown }) => [Name, Value]));

  it.each(Object.entries(functions))('watch errors, throttles, duration and the queue of %s', (id, { timeoutS }) => {
    const [logical] = functionOf(full.main, id);
    for (const [section, MetricName] of [
      ['function-errors', 'Errors'],
      ['function-throttles', 'Throttles'],
      ['function-duration', 'Duration'],
    ]) {
      const alarm = alarmOf(`${section}-${id}`);
      expect(alarm).toMatchObject({ Namespace: 'AWS/Lambda', MetricName });
      expect(dimensions(alarm)).toEqual({ FunctionName: { Ref: logical } });
    }
    const { Threshold } = alarmOf(`function-duration-${id}`);
    expect(Threshold).toBeGreaterThan(timeoutS * 800);
    expect(Threshold).toBeLessThan(timeoutS * 1000);
    const letters = alarmOf(`dead-letters-${id}`);
    const [queue] = full.main.one('SQS::Queue', (p) => p.QueueName === `cadastre-${id}-failed`);
    expect(letters).toMatchObject({
      Namespace: 'AWS/SQS',
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Threshold: 1,
    });
    expect(dimensions(letters)).toEqual({ QueueName: { 'Fn::GetAtt': [queue, 'QueueName'] } });
  });

  it.each([
    ['aws', 13],
    ['azure', 25],
    ['gcp', 4],
  ])(
    'tell that %s was not collected in two of its intervals and an hour, where nothing is told as well',
    (provider, hours) => {
      expect(alarmOf(`did-not-run-${provider}`)).toMatchObject({
        MetricName: 'RunsCompleted',
        ComparisonOperator: 'LessThanThreshold',
        Threshold: 1,
        Period: 3600,
        EvaluationPeriods: hours,
        TreatMissingData: 'breaching',
      });
    },
  );

  it('watch the table’s refusals and failures one by one: a sum of what is mostly not there is never there', () => {
    const [logical] = full.main.one('DynamoDB::Table', () => true);
    const ofTable = alarms().filter(({ AlarmName }) => /^cadastre-table-/.test(AlarmName));
    expect(ofTable.map(({ MetricName }) => MetricName)).not.toContain(undefined);
    expect(ofTable.map((alarm) => ({ ...dimensions(alarm), of: alarm.MetricName }))).toEqual([
      { TableName: { Ref: logical }, of: 'ReadThrottleEvents' },
      { TableName: { Ref: logical }, of: 'WriteThrottleEvents' },
      ...Object.values(table.indexes).map(({ name: GlobalSecondaryIndexName }) => ({
        ...{ TableName: { Ref: logical }, GlobalSecondaryIndexName, of: 'WriteThrottleEvents' },
      })),
      ...['BatchWriteItem', 'UpdateItem', 'BatchGetItem', 'Query'].map((Operation) => ({
        ...{ TableName: { Ref: logical }, Operation, of: 'SystemErrors' },
      })),
    ]);
  });

  it('stay as they are between two runs where a run is what tells, and are over by themselves where events are', () => {
    const sections = (silence: string) => [
      ...new Set(
        alarms()
          .filter(({ TreatMissingData }) => TreatMissingData === silence)
          .map(({ AlarmName }) => AlarmName.replace(/^cadastre-(.*)-(aws|azure|gcp)$/, '$1')),
      ),
    ];
    expect(sections('breaching')).toEqual(['did-not-run']);
    expect(sections('ignore').sort()).toEqual(['listings-stale', 'not-told', 'oldest-listing']);
    expect(sections('notBreaching').length).toBeGreaterThan(20);
  });

  it('go to the platform’s topic, when they begin and when they are over', () => {
    const [topic] = full.main.one('SNS::Topic', (p) => p.TopicName === 'cadastre-platform');
    for (const { AlarmActions, OKActions } of alarms()) {
      expect(AlarmActions).toEqual([{ Ref: topic }]);
      expect(OKActions).toEqual([{ Ref: topic }]);
    }
  });

  it('name a section of the runbook each, and each section has an alarm', () => {
    const text = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');
    const sections = [...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading!);
    expect(sections.every((heading) => /^[a-z-]+$/.test(heading))).toBe(true);
    const told = alarms().map(({ AlarmDescription }) => /docs\/runbook\.md#(\S+)$/.exec(AlarmDescription)?.[1]);
    expect([...new Set(told)].sort()).toEqual(Object.keys(runbook).sort());
    expect([...sections].sort()).toEqual(Object.keys(runbook).sort());
  });
});

describe('what is kept', () => {
  it('is the register’s table, protected, with its own key, and with a stream of what was and what is', () => {
    const [, made] = full.main.one('DynamoDB::Table');
    const keys = ({ pk, sk }: { readonly pk: string; readonly sk: string }) => [
      { AttributeName: pk, KeyType: 'HASH' },
      { AttributeName: sk, KeyType: 'RANGE' },
    ];
    expect(made).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    expect(made.Properties).toMatchObject({
      KeySchema: keys(table.key),
      TimeToLiveSpecification: { AttributeName: table.ttl, Enabled: true },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      DeletionProtectionEnabled: true,
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      BillingMode: 'PAY_PER_REQUEST',
    });
    expect(named(made.Properties.SSESpecification.KMSMasterKeyId)).toBe('<RegisterKey.Arn>');
    expect(made.Properties.GlobalSecondaryIndexes).toEqual(
      Object.values(table.indexes).map((index) => ({
        IndexName: index.name,
        KeySchema: keys(index),
        Projection: { ProjectionType: 'ALL' },
      })),
    );
  });

  it('is in buckets that are encrypted, closed to the public, and read by TLS alone', () => {
    const buckets = full.main.ofType('S3::Bucket');
    expect(buckets.map(([id]) => named({ Ref: id }))).toEqual([
      '<DeliveryAccessLog>',
      '<DeliveryReports>',
      '<DeliveryPlans>',
    ]);
    for (const [id, { Properties, DeletionPolicy }] of buckets) {
      // But of a deployment that failed at first nothing is in the way of the next.
      expect(DeletionPolicy).toBe('RetainExceptOnCreate');
      expect(Properties.BucketEncryption.ServerSideEncryptionConfiguration).toHaveLength(1);
      expect(new Set(Object.values(Properties.PublicAccessBlockConfiguration))).toEqual(new Set([true]));
      expect(Object.keys(Properties.PublicAccessBlockConfiguration)).toHaveLength(4);
      const [, policy] = full.main.one('S3::BucketPolicy', (p) => p.Bucket.Ref === id);
      expect(policy.Properties.PolicyDocument.Statement).toContainEqual(
        expect.objectContaining({
          Effect: 'Deny',
          Action: 's3:*',
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        }),
      );
    }
    const reports = buckets.find(([id]) => id.startsWith('DeliveryReports'))![1].Properties;
    expect(reports.VersioningConfiguration).toEqual({ Status: 'Enabled' });
  });

  it('is asked for by the account’s own identities alone, answer by answer', () => {
    const [, { Properties }] = full.main.one('Lambda::Url');
    expect(Properties).toMatchObject({ AuthType: 'AWS_IAM', InvokeMode: 'RESPONSE_STREAM' });
    expect(named(Properties.TargetFunctionArn)).toBe('<ApiFunctionapiFunction.Arn>');
    const open = full.main.ofType('Lambda::Permission').filter(([, p]) => listOf(p.Properties.Principal).includes('*'));
    expect(open).toEqual([]);
  });
});
