import {
  ElasticLoadBalancingV2Client,
  type LoadBalancer,
  paginateDescribeLoadBalancers,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { asked } from '../../providers/aws/asked.ts';
import type { AwsContext } from '../../providers/aws/context.ts';
import { pages, present } from '../../providers/aws/read.ts';
import type { Tags } from '../../providers/types.ts';
import { defineAwsKind } from '../types.ts';
import { type GroupWithTargets, targetGroups, withTags } from './shared/balancing.ts';
import { type Listening, listeningOf } from './shared/listening.ts';
import { groupRefs, networkRefs, sharing } from './shared/networks.ts';
import { ownedBy } from './shared/owned.ts';

const owned = ({ LoadBalancerArn }: LoadBalancer, aws: AwsContext) => ownedBy(aws, { arn: LoadBalancerArn });

interface Listed extends LoadBalancer {
  readonly tags: Tags | undefined;
  /** Undefined where the groups could not be listed. */
  readonly groups: readonly GroupWithTargets[] | undefined;
  /** Undefined where they could not be read. */
  readonly listening: Listening | undefined;
}

/** How many are registered, where all of that is known: one that is in two groups is one. */
const targetsOf = (groups: Listed['groups']): number | null =>
  groups === undefined || groups.some(({ targets }) => targets === undefined)
    ? null
    : new Set(groups.flatMap(({ targets }) => targets ?? [])).size;

/** Groups by balancer; a failure is a gap, and the balancers are listed all the same. */
const groupsByBalancer = async (aws: AwsContext): Promise<ReadonlyMap<string, GroupWithTargets[]> | undefined> => {
  try {
    const { groups, gaps } = await targetGroups(aws);
    for (const { error, resource } of gaps) aws.gap(error, resource);
    const byBalancer = new Map<string, GroupWithTargets[]>();
    for (const group of groups) {
      for (const arn of group.LoadBalancerArns ?? []) byBalancer.set(arn, [...(byBalancer.get(arn) ?? []), group]);
    }
    return byBalancer;
  } catch (error) {
    aws.gap(error, 'target groups (elasticloadbalancing:DescribeTargetGroups)');
    return undefined;
  }
};

async function* balancers(aws: AwsContext): AsyncGenerator<readonly Listed[]> {
  const client = aws.client(ElasticLoadBalancingV2Client);
  let groups: ReadonlyMap<string, GroupWithTargets[]> | undefined;
  let first = true;
  for await (const page of pages(
    paginateDescribeLoadBalancers({ client, pageSize: 400 }, {}),
    (answer) => answer.LoadBalancers,
  )) {
    if (first) groups = await groupsByBalancer(aws);
    first = false;
    const tagged = await withTags(aws, page, ({ LoadBalancerArn }) => LoadBalancerArn);
    const grouped = tagged.map((balancer) => ({
      ...balancer,
      groups: groups && (groups.get(balancer.LoadBalancerArn ?? '') ?? []),
    }));
    const listening = await asked(
      grouped,
      { action: 'elasticloadbalancing:DescribeListeners', of: ({ LoadBalancerArn }) => LoadBalancerArn },
      (balancer) => listeningOf(aws, balancer.LoadBalancerArn, targetsOf(balancer.groups)),
      aws.gap,
    );
    yield listening.map(({ item, answer }) => ({ ...item, listening: answer }));
  }
}

export default defineAwsKind({
  id: 'aws_ec2_load_balancer',
  type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  title: 'Load balancer: application, network or gateway',
  docs: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeLoadBalancers.html',
  class: 'load_balancer',
  scope: 'regional',
  arns: [
    'elasticloadbalancing:loadbalancer/app/',
    'elasticloadbalancing:loadbalancer/net/',
    'elasticloadbalancing:loadbalancer/gwy/',
  ],
  changedBy: [
    'CreateLoadBalancer',
    'DeleteLoadBalancer',
    'RegisterTargets',
    'DeregisterTargets',
    'CreateListener',
    'DeleteListener',
  ],
  permissions: [
    'ec2:DescribeSecurityGroups',
    'ec2:DescribeVpcs',
    'elasticloadbalancing:DescribeListeners',
    'elasticloadbalancing:DescribeLoadBalancers',
    'elasticloadbalancing:DescribeRules',
    'elasticloadbalancing:DescribeTags',
    'elasticloadbalancing:DescribeTargetGroups',
    'elasticloadbalancing:DescribeTargetHealth',
  ],

  list: (aws) => sharing(aws, balancers(aws), { groups: true }),
  unread: ({ groups, listening }) => {
    const untold = listening === undefined ? ['listeners', 'answers'] : [];
    if (groups === undefined) return ['targets', 'backends', ...untold];
    return groups.some(({ targets }) => targets === undefined) ? ['targets', ...untold] : untold;
  },

  identity: (balancer, aws) => ({
    ...owned(balancer, aws),
    id: balancer.LoadBalancerArn ?? '',
    name: balancer.LoadBalancerName,
    createdAt: balancer.CreatedTime,
    tags: balancer.tags,
  }),

  contract: {
    scheme: ({ Scheme }) => (Scheme === 'internet-facing' ? 'internet' : Scheme),
    targets: ({ groups }) => targetsOf(groups),
    listeners: ({ listening }) => listening?.listeners,
    answers: ({ listening }) => listening?.answers,
    connection: () => null,
    backends: ({ groups }) =>
      groups === undefined ? null : present(groups.map(({ TargetGroupArn }) => TargetGroupArn)),
    networks: (balancer, aws) =>
      networkRefs(aws, owned(balancer, aws), balancer.owners, [
        { vpc: balancer.VpcId, subnets: balancer.AvailabilityZones?.map((one) => one?.SubnetId) },
      ]),
  },
  omits: [
    {
      what: 'what detects anomalies of targets',
      why: 'it says how they fare, not that they are there.',
      filter: 'Include',
    },
  ],
  fields: {
    balancerType: { type: 'text', description: 'application, network or gateway.', from: ({ Type }) => Type },
    state: { type: 'text', description: 'active, provisioning, failed, …', from: ({ State }) => State?.Code },
    zones: {
      type: 'texts',
      description: 'Availability zones.',
      from: ({ AvailabilityZones }) => AvailabilityZones && present(AvailabilityZones.map((one) => one?.ZoneName)),
    },
    dnsName: { type: 'text', description: 'Name it answers at.', from: ({ DNSName }) => DNSName },
    securityGroups: {
      type: 'refs',
      rel: 'member_of',
      description: 'Security groups it belongs to.',
      from: (balancer, aws) => groupRefs(aws, owned(balancer, aws), balancer.owners, balancer.SecurityGroups),
    },
  },
});
