import { EC2Client, type NetworkInterface, paginateDescribeNetworkInterfaces } from '@aws-sdk/client-ec2';
import type { AwsContext } from '../../providers/aws/context.ts';
import { pages, present, tagsOf } from '../../providers/aws/read.ts';
import { lower } from '../normalise.ts';
import { defineAwsKind } from '../types.ts';
import { privateAddresses, publicAddresses } from './shared/addresses.ts';
import { isHeld } from './shared/attached.ts';
import { makerOf } from './shared/maker.ts';
import { groupRefs, networkRefs, sharing } from './shared/networks.ts';
import { accountIn, ownedBy } from './shared/owned.ts';

/** Types that a person, or what a person runs, makes; AWS's services make the others. */
const people: ReadonlySet<string> = new Set(['interface', 'efa', 'efa-only', 'trunk', 'branch']);

const owned = ({ OwnerId }: NetworkInterface, aws: AwsContext) => ownedBy(aws, { owner: OwnerId });

const managed = ({ RequesterManaged, InterfaceType, Operator }: NetworkInterface): boolean | undefined => {
  if (RequesterManaged === true || Operator?.Managed === true) return true;
  return InterfaceType === undefined ? RequesterManaged : !people.has(InterfaceType);
};

export default defineAwsKind({
  id: 'aws_ec2_network_interface',
  type: 'AWS::EC2::NetworkInterface',
  title: 'Elastic network interface',
  docs: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeNetworkInterfaces.html',
  class: 'network_interface',
  scope: 'regional',
  arns: ['ec2:network-interface/'],
  changedBy: [
    'CreateNetworkInterface',
    'DeleteNetworkInterface',
    'AttachNetworkInterface',
    'DetachNetworkInterface',
    'ModifyNetworkInterfaceAttribute',
    'RunInstances',
    'TerminateInstances',
  ],
  permissions: ['ec2:DescribeNetworkInterfaces', 'ec2:DescribeSecurityGroups', 'ec2:DescribeVpcs'],

  list: (aws) =>
    sharing(
      aws,
      pages(
        paginateDescribeNetworkInterfaces(
          { client: aws.client(EC2Client), pageSize: 1000 },
          { IncludeManagedResources: true },
        ),
        (page) => page.NetworkInterfaces,
      ),
      { groups: true },
    ),

  identity: (nic, aws) => {
    const of = owned(nic, aws);
    const tags = tagsOf(nic.TagSet);
    return {
      ...of,
      id: aws.arn('ec2', `network-interface/${nic.NetworkInterfaceId}`, of),
      name: tags.Name || nic.NetworkInterfaceId,
      tags,
    };
  },

  contract: {
    state: ({ Status }) => lower(Status),
    attachedTo: (nic, aws) => {
      const { Attachment, Status } = nic;
      if (Attachment ? !isHeld(Attachment.Status) : lower(Status) === 'available') return [];
      // What a service uses is not named.
      const [id] = present([Attachment?.InstanceId]);
      const of = owned(nic, aws);
      const accountId = accountIn(Attachment?.InstanceOwnerId) ?? of.accountId;
      return id === undefined ? null : [aws.arn('ec2', `instance/${id}`, { ...of, accountId })];
    },
    managed: (nic) => managed(nic),
    securityGroups: (nic, aws) =>
      groupRefs(
        aws,
        owned(nic, aws),
        nic.owners,
        nic.Groups?.map((one) => one?.GroupId),
      ),
    networks: (nic, aws) =>
      networkRefs(aws, owned(nic, aws), nic.owners, [{ vpc: nic.VpcId, subnets: [nic.SubnetId] }]),
  },
  fields: {
    madeFor: {
      type: 'refs',
      rel: 'owned_by',
      description: 'What a service made it for, as its description says: a balancer, a gateway, a function.',
      from: (nic, aws) => {
        const maker = makerOf(nic.Description, (service, resource) => aws.arn(service, resource, owned(nic, aws)));
        return maker !== undefined ? [maker] : managed(nic) === false ? [] : null;
      },
    },
    description: {
      type: 'text',
      description: 'What its maker wrote; names the service for a managed one.',
      from: ({ Description }) => Description,
    },
    interfaceType: {
      type: 'text',
      description: 'interface, lambda, nat_gateway, …',
      from: ({ InterfaceType }) => InterfaceType,
    },
    managedBy: {
      type: 'text',
      description: 'AWS service that manages it, where one does.',
      from: ({ Operator }) => (Operator?.Managed === true ? Operator.Principal : null),
    },
    zone: { type: 'text', description: 'Availability zone.', from: ({ AvailabilityZone }) => AvailabilityZone },
    privateIp: {
      type: 'text',
      description: 'Primary private address.',
      from: ({ PrivateIpAddress }) => PrivateIpAddress,
    },
    privateAddresses: {
      type: 'texts',
      description: 'Addresses in its network, IPv6 among them.',
      from: (nic) => privateAddresses([nic]),
    },
    publicAddresses: {
      type: 'texts',
      description: 'Addresses that the internet reaches it at.',
      from: (nic) => publicAddresses([nic]),
    },
  },
});
