/** Invented AWS answers hold what the SDK knows and AWS sends, and each list call asks for all that it may leave out. */
import { describe, expect, it } from 'vitest';
import { membersOf } from '../../lib/sample/aws/schema.ts';
import { openEstate } from '../../lib/sample/estate/index.ts';
import { type AwsRecord, awsSequences } from '../../lib/sample/types.ts';
import { shapeOfCall, strangeIn } from './aws-schema.ts';
import { answersOf, aws } from './recordings.ts';
import { type Answer, replay } from './replay.ts';

/** The answer as AWS sends it: without what the recording says of itself. */
const sent = (page: Answer): Record<string, unknown> =>
  Object.fromEntries(Object.entries(page).filter(([name]) => !name.startsWith('$')));

describe.each(aws.map((kind) => [kind.id, kind] as const))('%s', (_, kind) => {
  it('has a recording that AWS could have sent', async () => {
    for (const [call, pages] of Object.entries(answersOf(kind)))
      for (const [index, page] of pages.entries())
        expect(await strangeIn(call, sent(page)), `${call}[${index}]`).toEqual([]);
  });

  it('asks for what its calls leave out by default, or says why not', async () => {
    const { requests } = await replay(kind, answersOf(kind));
    const explained = (kind.omits ?? []).flatMap(({ filter }) => filter ?? []);
    const silent: string[] = [];
    const known = new Set<string>();
    for (const { call, input } of requests) {
      const members = membersOf(await shapeOfCall(call, 'input')).map(([name]) => name);
      for (const name of members.filter((member) => /^(Include|All|With|Show)([A-Z]|$)/.test(member))) {
        known.add(name);
        if (!(name in input) && !explained.includes(name)) silent.push(`${call} ${name}`);
      }
    }
    expect(silent, 'set it, or say in `omits` why not').toEqual([]);
    expect(
      explained.filter((name) => !known.has(name)),
      '`omits` names a filter that no call has',
    ).toEqual([]);
  });
});

describe('the sample estate', () => {
  /** Members that the sample keeps beside a record and serves by another call. */
  const beside: Readonly<Record<string, readonly string[]>> = {
    DescribeLoadBalancers: ['Tags', 'Listeners'],
    DescribeTargetGroups: ['Tags', 'Targets'],
    ListBuckets: ['Tags'],
    ListFunctions: ['Tags'],
  };
  const lists: Readonly<Record<string, string>> = {
    DescribeInstances: 'ec2:Reservations',
    DescribeVolumes: 'ec2:Volumes',
    DescribeSnapshots: 'ec2:Snapshots',
    DescribeImages: 'ec2:Images',
    DescribeAddresses: 'ec2:Addresses',
    DescribeNetworkInterfaces: 'ec2:NetworkInterfaces',
    DescribeNatGateways: 'ec2:NatGateways',
    DescribeVpcs: 'ec2:Vpcs',
    DescribeSubnets: 'ec2:Subnets',
    DescribeSecurityGroups: 'ec2:SecurityGroups',
    DescribeLoadBalancers: 'elasticloadbalancing:LoadBalancers',
    DescribeTargetGroups: 'elasticloadbalancing:TargetGroups',
    ListBuckets: 's3:Buckets',
    DescribeDBInstances: 'rds:DBInstances',
    DescribeDBSnapshots: 'rds:DBSnapshots',
    ListFunctions: 'lambda:Functions',
    GetResources: 'tagging:ResourceTagMappingList',
  };
  const { aws: estate } = openEstate({ seed: 7, size: 20_000, day: 3 });

  it.each(awsSequences)('has records of %s that AWS could send', async (operation) => {
    const [service, list = ''] = lists[operation]!.split(':');
    const seen: AwsRecord[] = [];
    for (const { id, regions } of estate.accounts)
      for (const region of regions) seen.push(...estate.sequence(operation, id, region, 0, 40).items);
    expect(seen.length).toBeGreaterThan(0);
    const records = seen.map((record) =>
      Object.fromEntries(Object.entries(record).filter(([name]) => !beside[operation]?.includes(name))),
    );
    expect(await strangeIn(`${service}:${operation}`, { [list]: records })).toEqual([]);
  });

  it('has listeners and rules that AWS could send', async () => {
    for (const { id, regions } of estate.accounts)
      for (const { Listeners } of estate.sequence('DescribeLoadBalancers', id, regions[0]!, 0, 40).items)
        for (const { Rules = [], ...listener } of Listeners as readonly AwsRecord[]) {
          expect(await strangeIn('elasticloadbalancing:DescribeListeners', { Listeners: [listener] })).toEqual([]);
          expect(await strangeIn('elasticloadbalancing:DescribeRules', { Rules })).toEqual([]);
        }
  });

  it('has target health that AWS could send', async () => {
    for (const { id, regions } of estate.accounts)
      for (const { Targets } of estate.sequence('DescribeTargetGroups', id, regions[0]!, 0, 40).items)
        expect(
          await strangeIn('elasticloadbalancing:DescribeTargetHealth', { TargetHealthDescriptions: Targets }),
        ).toEqual([]);
  });
});
