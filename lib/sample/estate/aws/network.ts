/** Networks, subnets, groups, interfaces, addresses, gateways. */
import type { AwsRecord } from '../../types.ts';
import { mix, pick, share } from '../chance.ts';
import { madeAt, type Stage } from '../life.ts';
import { addressOf } from './compute.ts';
import { type AwsPlace, named, refer, tagsOf } from './place.ts';

/** The network that a subnet is in: position 0 is the region's default one. */
const vpcOf = (place: AwsPlace, subnet: number): string => place.id('vpc', subnet % place.cells.vpc.initial);

export const networkFor = (place: AwsPlace, hash: number): { vpc: string; subnet: string } => {
  const subnet = hash % place.cells.subnet.initial;
  return { vpc: vpcOf(place, subnet), subnet: place.id('subnet', subnet) };
};

/** One in seven groups was made for something that is gone. */
const unused = (place: AwsPlace, group: number): boolean =>
  share(mix(place.cells.group.at(group).hash, 'unused')) < 1 / 7;

/** A network's default group has an even number, a group that somebody made an odd one. */
export const groupFor = (place: AwsPlace, hash: number): { GroupId: string; GroupName: string } => {
  const group = hash % place.cells.group.initial;
  return unused(place, group)
    ? { GroupId: place.id('sg', 0), GroupName: 'default' }
    : { GroupId: place.id('sg', 2 * group + 1), GroupName: groupName(place, group) };
};

const groupName = (place: AwsPlace, group: number): string => named(place.cells.group.at(group), 'sg', group);

export const vpc = (place: AwsPlace, index: number, stage: Stage): AwsRecord => ({
  VpcId: place.id('vpc', index),
  OwnerId: place.account.id,
  CidrBlock: index === 0 ? '172.31.0.0/16' : `10.${index % 256}.0.0/16`,
  State: 'available',
  IsDefault: index === 0,
  InstanceTenancy: 'default',
  CidrBlockAssociationSet: [
    { CidrBlock: index === 0 ? '172.31.0.0/16' : `10.${index % 256}.0.0/16`, CidrBlockState: { State: 'associated' } },
  ],
  Tags: index === 0 ? [] : tagsOf(stage, named(stage, 'vpc', index)),
});

export const subnet = (place: AwsPlace, index: number, stage: Stage): AwsRecord => ({
  SubnetId: place.id('subnet', index),
  SubnetArn: place.arn('ec2', `subnet/${place.id('subnet', index)}`),
  VpcId: vpcOf(place, index),
  OwnerId: place.account.id,
  CidrBlock: `10.${(index >>> 8) % 256}.${index % 256}.0/24`,
  State: 'available',
  AvailabilityZone: `${place.region}${pick(index, ['a', 'b', 'c'])}`,
  // Counts up and down all day; no fact of the subnet.
  AvailableIpAddressCount: 251 - (mix(stage.hash, stage.changed) % 200),
  MapPublicIpOnLaunch: index % 3 === 0,
  Tags: tagsOf(stage, named(stage, 'subnet', index)),
});

/** What a group begins with: AWS lets everything out. */
const anywhere = [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }];

export const defaultGroup = (place: AwsPlace, index: number): AwsRecord => ({
  GroupId: place.id('sg', 2 * index),
  GroupName: 'default',
  OwnerId: place.account.id,
  VpcId: place.id('vpc', index),
  Description: 'default VPC security group',
  IpPermissions: [],
  IpPermissionsEgress: anywhere,
  Tags: [],
});

export const group = (place: AwsPlace, index: number, stage: Stage): AwsRecord => ({
  GroupId: place.id('sg', 2 * index + 1),
  GroupName: groupName(place, index),
  OwnerId: place.account.id,
  VpcId: vpcOf(place, index),
  Description: `lets ${stage.changed ? 'HTTPS & HTTP' : 'HTTPS'} in`,
  IpPermissions: [
    { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '10.0.0.0/8', Description: 'inside' }] },
  ],
  IpPermissionsEgress: anywhere,
  Tags: tagsOf(stage),
});

const nicOf = (place: AwsPlace, id: string, stage: Stage, more: object): AwsRecord => {
  const { vpc: VpcId, subnet: SubnetId } = networkFor(place, stage.hash);
  return {
    NetworkInterfaceId: id,
    OwnerId: place.account.id,
    VpcId,
    SubnetId,
    PrivateIpAddress: addressOf(stage.hash),
    PrivateIpAddresses: [{ PrivateIpAddress: addressOf(stage.hash), Primary: true }],
    Groups: [groupFor(place, stage.hash)],
    InterfaceType: 'interface',
    RequesterManaged: false,
    ...more,
  };
};

/** A machine's interface has its number, doubled; the other interfaces have the odd ones. */
export const machineNic = (place: AwsPlace, index: number, stage: Stage): AwsRecord =>
  nicOf(place, place.id('eni', 2 * index), stage, {
    Status: 'in-use',
    Attachment: {
      AttachmentId: place.id('eni-attach', index),
      InstanceId: place.id('i', index),
      InstanceOwnerId: place.account.id,
      DeviceIndex: 0,
      Status: 'attached',
    },
    TagSet: tagsOf(stage),
  });

/** Most are AWS's own, made for functions and endpoints; some were left behind. */
export const nic = (place: AwsPlace, index: number, stage: Stage): AwsRecord => {
  const managed = share(mix(stage.hash, 'managed')) < 0.7;
  return nicOf(place, place.id('eni', 2 * index + 1), stage, {
    ...(managed && { InterfaceType: pick(stage.hash, ['lambda', 'vpc_endpoint']) }),
    RequesterManaged: managed,
    Status: managed ? 'in-use' : 'available',
    Description: managed ? 'AWS Lambda VPC ENI' : '',
    TagSet: managed ? [] : tagsOf(stage, named(stage, 'nic', index)),
  });
};

export const nat = (place: AwsPlace, index: number, stage: Stage): AwsRecord => {
  const { vpc: VpcId, subnet: SubnetId } = networkFor(place, stage.hash);
  return {
    NatGatewayId: place.id('nat', index),
    State: 'available',
    ConnectivityType: 'public',
    CreateTime: madeAt(stage),
    VpcId,
    SubnetId,
    NatGatewayAddresses: [
      { AllocationId: place.id('eipalloc', 2 * index), PublicIp: publicIp(stage), IsPrimary: true },
    ],
    Tags: tagsOf(stage, named(stage, 'nat', index)),
  };
};

const publicIp = ({ hash }: Stage): string => `203.0.${hash % 250}.${(hash >>> 8) % 250}`;

const address = (place: AwsPlace, number: number, stage: Stage, more: object): AwsRecord => ({
  AllocationId: place.id('eipalloc', number),
  PublicIp: publicIp(stage),
  Domain: 'vpc',
  NetworkBorderGroup: place.region,
  ...more,
});

export const natAddress = (place: AwsPlace, index: number, stage: Stage): AwsRecord =>
  address(place, 2 * index, stage, { AssociationId: place.id('eipassoc', 2 * index), Tags: tagsOf(stage) });

/** An address whose machine went away is kept, and billed. */
export const elasticIp = (place: AwsPlace, index: number, stage: Stage): AwsRecord => {
  const machine = refer(mix(stage.hash, 'machine'), place.cells.instance);
  const held = machine !== undefined && share(mix(stage.hash, 'held')) < 0.8 && place.cells.instance.at(machine).alive;
  return address(place, 2 * index + 1, stage, {
    ...(held && {
      AssociationId: place.id('eipassoc', 2 * index + 1),
      InstanceId: place.id('i', machine),
      NetworkInterfaceId: place.id('eni', 2 * machine),
      PrivateIpAddress: addressOf(stage.hash),
    }),
    Tags: tagsOf(stage, named(stage, 'ip', index)),
  });
};
