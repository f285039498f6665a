import { EC2Client, paginateDescribeVpcs } from '@aws-sdk/client-ec2';
import { pages, present, tagsOf } from '../../providers/aws/read.ts';
import { lower } from '../normalise.ts';
import { defineAwsKind } from '../types.ts';

export default defineAwsKind({
  id: 'aws_vpc',
  type: 'AWS::EC2::VPC',
  title: 'VPC',
  docs: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVpcs.html',
  class: 'network',
  scope: 'regional',
  arns: ['ec2:vpc/'],
  changedBy: ['CreateVpc', 'CreateDefaultVpc', 'DeleteVpc'],
  permissions: ['ec2:DescribeVpcs'],

  list: (aws) =>
    pages(paginateDescribeVpcs({ client: aws.client(EC2Client), pageSize: 1000 }, {}), (page) => page.Vpcs),

  identity: (vpc, aws) => {
    const tags = tagsOf(vpc.Tags);
    return { id: aws.arn('ec2', `vpc/${vpc.VpcId}`), name: tags.Name || vpc.VpcId, tags };
  },

  contract: {
    ranges: ({ CidrBlock, CidrBlockAssociationSet }) => [
      ...new Set(present([CidrBlock, ...(CidrBlockAssociationSet ?? []).map((one) => one?.CidrBlock)])),
    ],
    default: ({ IsDefault }) => IsDefault,
  },
  fields: {
    state: { type: 'text', description: 'available or pending.', from: ({ State }) => lower(State) },
  },
});
