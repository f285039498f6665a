import { EC2Client, paginateDescribeNetworkInterfaces } from '@aws-sdk/client-ec2';
import { pages, present, tagsOf } from '../../providers/aws/read.ts';
import { lower } from '../normalise.ts';
import { defineAwsKind } from '../types.ts';

/** The machine's account, where it is not that of the interface; a service's name is none. */
const accountOf = (owner: string | undefined): string | undefined => (/^\d{12}$/.test(owner ?? '') ? owner : undefined);

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
  permissions: ['ec2:DescribeNetworkInterfaces'],

  list: (aws) =>
    pages(
      paginateDescribeNetworkInterfaces({ client: aws.client(EC2Client), pageSize: 1000 }, {}),
      (page) => page.NetworkInterfaces,
    ),

  identity: (nic, aws) => {
    const tags = tagsOf(nic.TagSet);
    return {
      id: aws.arn('ec2', `network-interface/${nic.NetworkInterfaceId}`),
      name: tags.Name || nic.NetworkInterfaceId,
      tags,
    };
  },

  contract: {
    state: ({ Status }) => lower(Status),
    attachedTo: ({ Attachment }, aws) =>
      present([Attachment?.InstanceId]).map((id) =>
        aws.arn('ec2', `instance/${id}`, accountOf(Attachment?.InstanceOwnerId)),
      ),
    managed: ({ RequesterManaged, InterfaceType }) =>
      RequesterManaged === true || (InterfaceType !== undefined && InterfaceType !== 'interface'),
    securityGroups: ({ Groups }, aws) =>
      present(Groups?.map(({ GroupId }) => GroupId)).map((id) => aws.arn('ec2', `security-group/${id}`)),
    networks: ({ VpcId, SubnetId }, aws) => [
      ...present([VpcId]).map((id) => aws.arn('ec2', `vpc/${id}`)),
      ...present([SubnetId]).map((id) => aws.arn('ec2', `subnet/${id}`)),
    ],
  },
  fields: {
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
    privateIp: {
      type: 'text',
      description: 'Primary private address.',
      from: ({ PrivateIpAddress }) => PrivateIpAddress,
    },
  },
});
