import { DescribeAddressesCommand, EC2Client } from '@aws-sdk/client-ec2';
import { listed, present, tagsOf } from '../../providers/aws/read.ts';
import { defineAwsKind } from '../types.ts';
import { accountIn } from './shared/owned.ts';

export default defineAwsKind({
  id: 'aws_vpc_eip',
  type: 'AWS::EC2::EIP',
  title: 'Elastic IP address',
  docs: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeAddresses.html',
  class: 'ip_address',
  scope: 'regional',
  arns: ['ec2:elastic-ip/'],
  changedBy: ['AllocateAddress', 'ReleaseAddress', 'AssociateAddress', 'DisassociateAddress'],
  permissions: ['ec2:DescribeAddresses'],

  // DescribeAddresses has no pages.
  async *list(aws) {
    const answer = await aws.client(EC2Client).send(new DescribeAddressesCommand({}));
    const Addresses = listed(answer.Addresses);
    yield Addresses;
  },

  identity: (address, aws) => {
    const tags = tagsOf(address.Tags);
    return {
      id: aws.arn('ec2', `elastic-ip/${address.AllocationId ?? address.PublicIp}`),
      name: tags.Name || address.PublicIp,
      tags,
    };
  },

  contract: {
    address: ({ PublicIp }) => PublicIp,
    external: () => true,
    static: () => true,
    // https://aws.amazon.com/vpc/pricing: every public address, used or not, but those that one brings along.
    costs: ({ PublicIpv4Pool }) => (PublicIpv4Pool?.startsWith('ipv4pool-ec2-') ? 'never' : 'always'),
    attachedTo: ({ InstanceId, NetworkInterfaceId, NetworkInterfaceOwnerId, AssociationId }, aws) => {
      const accountId = accountIn(NetworkInterfaceOwnerId) ?? aws.accountId;
      const users = [
        ...present([InstanceId]).map((id) => aws.arn('ec2', `instance/${id}`, { accountId })),
        ...present([NetworkInterfaceId]).map((id) => aws.arn('ec2', `network-interface/${id}`, { accountId })),
      ];
      // Associated with something the answer does not name.
      return users.length === 0 && AssociationId ? null : users;
    },
  },
  fields: {
    privateIp: {
      type: 'text',
      description: 'Private address it stands for.',
      from: ({ PrivateIpAddress }) => PrivateIpAddress,
    },
    managedBy: {
      type: 'text',
      description: 'AWS service that keeps it, where one does.',
      from: ({ ServiceManaged }) => ServiceManaged,
    },
  },
});
