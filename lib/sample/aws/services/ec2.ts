import type { AwsRecord, AwsSequence } from '../../types.ts';
import { AwsRefusal } from '../errors.ts';
import { estateFind, estateSequence, type Listing, type Paging, paged } from '../pages.ts';
import { isStandard, regionNames } from '../regions.ts';
import { type Answer, type Call, defineService } from '../service.ts';
import { peeringsOf } from './peering.ts';

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

/** Whether a record is of the owners that a call names, `self` among them; a record without an owner is the account's. */
const ofOwners =
  (input: string) =>
  ({ input: { [input]: owners }, accountId }: Call, { OwnerId = accountId }: AwsRecord): boolean =>
    owners === undefined || owners.includes(OwnerId) || (OwnerId === accountId && owners.includes('self'));

const ownSnapshots = ofOwners('OwnerIds');
const ownImages = ofOwners('Owners');

/** EC2 leaves out disabled images unless they are asked for; deprecated ones it shows to their owner either way. */
const images: Partial<Listing> = {
  heeds: ['Owners', 'IncludeDeprecated', 'IncludeDisabled'],
  keep: (call: Call) => (image: AwsRecord) =>
    ownImages(call, image) && (call.input.IncludeDisabled === true || image.State !== 'disabled'),
};

const isHidden = ({ Operator }: AwsRecord): boolean =>
  (Operator as { HiddenByDefault?: boolean } | undefined)?.HiddenByDefault === true;

/** What a service manages may be hidden: EC2 then leaves it out unless it is asked for. */
const managed: Partial<Listing> = {
  heeds: ['IncludeManagedResources'],
  keep: ({ input: { IncludeManagedResources } }: Call) =>
    IncludeManagedResources === true ? undefined : (record: AwsRecord) => !isHidden(record),
};

/** The instances of a reservation that a call is shown. */
const shownOf = ({ input: { IncludeManagedResources } }: Call, { Instances }: AwsRecord): readonly AwsRecord[] => {
  const all = (Instances ?? []) as readonly AwsRecord[];
  return IncludeManagedResources === true ? all : all.filter((one) => !isHidden(one));
};

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
      heeds: ['IncludeManagedResources'],
      keep: (call) => (reservation) => shownOf(call, reservation).length > 0,
      give: (reservation, call) => ({ ...reservation, Instances: shownOf(call, reservation) }),
      ids: { input: 'InstanceIds', find: findInstance, missing: [400, 'InvalidInstanceID.NotFound'] },
      weigh: ({ Instances }: AwsRecord) => (Array.isArray(Instances) ? Instances.length : 1),
    }),
    DescribeVolumes: listing('DescribeVolumes', 'Volumes', 'VolumeIds', 'InvalidVolume.NotFound', managed),
    DescribeSnapshots: listing('DescribeSnapshots', 'Snapshots', 'SnapshotIds', 'InvalidSnapshot.NotFound', {
      heeds: ['OwnerIds'],
      keep: (call) => (snapshot) => ownSnapshots(call, snapshot),
    }),
    DescribeImages: listing('DescribeImages', 'Images', 'ImageIds', 'InvalidAMIID.NotFound', images),
    DescribeAddresses: listing('DescribeAddresses', 'Addresses', 'AllocationIds', 'InvalidAllocationID.NotFound', {
      unpaged: true,
    }),
    DescribeNetworkInterfaces: listing(
      'DescribeNetworkInterfaces',
      'NetworkInterfaces',
      'NetworkInterfaceIds',
      'InvalidNetworkInterfaceID.NotFound',
      managed,
    ),
    DescribeNatGateways: listing('DescribeNatGateways', 'NatGateways', 'NatGatewayIds', 'NatGatewayNotFound'),
    DescribeVpcs: listing('DescribeVpcs', 'Vpcs', 'VpcIds', 'InvalidVpcID.NotFound'),
    DescribeSubnets: listing('DescribeSubnets', 'Subnets', 'SubnetIds', 'InvalidSubnetID.NotFound'),
    DescribeSecurityGroups: listing('DescribeSecurityGroups', 'SecurityGroups', 'GroupIds', 'InvalidGroup.NotFound'),
    DescribeVpcPeeringConnections: dry(
      paged({
        list: 'VpcPeeringConnections',
        paging,
        read: ({ estate, accountId, region }, from, limit) => {
          const items = peeringsOf(estate, accountId, region).slice(from, from + limit);
          return { items, next: items.length < limit ? null : from + limit };
        },
      }),
    ),
    DescribeRegions: describeRegions,
  },
});
