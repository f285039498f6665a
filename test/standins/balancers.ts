/** Load balancers with targets, without, and without any group. */
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  ElasticLoadBalancingV2Client,
  RegisterTargetsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Network } from './network.ts';
import { by } from './owners.ts';
import { type At, type Made, made, tagList } from './place.ts';

export interface Balancers {
  readonly made: readonly Made[];
  /** The one without a group. */
  readonly idle: string;
}

const tagged = (tags: Made['tags']) => (Object.keys(tags).length === 0 ? {} : { Tags: tagList(tags) });

export const makeBalancers = async (
  at: At,
  { vpcId, subnetIds, groupId }: Network,
  instanceId: string,
): Promise<Balancers> => {
  const elb = at.client(ElasticLoadBalancingV2Client);
  const all: Made[] = [];
  const ec2 = (what: string, one: string) => at.arn('ec2', `${what}/${one}`);

  const balancer = async (Name: string, tags: Made['tags'], group?: { arn: string; targets: number }) => {
    const { LoadBalancers = [] } = await elb.send(
      new CreateLoadBalancerCommand({
        Name,
        Type: 'application',
        Scheme: 'internal',
        SecurityGroups: [groupId],
        Subnets: [...subnetIds],
        ...tagged(tags),
      }),
    );
    const arn = LoadBalancers[0]!.LoadBalancerArn!;
    if (group !== undefined) {
      const DefaultActions = [{ Type: 'forward' as const, TargetGroupArn: group.arn }];
      await elb.send(new CreateListenerCommand({ LoadBalancerArn: arn, Protocol: 'HTTP', Port: 80, DefaultActions }));
    }
    all.push(
      made(
        at,
        'aws_ec2_load_balancer',
        arn,
        Name,
        tags,
        [
          ...(group === undefined ? [] : [{ rel: 'routes_to' as const, to: group.arn }]),
          { rel: 'runs_in', to: ec2('vpc', vpcId) },
          ...subnetIds.map((one) => ({ rel: 'runs_in' as const, to: ec2('subnet', one) })),
          { rel: 'member_of', to: ec2('security-group', groupId) },
        ],
        { scheme: 'internal', targets: group?.targets ?? 0, balancerType: 'application' },
      ),
    );
    return arn;
  };

  const group = async (Name: string, tags: Made['tags'], targets: readonly string[]) => {
    const wanted = { Name, Protocol: 'HTTP', Port: 8080, VpcId: vpcId, TargetType: 'instance' } as const;
    const { TargetGroups = [] } = await elb.send(new CreateTargetGroupCommand({ ...wanted, ...tagged(tags) }));
    const arn = TargetGroups[0]!.TargetGroupArn!;
    if (targets.length > 0)
      await elb.send(new RegisterTargetsCommand({ TargetGroupArn: arn, Targets: targets.map((Id) => ({ Id })) }));
    all.push(
      made(
        at,
        'aws_ec2_target_group',
        arn,
        Name,
        tags,
        [
          ...targets.map((one) => ({ rel: 'routes_to' as const, to: ec2('instance', one) })),
          { rel: 'runs_in', to: ec2('vpc', vpcId) },
        ],
        { targets: targets.length, port: 8080 },
      ),
    );
    return { arn, targets: targets.length };
  };

  await balancer('shop', by.ann, await group('shop', by.ann, [instanceId]));
  await balancer('empty', by.none, await group('empty', by.none, []));
  return { made: all, idle: await balancer('idle', by.bo) };
};
