import { AccountClient, ListRegionsCommand, paginateListRegions } from '@aws-sdk/client-account';
import * as elb from '@aws-sdk/client-elastic-load-balancing-v2';
import * as org from '@aws-sdk/client-organizations';
import * as sts from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AwsServer, startAwsServer } from '../../lib/sample/aws/server.ts';
import { fakeEstate, MANAGEMENT, MEMBER, pagesOf, SUSPENDED, settingsOf } from './aws-fake.ts';

let server: AwsServer;
beforeAll(async () => {
  server = await startAwsServer(fakeEstate, { externalId: 'ext-1', throttle: false });
});
afterAll(() => server.close());

const settings = (region = 'us-east-1', accessKeyId?: string) => settingsOf(server.endpoint, region, accessKeyId);

describe('accounts', () => {
  it('the management account sees the organisation; members see that there is one', async () => {
    const client = new org.OrganizationsClient(settings());
    const pages = await pagesOf(org.paginateListAccounts({ client }, {}), 'Accounts');
    expect(pages.map(({ length }) => length)).toEqual([20, 5]);
    expect(pages.flat().map(({ Id, Name, State }) => [Id, Name, State])).toEqual(
      fakeEstate.aws.accounts.map(({ id, name, state }) => [id, name, state]),
    );
    const { Tags } = await client.send(new org.ListTagsForResourceCommand({ ResourceId: MEMBER }));
    expect(Tags).toEqual([{ Key: 'owner', Value: 'data & co' }]);
    const none = client.send(new org.ListTagsForResourceCommand({ ResourceId: '999999999999' }));
    await expect(none).rejects.toMatchObject({ name: 'TargetNotFoundException' });
    const member = new org.OrganizationsClient(settings('us-east-1', MEMBER));
    const { Organization } = await member.send(new org.DescribeOrganizationCommand({}));
    expect(Organization).toMatchObject({ Id: 'o-sample0001', MasterAccountId: MANAGEMENT });
    await expect(member.send(new org.ListAccountsCommand({}))).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });

  it('ListRegions tells which regions an account has on', async () => {
    const on = { RegionOptStatusContains: ['ENABLED', 'ENABLED_BY_DEFAULT'] as const };
    const names = async (key: string, AccountId?: string) => {
      const client = new AccountClient(settings('us-east-1', key));
      const input = { RegionOptStatusContains: [...on.RegionOptStatusContains], ...(AccountId && { AccountId }) };
      const pages = await pagesOf(paginateListRegions({ client, pageSize: 1 }, input), 'Regions');
      return pages.flat().map(({ RegionName, RegionOptStatus }) => `${RegionName} ${RegionOptStatus}`);
    };
    const expected = ['eu-south-2 ENABLED', 'eu-west-1 ENABLED_BY_DEFAULT'];
    expect(await names(MEMBER)).toEqual(expected);
    expect(await names(MANAGEMENT, MEMBER)).toEqual(expected);
    await expect(names(MEMBER, MANAGEMENT)).rejects.toMatchObject({ name: 'AccessDeniedException' });
    await expect(names(MANAGEMENT, MANAGEMENT)).rejects.toMatchObject({ name: 'ValidationException' });
    const all = await new AccountClient(settings()).send(new ListRegionsCommand({ MaxResults: 50 }));
    expect(all.Regions?.find(({ RegionName }) => RegionName === 'ap-east-1')?.RegionOptStatus).toBe('DISABLED');
  });

  it('an assumed role is another account, with its own records', async () => {
    const client = new sts.STSClient(settings());
    const assume = (account: string, ExternalId?: string) =>
      client.send(
        new sts.AssumeRoleCommand({
          RoleArn: `arn:aws:iam::${account}:role/cadastre/reader`,
          RoleSessionName: 'test',
          ...(ExternalId && { ExternalId }),
        }),
      );
    const refused = [
      () => assume(MEMBER),
      () => assume(MEMBER, 'other'),
      () => assume(SUSPENDED, 'ext-1'),
      () => assume('999999999999', 'ext-1'),
    ];
    for (const asked of refused) {
      await expect(asked()).rejects.toMatchObject({ name: 'AccessDenied', $metadata: { httpStatusCode: 403 } });
    }
    const { Credentials } = await assume(MEMBER, 'ext-1');
    const credentials = {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    };
    expect(Credentials?.Expiration?.getTime()).toBeGreaterThan(Date.now());
    const who = await new sts.STSClient({ ...settings(), credentials }).send(new sts.GetCallerIdentityCommand({}));
    expect(who).toMatchObject({ Account: MEMBER, Arn: `arn:aws:sts::${MEMBER}:assumed-role/reader/test` });
    const balancers = await new elb.ElasticLoadBalancingV2Client({ ...settings('eu-west-1'), credentials }).send(
      new elb.DescribeLoadBalancersCommand({}),
    );
    expect(balancers.LoadBalancers?.[0]?.LoadBalancerArn).toContain(MEMBER);
    const forged = { ...credentials, accessKeyId: credentials.accessKeyId.replace(MEMBER, MANAGEMENT) };
    const tried = new sts.STSClient({ ...settings(), credentials: forged }).send(new sts.GetCallerIdentityCommand({}));
    await expect(tried).rejects.toMatchObject({ name: 'InvalidClientTokenId' });
  });
});
