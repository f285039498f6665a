import { present } from '../../providers/aws/read.ts';
import type { Tags } from '../../providers/types.ts';
import { numberOf } from '../normalise.ts';
import { defineAwsKind } from '../types.ts';
import { balancingTags, type GroupWithTargets, targetGroups } from './shared/balancing.ts';

interface Listed extends GroupWithTargets {
  readonly tags: Tags | undefined;
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
    'elasticloadbalancing:DescribeTags',
    'elasticloadbalancing:DescribeTargetGroups',
    'elasticloadbalancing:DescribeTargetHealth',
  ],

  async *list(aws): AsyncGenerator<readonly Listed[]> {
    const { groups, gaps } = await targetGroups(aws);
    for (const gap of gaps) aws.gap(gap);
    const tags = await balancingTags(aws, present(groups.map(({ TargetGroupArn }) => TargetGroupArn)));
    yield groups.map((group) => ({ ...group, tags: tags.get(group.TargetGroupArn ?? '') }));
  },

  identity: (group) => ({ id: group.TargetGroupArn ?? '', name: group.TargetGroupName, tags: group.tags }),

  contract: {
    targets: ({ targets }) => targets?.length,
    backends: ({ targets, TargetType }, aws) => {
      if (targets === undefined) return null;
      if (TargetType === 'instance') return targets.map((id) => aws.arn('ec2', `instance/${id}`));
      return targets.filter((id) => id.startsWith('arn:'));
    },
  },
  fields: {
    protocol: { type: 'text', description: 'HTTP, TCP, …', from: ({ Protocol }) => Protocol },
    port: { type: 'number', description: 'Port of its targets.', from: ({ Port }) => numberOf(Port) },
    targetType: { type: 'text', description: 'instance, ip, lambda or alb.', from: ({ TargetType }) => TargetType },
    network: {
      type: 'refs',
      rel: 'runs_in',
      description: 'Network of its targets.',
      from: ({ VpcId }, aws) => present([VpcId]).map((id) => aws.arn('ec2', `vpc/${id}`)),
    },
  },
});
