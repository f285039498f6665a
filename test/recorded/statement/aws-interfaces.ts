/** Interfaces, addresses and NAT gateways of AWS, from the models of @aws-sdk/client-ec2 and its documentation. */
import { ec2, leaving, named, ofEc2 } from './aws.ts';
import { groups, inNetworks, operator } from './aws-compute.ts';
import { madeFor } from './aws-made-for.ts';
import { all, always, at, type Json, lower, type Says, type Statement, set } from './says.ts';

/** Addresses of a gateway that it has, or is about to have. */
const standingAddresses = (record: Json): Json[] =>
  (record.NatGatewayAddresses ?? []).filter(({ Status }: Json) => !leaving(Status));

/** The one network and subnet that a record names. */
const placed: Says = (its) =>
  its.record.VpcId === undefined && its.record.SubnetId === undefined
    ? null
    : inNetworks(its, [{ vpc: its.record.VpcId, subnet: its.record.SubnetId }]);

/** Types of interface that people ask for, or their machines’ agents; services make those of any other. */
const own: readonly string[] = ['interface', 'efa', 'efa-only', 'trunk', 'branch'];

export const awsInterfaces: readonly Statement[] = [
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
];
