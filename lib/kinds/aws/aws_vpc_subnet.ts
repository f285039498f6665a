import { EC2Client, paginateDescribeSubnets, type Subnet } from '@aws-sdk/client-ec2';
import type { AwsContext } from '../../providers/aws/context.ts';
import { pages, present } from '../../providers/aws/read.ts';
import { lower } from '../normalise.ts';
import { defineAwsKind } from '../types.ts';
import { isAssociated } from './shared/attached.ts';
import { ownedBy, ownTags } from './shared/owned.ts';

const owned = ({ SubnetArn, OwnerId }: Subnet, aws: AwsContext) => ownedBy(aws, { arn: SubnetArn, owner: OwnerId });

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
    const of = owned(subnet, aws);
    const tags = ownTags(aws, of, subnet.Tags);
    return { ...of, id: aws.arn('ec2', `subnet/${subnet.SubnetId}`, of), name: tags?.Name || subnet.SubnetId, tags };
  },

  contract: {
    ranges: ({ CidrBlock, Ipv6CidrBlockAssociationSet }) => {
      if (CidrBlock === undefined && Ipv6CidrBlockAssociationSet === undefined) return null;
      const v6 = Ipv6CidrBlockAssociationSet?.filter((one) => isAssociated(one?.Ipv6CidrBlockState?.State));
      return present([CidrBlock, ...(v6 ?? []).map((one) => one.Ipv6CidrBlock)]);
    },
    // Its network's owner alone makes subnets.
    network: (subnet, aws) =>
      subnet.VpcId === undefined
        ? null
        : present([subnet.VpcId]).map((id) => aws.arn('ec2', `vpc/${id}`, owned(subnet, aws))),
  },
  // How many addresses are free is no field: it changes with every machine that starts.
  fields: {
    state: { type: 'text', description: 'available, pending, unavailable, …', from: ({ State }) => lower(State) },
    zone: { type: 'text', description: 'Availability zone.', from: ({ AvailabilityZone }) => AvailabilityZone },
    public: {
      type: 'flag',
      description: 'Gives public addresses to what starts in it.',
      from: ({ MapPublicIpOnLaunch }) => MapPublicIpOnLaunch,
    },
  },
});
