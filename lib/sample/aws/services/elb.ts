import type { AwsRecord } from '../../types.ts';
import { AwsRefusal } from '../errors.ts';
import { estateFind, estateSequence, type Paging, paged } from '../pages.ts';
import { type Answer, type Call, defineService, invalid } from '../service.ts';

const paging: Paging = { size: 'PageSize', token: 'Marker', next: 'NextMarker', least: 1, most: 400, standard: 400 };
/** ARNs that DescribeTags takes at once. */
const MOST_ARNS = 20;

const findBalancer = estateFind('DescribeLoadBalancers');
const findGroup = estateFind('DescribeTargetGroups');

const describeTags: Answer = (call) => {
  const arns = (call.input.ResourceArns ?? []) as readonly string[];
  if (arns.length > MOST_ARNS) {
    throw invalid(call, `ResourceArns: ${arns.length} ARNs; a request has no more than ${MOST_ARNS}.`);
  }
  return {
    TagDescriptions: arns.map((ResourceArn) => {
      const group = ResourceArn.includes(':targetgroup/');
      const found = (group ? findGroup : findBalancer)(call, ResourceArn);
      if (found !== undefined) return { ResourceArn, Tags: found.Tags ?? [] };
      throw new AwsRefusal(400, group ? 'TargetGroupNotFound' : 'LoadBalancerNotFound', `${ResourceArn} not found`);
    }),
  };
};

const describeTargetHealth: Answer = (call) => {
  const arn = String(call.input.TargetGroupArn);
  const group = findGroup(call, arn);
  if (group === undefined) throw new AwsRefusal(400, 'TargetGroupNotFound', `Target group ${arn} not found`);
  return { TargetHealthDescriptions: group.Targets ?? [] };
};

/**
 * Listeners and their rules stand with their balancer: `Listeners`, each with `Rules`. Of one that states none of its
 * listeners nobody may know them: what an estate does not state is not told, rather than told to be nothing.
 */
const describeListeners: Answer = (call) => {
  const arn = String(call.input.LoadBalancerArn);
  const balancer = findBalancer(call, arn);
  if (balancer === undefined) throw new AwsRefusal(400, 'LoadBalancerNotFound', `Load balancer ${arn} not found`);
  if (!Array.isArray(balancer.Listeners)) throw new AwsRefusal(403, 'AccessDenied', `Listeners of ${arn} are not told`);
  return { Listeners: (balancer.Listeners as readonly AwsRecord[]).map(({ Rules: _, ...listener }) => listener) };
};

/** An ARN of a listener is that of its balancer, with an id behind it. */
const describeRules: Answer = (call) => {
  const arn = String(call.input.ListenerArn);
  const balancer = findBalancer(call, arn.replace(':listener/', ':loadbalancer/').replace(/\/[^/]*$/, ''));
  const listener = ((balancer?.Listeners ?? []) as readonly AwsRecord[]).find(({ ListenerArn }) => ListenerArn === arn);
  if (listener === undefined) throw new AwsRefusal(400, 'ListenerNotFound', `Listener ${arn} not found`);
  return { Rules: listener.Rules ?? [] };
};

const ofBalancer = ({ input: { LoadBalancerArn } }: Call) =>
  LoadBalancerArn === undefined
    ? undefined
    : ({ LoadBalancerArns }: AwsRecord) =>
        Array.isArray(LoadBalancerArns) && LoadBalancerArns.includes(LoadBalancerArn);

export const elb = defineService({
  id: 'elasticloadbalancing',
  protocol: 'query',
  namespace: 'http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/',
  load: () => import('@aws-sdk/client-elastic-load-balancing-v2'),
  operations: {
    DescribeLoadBalancers: paged({
      list: 'LoadBalancers',
      read: estateSequence('DescribeLoadBalancers'),
      paging,
      ids: { input: 'LoadBalancerArns', find: findBalancer, missing: [400, 'LoadBalancerNotFound'] },
    }),
    DescribeTargetGroups: paged({
      list: 'TargetGroups',
      read: estateSequence('DescribeTargetGroups'),
      paging,
      ids: { input: 'TargetGroupArns', find: findGroup, missing: [400, 'TargetGroupNotFound'] },
      heeds: ['LoadBalancerArn'],
      keep: ofBalancer,
    }),
    DescribeTargetHealth: describeTargetHealth,
    DescribeListeners: describeListeners,
    DescribeRules: describeRules,
    DescribeTags: describeTags,
  },
});
