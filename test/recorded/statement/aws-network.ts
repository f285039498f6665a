/** Networks of AWS and what is in them, from the models of @aws-sdk/client-ec2 and its documentation. */
import { ec2, leaving, named, networkOwner, ofEc2 } from './aws.ts';
import { groups, inNetworks, operator } from './aws-compute.ts';
import { madeFor } from './aws-made-for.ts';
import { all, always, at, each, type Json, lower, part, type Says, type Statement, set } from './says.ts';

const permissions = (record: Json): Json[] =>
  [record.IpPermissions, record.IpPermissionsEgress].flatMap((one) => one ?? []);

const told = (record: Json): boolean => record.IpPermissions !== undefined || record.IpPermissionsEgress !== undefined;

/** Each range, prefix list and group is a rule: EC2 counts its quota so, and DescribeSecurityGroupRules lists them so. */
const rules: Says = ({ record }) =>
  told(record)
    ? permissions(record).flatMap(({ IpRanges, Ipv6Ranges, PrefixListIds, UserIdGroupPairs }) =>
        [IpRanges, Ipv6Ranges, PrefixListIds, UserIdGroupPairs].flatMap((one) => one ?? []),
      ).length
    : null;

/** Ranges in state `associated`, or on the way to it. */
const standing = (record: Json, sets: string, range: string, state: string): string[] =>
  (record[sets] ?? []).filter((one: Json) => !leaving(part(one, state))).map((one: Json) => one[range]);

/** Addresses of a gateway that it has, or is about to have. */
const standingAddresses = (record: Json): Json[] =>
  (record.NatGatewayAddresses ?? []).filter(({ Status }: Json) => !leaving(Status));

/** The one network and subnet that a record names. */
const placed: Says = (its) =>
  its.record.VpcId === undefined && its.record.SubnetId === undefined
    ? null
    : inNetworks(its, [{ vpc: its.record.VpcId, subnet: its.record.SubnetId }]);

/** The other ends of peerings that stand, where DescribeVpcPeeringConnections was recorded beside the network. */
const peers: Says = ({ record, beside }) => {
  const answers = beside('ec2:DescribeVpcPeeringConnections');
  if (answers.length === 0) return null;
  const ends = answers
    .flatMap(({ VpcPeeringConnections }) => VpcPeeringConnections ?? [])
    .filter(({ Status }: Json) => Status?.Code === 'active')
    .map(({ RequesterVpcInfo, AccepterVpcInfo }: Json) => [RequesterVpcInfo, AccepterVpcInfo]);
  return set(
    ends
      .filter((pair) => pair.some((end: Json) => end?.VpcId === record.VpcId))
      .flatMap((pair) => pair.filter((end: Json) => end?.VpcId !== record.VpcId))
      .map(({ Region, OwnerId, VpcId }: Json) => `arn:aws:ec2:${Region}:${OwnerId}:vpc/${VpcId}`),
  );
};

/** Types of interface that people ask for, or their machines’ agents; services make those of any other. */
const own: readonly string[] = ['interface', 'efa', 'efa-only', 'trunk', 'branch'];

export const awsNetwork: readonly Statement[] = [
  ofEc2('aws_ec2_network_interface', {
    class: 'network_interface',
    type: 'AWS::EC2::NetworkInterface',
    resource: 'network-interface',
    id: 'NetworkInterfaceId',
    tags: 'TagSet',
    fields: {
      state: lower(at('Status')),
      // A service attaches without an instance: what uses it is not told.
      attachedTo: (its) => {
        const { Attachment, Status } = its.record;
        if (leaving(Attachment?.Status)) return [];
        if (Attachment?.InstanceId) return ec2(its, 'instance', Attachment.InstanceId, Attachment.InstanceOwnerId);
        return Status === 'available' ? [] : null;
      },
      managed: ({ record }) =>
        record.RequesterManaged === undefined && record.Operator === undefined
          ? null
          : record.RequesterManaged === true ||
            record.Operator?.Managed === true ||
            !(record.InterfaceType === undefined || own.includes(record.InterfaceType)),
      managedBy: operator,
      securityGroups: groups('Groups[].GroupId'),
      networks: placed,
      description: ({ record }) => record.Description ?? null,
      interfaceType: at('InterfaceType'),
      madeFor,
      zone: at('AvailabilityZone'),
      privateIp: at('PrivateIpAddress'),
      privateAddresses: all('PrivateIpAddress', 'PrivateIpAddresses[].PrivateIpAddress', 'Ipv6Addresses[].Ipv6Address'),
      publicAddresses: (its) =>
        its.record.PrivateIpAddress === undefined && its.record.PrivateIpAddresses === undefined
          ? null
          : (all('PrivateIpAddresses[].Association.PublicIp', 'Association.PublicIp')(its) ?? []),
    },
    links: { attachedTo: 'attached_to', securityGroups: 'member_of', networks: 'runs_in', madeFor: 'owned_by' },
  }),
  ofEc2('aws_vpc_eip', {
    class: 'ip_address',
    type: 'AWS::EC2::EIP',
    resource: 'elastic-ip',
    id: 'AllocationId',
    otherId: 'PublicIp',
    name: named('Tags', 'PublicIp'),
    fields: {
      address: at('PublicIp'),
      external: always(true),
      static: always(true),
      // “All public IPv4 addresses” are charged, in use or not: https://aws.amazon.com/vpc/pricing
      costs: always('always'),
      // Members about an association are left out where there is none.
      attachedTo: (its) => {
        const { NetworkInterfaceId, NetworkInterfaceOwnerId, InstanceId, PublicIp, Domain } = its.record;
        if (PublicIp === undefined || Domain === undefined) return null;
        return set([
          ...ec2(its, 'network-interface', NetworkInterfaceId, NetworkInterfaceOwnerId),
          ...ec2(its, 'instance', InstanceId, NetworkInterfaceOwnerId),
        ]);
      },
      privateIp: at('PrivateIpAddress'),
      managedBy: at('ServiceManaged'),
    },
    links: { attachedTo: 'attached_to' },
  }),
  ofEc2('aws_vpc_nat_gateway', {
    class: 'nat_gateway',
    type: 'AWS::EC2::NatGateway',
    resource: 'natgateway',
    id: 'NatGatewayId',
    // “deleted”: it stays visible for about an hour.
    leaves: ({ record }) => record.State === 'deleted',
    created: at('CreateTime'),
    fields: {
      state: lower(at('State')),
      networks: placed,
      connectivity: at('ConnectivityType'),
      addresses: (its) =>
        its.record.NatGatewayAddresses === undefined
          ? null
          : set(standingAddresses(its.record).flatMap((one) => ec2(its, 'elastic-ip', one.AllocationId))),
      privateAddresses: (its) =>
        its.record.NatGatewayAddresses === undefined
          ? null
          : set(standingAddresses(its.record).map((one) => one.PrivateIp)),
      publicAddresses: (its) =>
        its.record.NatGatewayAddresses === undefined
          ? null
          : set(standingAddresses(its.record).map((one) => one.PublicIp)),
    },
    links: { networks: 'runs_in', addresses: 'routes_to' },
  }),
  ofEc2('aws_vpc_security_group', {
    class: 'security_group',
    type: 'AWS::EC2::SecurityGroup',
    resource: 'security-group',
    id: 'GroupId',
    shared: true,
    ownArn: 'SecurityGroupArn',
    name: at('GroupName', 'GroupId'),
    fields: {
      // Each VPC is made with one group of this name, and no other may have it.
      default: ({ record }) => (record.GroupName === undefined ? null : record.GroupName === 'default'),
      network: (its) => {
        const { VpcId } = its.record;
        return VpcId === undefined ? null : ec2(its, 'vpc', VpcId, networkOwner(its, VpcId), 'SecurityGroupArn');
      },
      // “Where the group itself says so”: an AWS group never does; its members name it.
      uses: always([]),
      refersTo: (its) =>
        told(its.record)
          ? set(
              permissions(its.record)
                .flatMap(({ UserIdGroupPairs }) => UserIdGroupPairs ?? [])
                .filter(({ GroupId }: Json) => GroupId !== its.record.GroupId)
                .flatMap(({ GroupId, UserId }: Json) =>
                  ec2(its, 'security-group', GroupId, UserId, 'SecurityGroupArn'),
                ),
            )
          : null,
      description: ({ record }) => record.Description ?? null,
      rules,
    },
    links: { network: 'member_of', refersTo: 'routes_to' },
  }),
  ofEc2('aws_vpc_subnet', {
    class: 'subnet',
    type: 'AWS::EC2::Subnet',
    resource: 'subnet',
    id: 'SubnetId',
    shared: true,
    ownArn: 'SubnetArn',
    fields: {
      ranges: ({ record }) =>
        record.CidrBlock === undefined && record.Ipv6CidrBlockAssociationSet === undefined
          ? null
          : set([
              record.CidrBlock,
              ...standing(record, 'Ipv6CidrBlockAssociationSet', 'Ipv6CidrBlock', 'Ipv6CidrBlockState.State'),
            ]),
      network: each(all('VpcId'), (id, its) => ec2(its, 'vpc', id, null, 'SubnetArn')),
      state: lower(at('State')),
      zone: at('AvailabilityZone'),
      public: at('MapPublicIpOnLaunch'),
    },
    links: { network: 'member_of' },
  }),
  ofEc2('aws_vpc', {
    class: 'network',
    type: 'AWS::EC2::VPC',
    resource: 'vpc',
    id: 'VpcId',
    shared: true,
    fields: {
      ranges: ({ record }) =>
        record.CidrBlock === undefined && record.CidrBlockAssociationSet === undefined
          ? null
          : set([
              record.CidrBlock,
              ...standing(record, 'CidrBlockAssociationSet', 'CidrBlock', 'CidrBlockState.State'),
              ...standing(record, 'Ipv6CidrBlockAssociationSet', 'Ipv6CidrBlock', 'Ipv6CidrBlockState.State'),
            ]),
      default: at('IsDefault'),
      state: lower(at('State')),
      peers,
    },
    links: { peers: 'routes_to' },
  }),
];
