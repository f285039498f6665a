import {
  EC2Client,
  type IpPermission,
  paginateDescribeSecurityGroups,
  type UserIdGroupPair,
} from '@aws-sdk/client-ec2';
import { pages, present, tagsOf } from '../../providers/aws/read.ts';
import { defineAwsKind } from '../types.ts';

/** Groups that rules name; one of a peered network may be another account's, which the rule then tells. */
const groupsIn = (permissions: readonly IpPermission[] | undefined): UserIdGroupPair[] =>
  (Array.isArray(permissions) ? permissions : [])
    .flatMap((one) => one?.UserIdGroupPairs ?? [])
    .filter((pair) => typeof pair?.GroupId === 'string' && pair.GroupId !== '');

export default defineAwsKind({
  id: 'aws_vpc_security_group',
  type: 'AWS::EC2::SecurityGroup',
  title: 'Security group',
  docs: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSecurityGroups.html',
  class: 'security_group',
  scope: 'regional',
  arns: ['ec2:security-group/'],
  changedBy: [
    'CreateSecurityGroup',
    'DeleteSecurityGroup',
    'AuthorizeSecurityGroupIngress',
    'AuthorizeSecurityGroupEgress',
    'RevokeSecurityGroupIngress',
    'RevokeSecurityGroupEgress',
  ],
  permissions: ['ec2:DescribeSecurityGroups'],

  list: (aws) =>
    pages(
      paginateDescribeSecurityGroups({ client: aws.client(EC2Client), pageSize: 1000 }, {}),
      (page) => page.SecurityGroups,
    ),

  identity: (group, aws) => ({
    id: aws.arn('ec2', `security-group/${group.GroupId}`),
    name: group.GroupName || group.GroupId,
    tags: tagsOf(group.Tags),
  }),

  contract: {
    default: ({ GroupName }) => GroupName === 'default',
    network: ({ VpcId }, aws) => present([VpcId]).map((id) => aws.arn('ec2', `vpc/${id}`)),
    // Who is in the group is told by the interfaces.
    uses: () => [],
    refersTo: ({ GroupId, IpPermissions, IpPermissionsEgress }, aws) =>
      [...groupsIn(IpPermissions), ...groupsIn(IpPermissionsEgress)]
        .filter((pair) => pair.GroupId !== GroupId)
        .map((pair) => aws.arn('ec2', `security-group/${pair.GroupId}`, pair.UserId || undefined)),
  },
  fields: {
    description: { type: 'text', description: 'What its maker wrote.', from: ({ Description }) => Description },
    rules: {
      type: 'number',
      description: 'Rules in both directions.',
      from: ({ IpPermissions, IpPermissionsEgress }) =>
        (IpPermissions?.length ?? 0) + (IpPermissionsEgress?.length ?? 0),
    },
  },
});
