/** A network that its owner shares: each account sees it, and it is registered once, where it is owned. */
import { expect, it } from 'vitest';
import { type Collected, collected } from './collected.ts';

const OWNER = '111122223333';
const PARTICIPANT = '444455556666';
const mine = [{ Key: 'owner', Value: 'data-platform' }];

const vpc = { VpcId: 'vpc-0lent', OwnerId: OWNER, CidrBlock: '10.40.0.0/16', IsDefault: false, State: 'available' };
const subnet = {
  ...{ SubnetId: 'subnet-0lent', VpcId: 'vpc-0lent', OwnerId: OWNER, CidrBlock: '10.40.2.0/24', State: 'available' },
  ...{ SubnetArn: `arn:aws:ec2:eu-west-1:${OWNER}:subnet/subnet-0lent`, AvailabilityZone: 'eu-west-1b' },
};
const lentGroup = {
  ...{ GroupId: 'sg-0lent', GroupName: 'lent', OwnerId: OWNER, VpcId: 'vpc-0lent', IpPermissions: [] },
  ...{ SecurityGroupArn: `arn:aws:ec2:eu-west-1:${OWNER}:security-group/sg-0lent`, IpPermissionsEgress: [] },
};
const ownGroup = {
  ...{ GroupId: 'sg-0guest', GroupName: 'guest', OwnerId: PARTICIPANT, VpcId: 'vpc-0lent' },
  ...{ IpPermissions: [], IpPermissionsEgress: [] },
};
const nic = {
  ...{ NetworkInterfaceId: 'eni-0guest', OwnerId: PARTICIPANT, VpcId: 'vpc-0lent', SubnetId: 'subnet-0lent' },
  ...{ Status: 'in-use', InterfaceType: 'interface', RequesterManaged: false },
  Attachment: { InstanceId: 'i-0guest', InstanceOwnerId: PARTICIPANT, DeviceIndex: 0, Status: 'attached' },
  Groups: [
    { GroupId: 'sg-0guest', GroupName: 'guest' },
    { GroupId: 'sg-0lent', GroupName: 'lent' },
  ],
};
const instance = {
  ...{ InstanceId: 'i-0guest', State: { Code: 16, Name: 'running' }, VpcId: 'vpc-0lent', SubnetId: 'subnet-0lent' },
  ...{ SecurityGroups: [{ GroupId: 'sg-0lent', GroupName: 'lent' }], Tags: mine },
};

/** Tags are shown to the owner of each alone. */
const estate = (): Promise<Collected> =>
  collected({
    aws: {
      accounts: [OWNER, PARTICIPANT],
      [`${OWNER}/eu-west-1`]: {
        DescribeVpcs: [{ ...vpc, Tags: mine }],
        DescribeSubnets: [{ ...subnet, Tags: mine }],
        DescribeNetworkInterfaces: [nic],
        DescribeSecurityGroups: [{ ...lentGroup, Tags: mine }, ownGroup],
      },
      [`${PARTICIPANT}/eu-west-1`]: {
        DescribeVpcs: [vpc],
        DescribeSubnets: [subnet],
        DescribeNetworkInterfaces: [{ ...nic, TagSet: mine }],
        DescribeSecurityGroups: [lentGroup, { ...ownGroup, Tags: mine }],
        DescribeInstances: [{ ReservationId: 'r-1', OwnerId: PARTICIPANT, Instances: [instance] }],
      },
    },
  });

it('registers each thing once, under the account that owns it, with the tags that its owner sees', async () => {
  const { resources, findings } = await estate();
  expect([...resources.keys()].sort()).toEqual(
    [
      ...[`${OWNER}:vpc/vpc-0lent`, `${OWNER}:subnet/subnet-0lent`, `${OWNER}:security-group/sg-0lent`],
      ...[`${PARTICIPANT}:instance/i-0guest`, `${PARTICIPANT}:network-interface/eni-0guest`],
      `${PARTICIPANT}:security-group/sg-0guest`,
    ]
      .map((end) => `arn:aws:ec2:eu-west-1:${end}`)
      .sort(),
  );
  expect([...resources.values()].filter(({ owner }) => owner.id !== 'data-platform')).toEqual([]);
  expect(findings.filter(({ check }) => check === 'unowned')).toEqual([]);
});

it('resolves what an answer names by bare id to the ARN of its owner', async () => {
  const { resource } = await estate();
  const lent = [`${OWNER}:subnet/subnet-0lent`, `${OWNER}:vpc/vpc-0lent`].map((end) => `arn:aws:ec2:eu-west-1:${end}`);
  expect(resource('i-0guest').fields).toMatchObject({
    networks: lent,
    securityGroups: [`arn:aws:ec2:eu-west-1:${OWNER}:security-group/sg-0lent`],
  });
  expect(resource('eni-0guest').fields).toMatchObject({
    networks: lent,
    attachedTo: [`arn:aws:ec2:eu-west-1:${PARTICIPANT}:instance/i-0guest`],
    securityGroups: [
      `arn:aws:ec2:eu-west-1:${OWNER}:security-group/sg-0lent`,
      `arn:aws:ec2:eu-west-1:${PARTICIPANT}:security-group/sg-0guest`,
    ],
  });
  expect(resource('sg-0guest').fields.network).toEqual([`arn:aws:ec2:eu-west-1:${OWNER}:vpc/vpc-0lent`]);
});

it('keeps what is no longer shared: its owner still has it', async () => {
  const shared = { DescribeVpcs: [vpc], DescribeSubnets: [subnet] };
  const own = { DescribeVpcs: [{ ...vpc, Tags: mine }], DescribeSubnets: [{ ...subnet, Tags: mine }] };
  const accounts = [OWNER, PARTICIPANT];
  const { resources } = await collected({
    runs: [
      { aws: { accounts, [`${OWNER}/eu-west-1`]: own, [`${PARTICIPANT}/eu-west-1`]: shared } },
      { day: 1, aws: { accounts, [`${OWNER}/eu-west-1`]: own } },
      { day: 2, aws: { accounts, [`${OWNER}/eu-west-1`]: own } },
    ],
  });
  expect([...resources.values()].map(({ lifecycle }) => lifecycle)).toEqual(['active', 'active']);
});
