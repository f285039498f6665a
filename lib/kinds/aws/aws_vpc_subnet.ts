import { EC2Client, paginateDescribeSubnets } from '@aws-sdk/client-ec2';
import { pages, present, tagsOf } from '../../providers/aws/read.ts';
import { defineAwsKind } from '../types.ts';

export default defineAwsKind({
  id: 'aws_vpc_subnet',
  type: 'AWS::EC2::Subnet',
  title: 'Subnet',
  docs: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSubnets.html',
  class: 'subnet',
  scope: 'regional',
  arns: ['ec2:subnet/'],
  changedBy: ['CreateSubnet', 'CreateDefaultSubnet', 'DeleteSubnet'],
  permissions: ['ec2:DescribeSubnets'],

  list: (aws) =>
    pages(paginateDescribeSubnets({ client: aws.client(EC2Client), pageSize: 1000 }, {}), (page) => page.Subnets),

  identity: (subnet, aws) => {
    const tags = tagsOf(subnet.Tags);
    return { id: aws.arn('ec2', `subnet/${subnet.SubnetId}`), name: tags.Name || subnet.SubnetId, tags };
  },

  contract: {
    ranges: ({ CidrBlock, Ipv6CidrBlockAssociationSet }) =>
      present([CidrBlock, ...(Ipv6CidrBlockAssociationSet ?? []).map((one) => one?.Ipv6CidrBlock)]),
    network: ({ VpcId }, aws) => present([VpcId]).map((id) => aws.arn('ec2', `vpc/${id}`)),
  },
  // How many addresses are free is no field: it changes with every machine that starts.
  fields: {
    zone: { type: 'text', description: 'Availability zone.', from: ({ AvailabilityZone }) => AvailabilityZone },
    public: {
      type: 'flag',
      description: 'Gives public addresses to what starts in it.',
      from: ({ MapPublicIpOnLaunch }) => MapPublicIpOnLaunch,
    },
  },
});
