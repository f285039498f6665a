import { App, Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { flattenCfnReference } from 'cdk-nag/lib/utils/flatten-cfn-reference.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { configToDeploy } from '../../lib/infra/config.ts';
import { grant } from '../../lib/infra/grant.ts';
import { awsCollectorGrants, type Grant, readerGrants, webIdentityGrants } from '../../lib/kinds/permissions.ts';
import type { AwsRoot } from '../../lib/providers/roots.ts';
import { everything, listOf, named, type Resource, type Synthesis, synthesise, type Template } from './synthesis.ts';

let full: Synthesis;
beforeAll(async () => {
  full = await synthesise(everything);
}, 600_000);

const here = { partition: 'aws', accountId: '123456789012' };

interface Allowed {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

/** One line for each action on each resource, so that it does not matter how statements gather them. */
const linesOf = (statements: readonly Allowed[]): string[] =>
  statements
    .flatMap(({ Effect, Action, Resource: on, Condition }) =>
      listOf(Action).flatMap((action) =>
        listOf(on).map((one) => [Effect, action, named(one), JSON.stringify(Condition) ?? ''].join(' ').trim()),
      ),
    )
    .sort();

const statementsOf = (grants: readonly Grant[]): Allowed[] => grants.map(({ statement }) => statement);

const via = (service: string) => ({ StringEquals: { 'kms:ViaService': `${service}.eu-west-1.amazonaws.com` } });
const allow = (
  on: string | readonly string[],
  Condition: object | undefined,
  ...Action: readonly string[]
): Allowed => ({
  Effect: 'Allow',
  Action,
  Resource: on,
  ...(Condition && { Condition }),
});

/** What every collector may do in the deployment itself. */
const ofTheDeployment = (provider: string): Allowed[] => {
  const own = `<Collector${provider}Function${provider}`;
  const key = '<RegisterKey.Arn>';
  return [
    allow(`${own}Log.Arn>`, undefined, 'logs:CreateLogStream', 'logs:PutLogEvents'),
    allow(`${own}Failed.Arn>`, undefined, 'sqs:SendMessage'),
    allow('*', undefined, 'xray:PutTelemetryRecords', 'xray:PutTraceSegments'),
    allow(
      ['<RegisterTable.Arn>', '<RegisterTable.Arn>/index/byOwner', '<RegisterTable.Arn>/index/byPlace'],
      undefined,
      ...['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'BatchWriteItem'].map(
        (call) => `dynamodb:${call}`,
      ),
    ),
    allow(key, via('dynamodb'), 'kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey'),
    allow('<DeliveryPlans.Arn>/*', undefined, 's3:GetObject', 's3:PutObject'),
    allow(key, via('s3'), 'kms:Decrypt', 'kms:GenerateDataKey'),
  ];
};

const allowedTo = (stack: Template, roleName: string): readonly Allowed[] => {
  const [role, { Properties }] = stack.one('IAM::Role', (p) => p.RoleName === roleName);
  expect(Properties.ManagedPolicyArns).toBeUndefined();
  expect(Properties.Policies).toBeUndefined();
  const [, policy] = stack.one('IAM::Policy', (p) => p.Roles.some(({ Ref }: { Ref: string }) => Ref === role));
  return policy.Properties.PolicyDocument.Statement;
};

/** Policies of roles and of people, as documents: what is allowed to somebody, not on something. */
const documentsOf = ({ Type, Properties }: Resource): { readonly Statement: readonly Allowed[] }[] => {
  if (Type === 'AWS::IAM::Policy' || Type === 'AWS::IAM::ManagedPolicy') return [Properties.PolicyDocument];
  if (Type !== 'AWS::IAM::Role') return [];
  return (Properties.Policies ?? []).map(({ PolicyDocument }: { PolicyDocument: object }) => PolicyDocument);
};

describe('the role of the collector', () => {
  it('of AWS may do what the kinds and the roots need, and what belongs to every collector', async () => {
    const { roots, leaveOut } = await configToDeploy(everything);
    const needed = awsCollectorGrants(
      roots.filter((one): one is AwsRoot => one.provider === 'aws'),
      here,
      leaveOut,
    );
    const within = { StringEquals: { 'aws:ResourceOrgID': 'o-abcde12345' } };
    const inClouds = statementsOf(needed).map((one) =>
      one.Action.includes('sts:AssumeRole') ? { ...one, Condition: within } : one,
    );
    expect(linesOf(inClouds).filter((line) => line.includes('AssumeRole'))).toEqual([
      `Allow sts:AssumeRole arn:aws:iam::*:role/teams/cadastre-read ${JSON.stringify(within)}`,
    ]);
    expect(linesOf(allowedTo(full.main, 'cadastre-aws'))).toEqual(linesOf([...ofTheDeployment('aws'), ...inClouds]));
  });

  it('of Azure may prove who it is to Azure, and that of Google nothing more than every collector', () => {
    const proof = statementsOf(webIdentityGrants(['api://AzureADTokenExchange']));
    expect(linesOf(allowedTo(full.main, 'cadastre-azure'))).toEqual(linesOf([...ofTheDeployment('azure'), ...proof]));
    expect(linesOf(allowedTo(full.main, 'cadastre-gcp'))).toEqual(linesOf(ofTheDeployment('gcp')));
  });
});

describe('the role of a state machine', () => {
  it('calls two functions, reads plans, and starts, looks at, stops and redrives its own executions', () => {
    const lines = linesOf(allowedTo(full.main, 'cadastre-aws-run'));
    const states = lines.filter((line) => line.includes('states:'));
    const arn = (what: string) => `arn:aws:states:eu-west-1:123456789012:${what}`;
    const both = [arn('execution:cadastre-aws:*'), arn('execution:cadastre-aws/Partitions:*')];
    expect(states).toEqual(
      linesOf([
        { Effect: 'Allow', Action: ['states:StartExecution'], Resource: [arn('stateMachine:cadastre-aws')] },
        { Effect: 'Allow', Action: ['states:DescribeExecution', 'states:StopExecution'], Resource: both },
        { Effect: 'Allow', Action: ['states:RedriveExecution'], Resource: [both[1]!] },
      ]),
    );
    const called = lines.filter((line) => line.includes('lambda:InvokeFunction'));
    expect(called.join()).toContain('summarise');
    expect(called.join()).toContain('aws');
  });
});

describe('the role in a member account', () => {
  const role = () => full.member!.one('IAM::Role', (p) => p.RoleName === 'cadastre-read')[1].Properties;

  it('has the path of the config apart from its name, in the account’s stack and in the organisation’s', () => {
    expect(role().Path).toBe('/teams/');
    const [, { Properties }] = full.main.one('CloudFormation::StackSet');
    const { Resources } = JSON.parse(Properties.TemplateBody) as { Resources: Record<string, Resource> };
    const roles = Object.values(Resources).filter(({ Properties: p }) => p.RoleName === 'cadastre-read');
    expect(roles.map(({ Properties: p }) => p.Path)).toEqual(['/teams/']);
  });

  it('is made in every account of the units but the deployment’s own, after the role that it trusts', () => {
    const [, stackSet] = full.main.one('CloudFormation::StackSet');
    const [{ DeploymentTargets, Regions }] = stackSet.Properties.StackInstancesGroup;
    expect(DeploymentTargets).toEqual({
      OrganizationalUnitIds: ['r-abcd'],
      Accounts: ['123456789012'],
      AccountFilterType: 'DIFFERENCE',
    });
    expect(stackSet.Properties.OperationPreferences).toMatchObject({
      RegionConcurrencyType: 'SEQUENTIAL',
      RegionOrder: Regions,
    });
    expect(Regions[0]).toBe('eu-west-1');
    const [role] = full.main.one('IAM::Role', (p) => p.RoleName === 'cadastre-aws');
    expect(stackSet.DependsOn).toContain(role);
  });

  it('may read what the kinds need, and nothing else', () => {
    const inTemplate = { partition: '<AWS::Partition>', accountId: '<AWS::AccountId>' };
    expect(role().ManagedPolicyArns).toBeUndefined();
    expect(
      linesOf(
        role().Policies.flatMap((one: { PolicyDocument: { Statement: Allowed[] } }) => one.PolicyDocument.Statement),
      ),
    ).toEqual(linesOf(statementsOf(readerGrants(inTemplate))));
  });

  it('is entered by the collector’s role alone, with the external id', () => {
    const [statement, ...others] = role().AssumeRolePolicyDocument.Statement;
    expect(others).toEqual([]);
    expect(statement).toMatchObject({
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'sts:ExternalId': 'a-long-word-of-ours' } },
    });
    expect(Object.keys(statement.Principal)).toEqual(['AWS']);
    expect(named(statement.Principal.AWS)).toBe('arn:<AWS::Partition>:iam::<CollectorAccount>:role/cadastre-aws');
  });
});

const starsIn = ({ resources }: Template) =>
  resources.flatMap(([, resource]) =>
    documentsOf(resource)
      .flatMap(({ Statement }) => Statement.flatMap((one) => listOf(one.Resource)))
      .map((on) => ({ path: resource.Metadata!['aws:cdk:path'], star: flattenCfnReference(on) }))
      .filter(({ star }) => star.includes('*')),
  );

/** Why a star is passed over: told at the resource itself, or at what it is a part of. */
const reasonsAt = (path: string, star: string): string[] =>
  [...full.reasons].flatMap(([at, rules]) =>
    path === at || path.startsWith(`${at}/`)
      ? Object.entries(rules).flatMap(([rule, why]) =>
          rule.endsWith(`AwsSolutions-IAM5[Resource::${star}]`) ? [why] : [],
        )
      : [],
  );

describe('a star in what is allowed', () => {
  it('has a reason, wherever it is', () => {
    const unexplained: string[] = [];
    let explained = 0;
    for (const { path, star } of [full.main, full.member!].flatMap(starsIn)) {
      if (reasonsAt(path, star).some((why) => why.length > 20)) explained++;
      else unexplained.push(`${path}: ${star}`);
    }
    expect(unexplained).toEqual([]);
    expect(explained).toBeGreaterThan(20);
  });

  it('is refused without one', () => {
    const stack = new Stack(new App());
    const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    const reading = { actions: ['s3:GetObject'], resources: ['arn:aws:s3:::reports/*'] };
    expect(() => grant(role, [reading])).toThrow(
      'Default/Role is granted s3:GetObject on arn:aws:s3:::reports/* without a reason.',
    );
    expect(() => grant(role, [{ ...reading, reason: 'Reports are named by their day.' }])).not.toThrow();
  });
});
