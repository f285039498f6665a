/** The company's AWS organisation: four accounts that work, one that was closed. */
import type { AwsRecord, AwsSequence, Estate, SampleAwsAccount } from '../../types.ts';
import type { Life } from '../life.ts';
import { type Segment, stretchOver } from '../segments.ts';
import * as compute from './compute.ts';
import * as disks from './disks.ts';
import * as network from './network.ts';
import { type AwsPlace, type CellName, indexIn, openPlace, type Prefix, type Tag } from './place.ts';
import * as services from './services.ts';

const account = (
  id: string,
  name: string,
  tags: Record<string, string>,
  regions: readonly string[],
  state: 'ACTIVE' | 'SUSPENDED' = 'ACTIVE',
): SampleAwsAccount => ({ id, name, email: `aws-${name}@alderfinch.example`, state, tags, regions });

const accounts = [
  account('111122223333', 'root', { owner: 'sre' }, ['us-east-1', 'eu-west-1']),
  account('222233334444', 'shop-prod', {}, ['us-east-1', 'eu-west-1', 'eu-central-1']),
  account('333344445555', 'data', { Owner: 'data-platform', 'cost-center': 'CC-2100' }, ['us-east-1', 'eu-west-1']),
  account('444455556666', 'sandbox', {}, ['us-east-1', 'us-west-2']),
  account('555566667777', 'old-shop', {}, ['us-east-1'], 'SUSPENDED'),
];
/** Shares of the accounts, and of an account's regions in their order. */
const accountShares = [0.06, 0.52, 0.27, 0.15, 0];
const regionShares = [0.3, 0.5, 0.2];

type Make = (place: AwsPlace, index: number, stage: ReturnType<AwsPlace['cells']['vpc']['at']>) => AwsRecord;

interface Source {
  readonly cell: CellName;
  readonly make: Make;
  readonly arn: (place: AwsPlace, record: any) => string;
  /** How an id of it is written; absent: a name that ends in its index. */
  readonly id?: { readonly prefix: Prefix; readonly factor: 1 | 2; readonly rest: 0 | 1 };
}

const ec2 = (cell: CellName, make: Make, prefix: Prefix, type: string, member: string, rest?: 0 | 1): Source => ({
  cell,
  make,
  arn: (place, record) => place.arn('ec2', `${type}/${record[member]}`),
  id: { prefix, factor: rest === undefined ? 1 : 2, rest: rest ?? 0 },
});
const plain = (cell: CellName, make: Make, arn: (record: any) => string): Source => ({
  cell,
  make,
  arn: (_place, record) => arn(record),
});

const instances: Source = {
  ...ec2('instance', compute.instance, 'i', 'instance', ''),
  arn: (place, record) => place.arn('ec2', `instance/${record.Instances[0].InstanceId}`),
};

/** What each operation lists, in its order. */
const sources: Readonly<Record<Exclude<AwsSequence, 'GetResources'>, readonly Source[]>> = {
  DescribeInstances: [instances],
  DescribeVolumes: [
    ec2('instance', disks.rootVolume, 'vol', 'volume', 'VolumeId', 0),
    ec2('volume', disks.dataVolume, 'vol', 'volume', 'VolumeId', 1),
  ],
  DescribeSnapshots: [ec2('snapshot', disks.snapshot, 'snap', 'snapshot', 'SnapshotId')],
  DescribeImages: [ec2('image', disks.image, 'ami', 'image', 'ImageId')],
  DescribeAddresses: [
    ec2('nat', network.natAddress, 'eipalloc', 'elastic-ip', 'AllocationId', 0),
    ec2('eip', network.elasticIp, 'eipalloc', 'elastic-ip', 'AllocationId', 1),
  ],
  DescribeNetworkInterfaces: [
    ec2('instance', network.machineNic, 'eni', 'network-interface', 'NetworkInterfaceId', 0),
    ec2('nic', network.nic, 'eni', 'network-interface', 'NetworkInterfaceId', 1),
  ],
  DescribeNatGateways: [ec2('nat', network.nat, 'nat', 'natgateway', 'NatGatewayId')],
  DescribeVpcs: [ec2('vpc', network.vpc, 'vpc', 'vpc', 'VpcId')],
  DescribeSubnets: [ec2('subnet', network.subnet, 'subnet', 'subnet', 'SubnetId')],
  DescribeSecurityGroups: [
    ec2('vpc', network.defaultGroup, 'sg', 'security-group', 'GroupId', 0),
    ec2('group', network.group, 'sg', 'security-group', 'GroupId', 1),
  ],
  DescribeLoadBalancers: [plain('balancer', services.balancer, ({ LoadBalancerArn }) => LoadBalancerArn)],
  DescribeTargetGroups: [plain('target', services.targetGroup, ({ TargetGroupArn }) => TargetGroupArn)],
  ListBuckets: [plain('bucket', services.bucket, ({ Name }) => `arn:aws:s3:::${Name}`)],
  DescribeDBInstances: [plain('db', services.db, ({ DBInstanceArn }) => DBInstanceArn)],
  DescribeDBSnapshots: [plain('dbSnapshot', services.dbSnapshot, ({ DBSnapshotArn }) => DBSnapshotArn)],
  ListFunctions: [plain('function', services.lambda, ({ FunctionArn }) => FunctionArn)],
};

const oneOf = (place: AwsPlace, { cell, make }: Source, index: number): AwsRecord | undefined => {
  const stage = place.cells[cell].at(index);
  return stage.alive ? make(place, index, stage) : undefined;
};

const segmentsOf = (place: AwsPlace, of: readonly Source[]): Segment<AwsRecord>[] =>
  of.map((source) => ({ count: place.cells[source.cell].count, make: (index) => oneOf(place, source, index) }));

const tagsIn = (record: AwsRecord): readonly Tag[] => {
  const [instance] = (record.Instances ?? []) as readonly AwsRecord[];
  const tags = instance?.Tags ?? record.Tags ?? record.TagSet ?? record.TagList ?? [];
  return Array.isArray(tags) ? tags : Object.entries(tags as object).map(([Key, Value]) => ({ Key, Value }));
};

/** The tagging API's view: what has tags, of all operations, and what no kind describes. */
const taggedSegments = (place: AwsPlace, home: AwsPlace): Segment<AwsRecord>[] => [
  ...Object.entries(sources).flatMap(([operation, list]) => {
    const from = operation === 'ListBuckets' ? home : place;
    return list.map((source) => ({
      count: from.cells[source.cell].count,
      make(index: number) {
        const record = oneOf(from, source, index);
        if (record === undefined || (record.BucketRegion ?? place.region) !== place.region) return undefined;
        const Tags = tagsIn(record);
        return Tags.length === 0 ? undefined : { ResourceARN: source.arn(place, record), Tags };
      },
    }));
  }),
  ...segmentsOf(place, [plain('other', services.other, ({ ResourceARN }) => ResourceARN)]),
];

export const openAwsEstate = (life: Life, size: number): Estate['aws'] => {
  const places = new Map<string, AwsPlace>();
  for (const [number, one] of accounts.entries()) {
    const part = size * accountShares[number]!;
    const whole = one.regions.reduce((sum, _, position) => sum + regionShares[position]!, 0);
    for (const [position, region] of one.regions.entries())
      places.set(`${one.id}/${region}`, openPlace(life, one, region, (part * regionShares[position]!) / whole));
  }
  /** Buckets are asked for anywhere and belong to the account: its first region's cell holds them. */
  const homeOf = (accountId: string): AwsPlace | undefined =>
    places.get(`${accountId}/${accounts.find(({ id }) => id === accountId)?.regions[0]}`);
  const placeOf = (operation: AwsSequence, accountId: string, region: string): AwsPlace | undefined =>
    operation === 'ListBuckets' ? homeOf(accountId) : places.get(`${accountId}/${region}`);
  return {
    organizationId: 'o-alderfinch1',
    managementAccountId: accounts[0]!.id,
    accounts,
    sequence(operation, accountId, region, from, limit) {
      const place = placeOf(operation, accountId, region);
      if (place === undefined) return { items: [], next: null };
      const segments =
        operation === 'GetResources'
          ? taggedSegments(place, homeOf(accountId) ?? place)
          : segmentsOf(place, sources[operation]);
      return stretchOver(segments, from, limit);
    },
    find(operation, accountId, region, id) {
      const place = placeOf(operation, accountId, region);
      if (place === undefined || operation === 'GetResources') return undefined;
      for (const source of sources[operation]) {
        const number = source.id ? place.indexOf(source.id.prefix, id) : indexIn(id);
        if (number === undefined) continue;
        const { factor = 1, rest = 0 } = source.id ?? {};
        const index = (number - rest) / factor;
        if (!Number.isInteger(index) || index < 0 || index >= place.cells[source.cell].count) continue;
        const record = oneOf(place, source, index);
        // A name holds more than its index: all of it must be right.
        if (record !== undefined && JSON.stringify(record).includes(JSON.stringify(id))) return record;
      }
      return undefined;
    },
  };
};
