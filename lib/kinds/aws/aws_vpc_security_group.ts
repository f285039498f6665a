import {
  EC2Client,
  type IpPermission,
  paginateDescribeSecurityGroups,
  type SecurityGroup,
  type UserIdGroupPair,
} from '@aws-sdk/client-ec2';
import type { AwsContext } from '../../providers/aws/context.ts';
import { pages } from '../../providers/aws/read.ts';
import { defineAwsKind } from '../types.ts';
import { networkRefs, sharing } from './shared/networks.ts';
import { accountIn, ownedBy, ownTags } from './shared/owned.ts';

const owned = ({ SecurityGroupArn, OwnerId }: SecurityGroup, aws: AwsContext) =>
  ownedBy(aws, { arn: SecurityGroupArn, owner: OwnerId });

/** AWS counts each range, prefix list and group of a permission as a rule: DescribeSecurityGroupRules lists them so. */
const rulesIn = (permissions: readonly IpPermission[]): number =>
  permissions
    .flatMap((one) => [one?.IpRanges, one?.Ipv6Ranges, one?.PrefixListIds, one?.UserIdGroupPairs])
    .reduce((sum, list) => sum + (list?.length ?? 0), 0);

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
  permissions: ['ec2:DescribeSecurityGroups', 'ec2:DescribeVpcs'],

  list: (aws) =>
    sharing(
      aws,
      pages(
        paginateDescribeSecurityGroups({ client: aws.client(EC2Client), pageSize: 1000 }, {}),
        (page) => page.SecurityGroups,
      ),
      { groups: false },
    ),

  identity: (group, aws) => {
    const of = owned(group, aws);
    return {
      ...of,
      id: aws.arn('ec2', `security-group/${group.GroupId}`, of),
      name: group.GroupName || group.GroupId,
      tags: ownTags(aws, of, group.Tags),
    };
  },

  contract: {
    default: ({ GroupName }) => (GroupName === undefined ? null : GroupName === 'default'),
    network: (group, aws) => networkRefs(aws, owned(group, aws), group.owners, [{ vpc: group.VpcId }]),
    // Who is in the group is told by the interfaces.
    uses: () => [],
    refersTo: (group, aws) => {
      const { GroupId, IpPermissions, IpPermissionsEgress } = group;
      if (IpPermissions === undefined && IpPermissionsEgress === undefined) return null;
      const of = owned(group, aws);
      return [...groupsIn(IpPermissions), ...groupsIn(IpPermissionsEgress)]
        .filter((pair) => pair.GroupId !== GroupId)
        .map(({ GroupId: id, UserId }) =>
          aws.arn('ec2', `security-group/${id}`, { ...of, accountId: accountIn(UserId) ?? of.accountId }),
        );
    },
  },
  fields: {
    description: { type: 'text', description: 'What its maker wrote.', from: ({ Description }) => Description },
    rules: {
      type: 'number',
      description: 'Rules in both directions: each range, prefix list and group is one.',
      from: ({ IpPermissions, IpPermissionsEgress }) =>
        IpPermissions === undefined && IpPermissionsEgress === undefined
          ? null
          : rulesIn([...(IpPermissions ?? []), ...(IpPermissionsEgress ?? [])]),
    },
  },
});
