import type { AwsRecord, AwsSequence } from '../../types.ts';
import { AwsRefusal } from '../errors.ts';
import { estateFind, estateSequence, type Listing, type Paging, paged } from '../pages.ts';
import { isStandard, regionNames } from '../regions.ts';
import { type Answer, type Call, defineService } from '../service.ts';

/** Without MaxResults, EC2 gives everything at once. */
const paging: Paging = { size: 'MaxResults', token: 'NextToken', next: 'NextToken', least: 5, most: 1000 };

/** Every EC2 operation takes DryRun and says by an error that it would have worked. */
const dry =
  (answer: Answer): Answer =>
  (call) => {
    if (!call.input.DryRun) return answer(call);
    throw new AwsRefusal(412, 'DryRunOperation', 'Request would have succeeded, but DryRun flag is set.');
  };

/** A listing of the estate: the output member, the input that names ids, and the error where one is unknown. */
const listing = (
  sequence: AwsSequence,
  list: string,
  ids: string,
  missing: string,
  more: Partial<Listing> & { unpaged?: boolean } = {},
): Answer => {
  const { unpaged, ...rest } = more;
  return dry(
    paged({
      list,
      read: estateSequence(sequence),
      ids: { input: ids, find: estateFind(sequence), missing: [400, missing] },
      ...(!unpaged && { paging }),
      ...rest,
    }),
  );
};

/** The estate holds the account's own only: owners other than it have none. */
const ownedBy = (input: string): Partial<Listing> => ({
  heeds: [input, 'IncludeDeprecated', 'IncludeDisabled'],
  keep: ({ input: { [input]: owners }, accountId }: Call) =>
    owners === undefined || owners.includes('self') || owners.includes(accountId) ? undefined : () => false,
});

/** The reservation of an instance, with that instance alone. */
const findInstance = (call: Call, id: string): AwsRecord | undefined => {
  const found = estateFind('DescribeInstances')(call, id);
  const instances = (found?.Instances ?? []) as readonly AwsRecord[];
  return found && { ...found, Instances: instances.filter(({ InstanceId }) => InstanceId === id) };
};

const describeRegions: Answer = dry(
  paged({
    list: 'Regions',
    heeds: ['AllRegions', 'RegionNames'],
    read: ({ estate, accountId, input: { AllRegions, RegionNames } }) => {
      const enabled = new Set(estate.aws.accounts.find(({ id }) => id === accountId)?.regions);
      const asked = regionNames.filter(
        (name) => (AllRegions || enabled.has(name)) && (RegionNames === undefined || RegionNames.includes(name)),
      );
      const status = (name: string) =>
        isStandard(name) ? 'opt-in-not-required' : enabled.has(name) ? 'opted-in' : 'not-opted-in';
      const items = asked.map((RegionName) => ({
        RegionName,
        Endpoint: `ec2.${RegionName}.amazonaws.com`,
        OptInStatus: status(RegionName),
      }));
      return { items, next: null };
    },
  }),
);

export const ec2 = defineService({
  id: 'ec2',
  protocol: 'ec2',
  namespace: 'http://ec2.amazonaws.com/doc/2016-11-15/',
  load: () => import('@aws-sdk/client-ec2'),
  global: ['DescribeRegions'],
  operations: {
    // A page counts instances and never cuts a reservation in two.
    DescribeInstances: listing('DescribeInstances', 'Reservations', 'InstanceIds', 'InvalidInstanceID.NotFound', {
      ids: { input: 'InstanceIds', find: findInstance, missing: [400, 'InvalidInstanceID.NotFound'] },
      weigh: ({ Instances }: AwsRecord) => (Array.isArray(Instances) ? Instances.length : 1),
    }),
    DescribeVolumes: listing('DescribeVolumes', 'Volumes', 'VolumeIds', 'InvalidVolume.NotFound'),
    DescribeSnapshots: listing(
      'DescribeSnapshots',
      'Snapshots',
      'SnapshotIds',
      'InvalidSnapshot.NotFound',
      ownedBy('OwnerIds'),
    ),
    DescribeImages: listing('DescribeImages', 'Images', 'ImageIds', 'InvalidAMIID.NotFound', ownedBy('Owners')),
    DescribeAddresses: listing('DescribeAddresses', 'Addresses', 'AllocationIds', 'InvalidAllocationID.NotFound', {
      unpaged: true,
    }),
    DescribeNetworkInterfaces: listing(
      'DescribeNetworkInterfaces',
      'NetworkInterfaces',
      'NetworkInterfaceIds',
      'InvalidNetworkInterfaceID.NotFound',
    ),
    DescribeNatGateways: listing('DescribeNatGateways', 'NatGateways', 'NatGatewayIds', 'NatGatewayNotFound'),
    DescribeVpcs: listing('DescribeVpcs', 'Vpcs', 'VpcIds', 'InvalidVpcID.NotFound'),
    DescribeSubnets: listing('DescribeSubnets', 'Subnets', 'SubnetIds', 'InvalidSubnetID.NotFound'),
    DescribeSecurityGroups: listing('DescribeSecurityGroups', 'SecurityGroups', 'GroupIds', 'InvalidGroup.NotFound'),
    DescribeRegions: describeRegions,
  },
});
