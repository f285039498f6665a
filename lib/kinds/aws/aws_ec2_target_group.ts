import type { TargetGroup } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { AwsContext } from '../../providers/aws/context.ts';
import type { Tags } from '../../providers/types.ts';
import { numberOf } from '../normalise.ts';
import { defineAwsKind } from '../types.ts';
import { type GroupWithTargets, targetGroups, withTags } from './shared/balancing.ts';
import { networkRefs, sharing } from './shared/networks.ts';
import { ownedBy } from './shared/owned.ts';

const owned = ({ TargetGroupArn }: TargetGroup, aws: AwsContext) => ownedBy(aws, { arn: TargetGroupArn });

/** A function is registered by its ARN with a version or an alias, which are no resources of their own. */
const unqualified = (arn: string): string => arn.replace(/^(arn:[^:]*:lambda:[^:]*:[^:]*:function:[^:]+):.+$/, '$1');

interface Listed extends GroupWithTargets {
  readonly tags: Tags | undefined;
}

async function* groupsOf(aws: AwsContext): AsyncGenerator<readonly Listed[]> {
  const { groups, gaps } = await targetGroups(aws);
  for (const { error, resource } of gaps) aws.gap(error, resource);
  if (groups.length === 0) return;
  yield await withTags(aws, groups, ({ TargetGroupArn }) => TargetGroupArn);
}

export default defineAwsKind({
  id: 'aws_ec2_target_group',
  type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
  title: 'Target group',
  docs: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeTargetGroups.html',
  class: 'target_group',
  scope: 'regional',
  arns: ['elasticloadbalancing:targetgroup/'],
  changedBy: [
    'CreateTargetGroup',
    'DeleteTargetGroup',
    'RegisterTargets',
    'DeregisterTargets',
    'CreateListener',
    'DeleteListener',
  ],
  permissions: [
    'ec2:DescribeVpcs',
    'elasticloadbalancing:DescribeTags',
    'elasticloadbalancing:DescribeTargetGroups',
    'elasticloadbalancing:DescribeTargetHealth',
  ],

  list: (aws) => sharing(aws, groupsOf(aws), { groups: false }),
  unread: ({ targets }) => (targets === undefined ? ['targets', 'backends'] : []),

  identity: (group, aws) => ({
    ...owned(group, aws),
    id: group.TargetGroupArn ?? '',
    name: group.TargetGroupName,
    tags: group.tags,
  }),

  contract: {
    targets: ({ targets }) => targets?.length,
    backends: (group, aws) => {
      const { targets } = group;
      // An address says nothing of what has it.
      if (targets === undefined || targets.some((id) => !/^(i-|arn:)/.test(id))) return null;
      return targets.map((id) =>
        id.startsWith('arn:') ? unqualified(id) : aws.arn('ec2', `instance/${id}`, owned(group, aws)),
      );
    },
  },
  omits: [
    {
      what: 'what detects anomalies of targets',
      why: 'it says how they fare, not that they are there.',
      filter: 'Include',
    },
  ],
  fields: {
    protocol: { type: 'text', description: 'HTTP, TCP, …', from: ({ Protocol }) => Protocol },
    port: { type: 'number', description: 'Port of its targets.', from: ({ Port }) => numberOf(Port) },
    targetType: { type: 'text', description: 'instance, ip, lambda or alb.', from: ({ TargetType }) => TargetType },
    network: {
      type: 'refs',
      rel: 'runs_in',
      description: 'Network of its targets.',
      from: (group, aws) => networkRefs(aws, owned(group, aws), group.owners, [{ vpc: group.VpcId }]),
    },
  },
});
