/** Balancers and target groups of AWS, from the model of @aws-sdk/client-elastic-load-balancing-v2 and its documentation. */
import { arnParts, ofArn } from './aws.ts';
import { inGroups, inNetwork } from './aws-near.ts';
import { all, at, type Json, lower, type Says, type Statement, set, type Told, untold, word } from './says.ts';

/** Tags by DescribeTags, which names each ARN, with an empty list where it has none. */
const described =
  (arn: string): Says =>
  ({ record, beside }) => {
    const entry = beside('elasticloadbalancing:DescribeTags')
      .flatMap(({ TagDescriptions }) => TagDescriptions ?? [])
      .find(({ ResourceArn }: Json) => ResourceArn === record[arn]);
    return entry ? Object.fromEntries((entry.Tags ?? []).map(({ Key, Value }: Json) => [Key, Value ?? ''])) : null;
  };

/** Targets of a group, where DescribeTargetHealth was recorded for it. */
const registered = ({ beside }: Told, group: string): string[] | null => {
  const answers = beside('elasticloadbalancing:DescribeTargetHealth').filter(
    ({ $input }) => $input?.TargetGroupArn === group,
  );
  return answers.length === 0
    ? null
    : answers
        .flatMap(({ TargetHealthDescriptions }) => TargetHealthDescriptions ?? [])
        // “draining”: it is being deregistered.
        .filter(({ TargetHealth }: Json) => TargetHealth?.State !== 'draining')
        .flatMap(({ Target }: Json) => (Target?.Id ? [Target.Id] : []));
};

/** Listeners of a balancer, where DescribeListeners was recorded beside it. */
const listenersOf = ({ record, beside }: Told): Json[] | null => {
  const answers = beside('elasticloadbalancing:DescribeListeners').filter(
    ({ $input }) => $input === undefined || $input.LoadBalancerArn === record.LoadBalancerArn,
  );
  return answers.length === 0 ? null : answers.flatMap(({ Listeners }) => Listeners ?? []);
};

/** What listeners and their rules answer by themselves. */
const answersIn = ({ beside }: Told, listeners: readonly Json[]): string[] => {
  const rules = beside('elasticloadbalancing:DescribeRules')
    .filter(({ $input }) => listeners.some(({ ListenerArn }) => ListenerArn === $input?.ListenerArn))
    .flatMap(({ Rules }) => Rules ?? []);
  return [
    ...listeners.flatMap(({ DefaultActions }) => DefaultActions ?? []),
    ...rules.flatMap(({ Actions }: Json) => Actions ?? []),
  ]
    .map(({ Type }: Json) => Type)
    .filter((type) => type === 'redirect' || type === 'fixed-response');
};

/** Groups that name a balancer, where DescribeTargetGroups was recorded beside it. */
const groupsOf = ({ record, beside }: Told): string[] | null => {
  const answers = beside('elasticloadbalancing:DescribeTargetGroups');
  if (answers.length === 0) return null;
  return answers
    .flatMap(({ TargetGroups }) => TargetGroups ?? [])
    .filter(({ LoadBalancerArns }: Json) => (LoadBalancerArns ?? []).includes(record.LoadBalancerArn))
    .map(({ TargetGroupArn }: Json) => TargetGroupArn);
};

export const awsBalancing: readonly Statement[] = [
  ofArn('aws_ec2_load_balancer', {
    class: 'load_balancer',
    type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    arn: 'LoadBalancerArn',
    name: at('LoadBalancerName'),
    created: at('CreatedTime'),
    tags: described('LoadBalancerArn'),
    fields: {
      scheme: word(at('Scheme'), { 'internet-facing': 'internet' }),
      targets: (told) => {
        const lists = groupsOf(told)?.map((one) => registered(told, one));
        return lists === undefined || lists.includes(null) ? null : set(lists.flat()).length;
      },
      backends: (told) => {
        const groups = groupsOf(told);
        return groups === null ? null : set(groups);
      },
      networks: inNetwork('LoadBalancerArn', 'VpcId', 'AvailabilityZones[].SubnetId'),
      listeners: (told) => listenersOf(told)?.length ?? null,
      answers: (told) => {
        const listeners = listenersOf(told);
        return listeners === null ? null : set(answersIn(told, listeners));
      },
      connection: untold,
      zones: all('AvailabilityZones[].ZoneName'),
      balancerType: at('Type'),
      state: lower(at('State.Code')),
      dnsName: at('DNSName'),
      securityGroups: inGroups('LoadBalancerArn', all('SecurityGroups')),
    },
    links: { backends: 'routes_to', networks: 'runs_in', securityGroups: 'member_of' },
  }),
  ofArn('aws_ec2_target_group', {
    class: 'target_group',
    type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
    arn: 'TargetGroupArn',
    name: at('TargetGroupName'),
    tags: described('TargetGroupArn'),
    fields: {
      targets: (told) => {
        const ids = registered(told, told.record.TargetGroupArn);
        return ids === null ? null : set(ids).length;
      },
      // An address among the targets is no thing with an id.
      backends: (told) => {
        const ids = registered(told, told.record.TargetGroupArn);
        if (ids === null) return null;
        const { TargetGroupArn, TargetType } = told.record;
        const { region, account } = arnParts(TargetGroupArn);
        const [, partition] = TargetGroupArn.split(':');
        // An address is no resource with an id.
        if (TargetType === 'ip' && ids.length > 0) return null;
        return set(
          ids.map(
            (
              id, // A version or alias of a function is a part of it.
            ) =>
              id.startsWith('arn:')
                ? id.replace(/(:function:[^:]+):.*$/, '$1')
                : `arn:${partition}:ec2:${region}:${account}:instance/${id}`,
          ),
        );
      },
      protocol: at('Protocol'),
      port: at('Port'),
      targetType: at('TargetType'),
      network: inNetwork('TargetGroupArn', 'VpcId'),
    },
    links: { backends: 'routes_to', network: 'runs_in' },
  }),
];
