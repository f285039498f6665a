/** What a reference leads to outside of what is collected is not known to be gone; what is near and absent is. */
import { expect, it } from 'vitest';
import { collected } from './collected.ts';

const labels = { owner: 'data-platform' };
const rule = (name: string, data: object) => ({
  name: `//compute.googleapis.com/projects/harbour-prod/regions/europe-west1/forwardingRules/${name}`,
  assetType: 'compute.googleapis.com/ForwardingRule',
  resource: { location: 'europe-west1', data: { name, labels, loadBalancingScheme: '', ...data } },
});
const at = (project: string, end: string) =>
  `https://www.googleapis.com/compute/v1/projects/${project}/regions/europe-west1/${end}`;

it('of forwarding rules into other projects, and of endpoints of Private Service Connect', async () => {
  const { said } = await collected({
    gcp: [
      {
        name: '//compute.googleapis.com/projects/harbour-prod/global/forwardingRules/bundle',
        assetType: 'compute.googleapis.com/GlobalForwardingRule',
        resource: { location: 'global', data: { labels, target: 'vpc-sc', pscConnectionId: '1' } },
      },
      rule('vendor', { target: at('vendor-7', 'serviceAttachments/archive'), pscConnectionId: '2' }),
      rule('ended', {
        target: at('vendor-7', 'serviceAttachments/old'),
        pscConnectionId: '3',
        pscConnectionStatus: 'CLOSED',
      }),
      rule('theirs', { backendService: at('other-team', 'backendServices/api') }),
      rule('gone', { backendService: at('harbour-prod', 'backendServices/api') }),
    ],
  });
  expect(['bundle', 'vendor', 'ended', 'theirs', 'gone'].map((name) => said(`/${name}`))).toEqual([
    [],
    ['load_balancer_without_targets unknown: what it refers to is in project vendor-7, which is not collected here'],
    [
      'load_balancer_without_targets fail: The service that it leads to has closed the connection, at least since 2026-06-01.',
    ],
    ['load_balancer_without_targets unknown: what it refers to is in project other-team, which is not collected here'],
    ['load_balancer_without_targets fail: What it sends traffic to is gone, at least since 2026-06-01.'],
  ]);
});

const Tags = [{ Key: 'owner', Value: 'data-platform' }];
const group = (GroupId: string, OwnerId: string, VpcId: string, pairs: readonly object[] = []) => ({
  ...{ GroupId, GroupName: GroupId, OwnerId, VpcId, Tags, IpPermissionsEgress: [] },
  IpPermissions: pairs.length > 0 ? [{ IpProtocol: 'tcp', FromPort: 5432, ToPort: 5432, UserIdGroupPairs: pairs }] : [],
});
const network = (VpcId: string, OwnerId: string) => ({ VpcId, OwnerId, CidrBlock: '10.0.0.0/16', Tags });

it('of security groups whose network is peered with that of another account', async () => {
  const behindPeering = {
    ...{
      GroupId: 'sg-0peered',
      UserId: '111122223333',
      VpcPeeringConnectionId: 'pcx-0harbour',
      PeeringStatus: 'active',
    },
  };
  const { said } = await collected({
    aws: {
      accounts: ['111122223333', '444455556666'],
      '111122223333/eu-west-1': {
        DescribeVpcs: [network('vpc-0near', '111122223333'), network('vpc-0far', '111122223333')],
        DescribeSecurityGroups: [
          group('sg-0peered', '111122223333', 'vpc-0near'),
          group('sg-0alone', '111122223333', 'vpc-0far'),
        ],
      },
      '444455556666/eu-west-1': {
        DescribeVpcs: [network('vpc-0theirs', '444455556666')],
        DescribeSecurityGroups: [group('sg-0theirs', '444455556666', 'vpc-0theirs', [behindPeering])],
      },
    },
  });
  expect(said('sg-0peered')).toEqual([
    'unused_security_group unknown: groups of other accounts may name it: its network is peered with one that is not collected here',
  ]);
  expect(said('sg-0alone')).toEqual(['unused_security_group fail: Nothing uses it, at least since 2026-06-01.']);
});
