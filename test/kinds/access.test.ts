/** What a collector must be allowed, derived from the kinds and the config. */
import { describe, expect, test } from 'vitest';
import { catalog } from '../../lib/kinds/catalog.ts';
import {
  awsCollectorGrants,
  azureActions,
  type Grant,
  gcpPermissions,
  kindPermissions,
  readerGrants,
  trustPolicy,
  webIdentityGrants,
} from '../../lib/kinds/permissions.ts';
import { limitOf } from '../../lib/providers/aws/actions.ts';

const place = { partition: 'aws', accountId: '111122223333' };
const role = 'cadastre-read';

const actionsOf = (grants: readonly Grant[]) => grants.flatMap(({ statement }) => statement.Action).sort();
const sidsOf = (grants: readonly Grant[]) => grants.map(({ statement }) => statement.Sid);
const resourceOf = (grants: readonly Grant[], sid: string) =>
  grants.find(({ statement }) => statement.Sid === sid)?.statement.Resource;

describe('the role that reads an AWS account', () => {
  const regions = ['account:ListRegions', 'ec2:DescribeRegions'];

  test('holds exactly the kinds’ permissions, and what tells which regions are on', () => {
    const ofKinds = catalog.filter(({ provider }) => provider === 'aws').flatMap(({ permissions }) => permissions);
    expect(actionsOf(readerGrants(place))).toEqual([...new Set([...ofKinds, ...regions])].sort());
  });

  test('changes nothing and reads no content of what it finds', () => {
    for (const action of actionsOf(readerGrants(place)))
      expect(action).toMatch(/^[a-z0-9]+:(Describe|List|GetResources$|GetBucketTagging$)/);
  });

  test('names resources wherever AWS takes any, and gives the reason where it takes none', () => {
    for (const { statement, unlimited } of readerGrants(place)) {
      expect(unlimited === null, statement.Sid).toBe(statement.Resource !== '*');
      for (const action of statement.Action)
        expect(limitOf(action, place) === null, action).toBe(statement.Resource === '*');
    }
    expect(resourceOf(readerGrants(place), 'ReadLambda')).toEqual(['arn:aws:lambda:*:111122223333:function:*']);
    expect(resourceOf(readerGrants({ ...place, partition: 'aws-cn' }), 'ReadS3')).toEqual(['arn:aws-cn:s3:::*']);
  });

  test('needs nothing for kinds that are left out, and keeps what another kind needs too', () => {
    const without = actionsOf(readerGrants(place, ['aws_lambda_function', 'aws_ec2_load_balancer']));
    expect(without.filter((action) => action.startsWith('lambda:'))).toEqual([]);
    expect(without).not.toContain('elasticloadbalancing:DescribeLoadBalancers');
    expect(without).toContain('elasticloadbalancing:DescribeTargetHealth');
  });

  test('is entered by the collector’s role alone, with the external id', () => {
    expect(trustPolicy('arn:aws:iam::111122223333:role/cadastre-aws', 'long-word').Statement).toEqual([
      {
        Sid: 'CollectorAlone',
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::111122223333:role/cadastre-aws' },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'sts:ExternalId': 'long-word' } },
      },
    ]);
  });

  test('cannot be made for a kind whose actions nobody looked up', () => {
    expect(() => limitOf('sqs:ListQueues', place)).toThrow('does not say what sqs:ListQueues can be limited to');
  });
});

describe('the AWS collector’s own role', () => {
  const grants = (...roots: Omit<Parameters<typeof awsCollectorGrants>[0][number], 'provider'>[]) =>
    awsCollectorGrants(
      roots.map((root) => ({ provider: 'aws', ...root })),
      place,
    );
  const reading = sidsOf(readerGrants(place));

  test('lists the organisation, enters any member by the role of that name, and reads its own account', () => {
    const made = grants({ accounts: 'organization', role });
    expect(sidsOf(made)).toEqual(['Accounts', 'AccountsOrganizations', 'EnterAccounts', ...reading]);
    expect(resourceOf(made, 'EnterAccounts')).toEqual(['arn:aws:iam::*:role/cadastre-read']);
  });

  test('enters the accounts that are named and no others', () => {
    const made = grants({ accounts: ['222233334444'], role }, { accounts: ['333344445555'], role });
    expect(sidsOf(made)).toEqual(['EnterAccounts']);
    expect(resourceOf(made, 'EnterAccounts')).toEqual([
      'arn:aws:iam::222233334444:role/cadastre-read',
      'arn:aws:iam::333344445555:role/cadastre-read',
    ]);
    expect(sidsOf(grants({ accounts: ['222233334444', place.accountId], role }))).toEqual([
      'EnterAccounts',
      ...reading,
    ]);
  });

  test('enters nothing where only its own account is collected', () => {
    expect(sidsOf(grants({}))).toEqual(reading);
    expect(sidsOf(grants({ role }))).toEqual(reading);
  });

  test('is given no more than nothing where AWS is not collected', () => expect(grants()).toEqual([]));
});

test('a token that proves who the collector is can be had for one audience alone', () => {
  const [grant] = webIdentityGrants(['api://AzureADTokenExchange']);
  expect(grant?.statement).toMatchObject({
    Action: ['sts:GetWebIdentityToken'],
    Resource: '*',
    Condition: {
      'ForAllValues:StringEquals': { 'sts:IdentityTokenAudience': ['api://AzureADTokenExchange'] },
      Null: { 'sts:IdentityTokenAudience': 'false' },
    },
  });
  expect(grant?.unlimited).toContain('audience');
});

describe('the roles of the other clouds', () => {
  test('Azure: every type may be read while every type is registered, else the kinds’ alone', () => {
    expect(azureActions()).toEqual(['*/read']);
    const named = azureActions(['azure_resource', 'azure_compute_disk']);
    expect(named).toEqual(
      [
        'Microsoft.Authorization/permissions/read',
        'Microsoft.ResourceGraph/resources/read',
        ...kindPermissions('azure', ['azure_resource', 'azure_compute_disk']),
      ].sort(),
    );
    expect(named).toContain('Microsoft.Compute/virtualMachines/read');
    expect(named).not.toContain('Microsoft.Compute/disks/read');
    for (const action of [...named, ...azureActions()]) expect(action).toMatch(/\/read$/);
  });

  test('Google: assets are listed, whatever kinds there are', () => {
    expect(gcpPermissions()).toEqual(['cloudasset.assets.listResource']);
    expect(gcpPermissions(catalog.map(({ id }) => id))).toEqual(['cloudasset.assets.listResource']);
  });
});
