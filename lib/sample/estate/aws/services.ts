/** Balancers, buckets, databases, functions, and what no kind describes. */
import type { AwsRecord } from '../../types.ts';
import { hex, mix, pad, pick, share } from '../chance.ts';
import { madeAt, type Stage } from '../life.ts';
import { storyOf } from '../tags.ts';
import { groupFor, networkFor } from './network.ts';
import { type AwsPlace, named, refer, tagList, tagsOf } from './place.ts';

/** Names of balancers and groups have no more than 32 characters. */
const shortName = (what: string, { hash }: Stage, index: number): string =>
  `${storyOf(hash, 0).app}-${what}-${pad(index)}`;

const balancerArn = (place: AwsPlace, index: number): string => {
  const stage = place.cells.balancer.at(index);
  const type = stage.hash % 3 === 0 ? 'net' : 'app';
  return place.arn(
    'elasticloadbalancing',
    `loadbalancer/${type}/${shortName('lb', stage, index)}/${hex(stage.hash, 8)}${hex(mix(stage.hash, 'arn'), 8)}`,
  );
};

/** One in eight application balancers sends an old name to a new one, and needs no target for it. */
const listenersOf = (balancer: string, { hash }: Stage): readonly AwsRecord[] => {
  const ListenerArn = `${balancer.replace(':loadbalancer/', ':listener/')}/${hex(mix(hash, 'listener'), 8)}00c0ffee`;
  if (balancer.includes('/net/'))
    return [{ ListenerArn, Protocol: 'TCP', Port: 443, DefaultActions: [{ Type: 'forward' }] }];
  const redirects = share(mix(hash, 'redirect')) < 1 / 8;
  const action = redirects
    ? { Type: 'redirect', RedirectConfig: { Host: 'www.harbour.example', StatusCode: 'HTTP_301' } }
    : { Type: 'forward' };
  const Rules = [
    { RuleArn: `${ListenerArn.replace(':listener/', ':listener-rule/')}/default`, IsDefault: true, Actions: [action] },
  ];
  return [{ ListenerArn, Protocol: 'HTTPS', Port: 443, DefaultActions: [action], Rules }];
};

export const balancer = (place: AwsPlace, index: number, stage: Stage): AwsRecord => {
  const { vpc, subnet } = networkFor(place, stage.hash);
  const name = shortName('lb', stage, index);
  const internet = stage.hash % 2 === 0;
  return {
    LoadBalancerArn: balancerArn(place, index),
    LoadBalancerName: name,
    DNSName: `${name}.${place.region}.elb.amazonaws.com`,
    Scheme: internet ? 'internet-facing' : 'internal',
    Type: stage.hash % 3 === 0 ? 'network' : 'application',
    State: { Code: 'active' },
    CreatedTime: madeAt(stage),
    VpcId: vpc,
    AvailabilityZones: [{ ZoneName: `${place.region}a`, SubnetId: subnet, LoadBalancerAddresses: [] }],
    SecurityGroups: [groupFor(place, stage.hash).GroupId],
    Tags: tagsOf(stage),
    Listeners: listenersOf(balancerArn(place, index), stage),
  };
};

/** One in six groups is empty: a release that was rolled back, a service that was switched off. */
export const targetGroup = (place: AwsPlace, index: number, stage: Stage): AwsRecord => {
  const { cells } = place;
  const balancerIndex = refer(mix(stage.hash, 'balancer'), cells.balancer);
  const first = refer(mix(stage.hash, 'target'), cells.instance);
  const empty = share(mix(stage.hash, 'empty')) < 1 / 6 !== (stage.changed === 1);
  const machines = empty || first === undefined ? [] : [first, (first + 1) % cells.instance.initial];
  const name = shortName('tg', stage, index);
  return {
    TargetGroupArn: place.arn('elasticloadbalancing', `targetgroup/${name}/${hex(stage.hash, 8)}00c0ffee`),
    TargetGroupName: name,
    Protocol: 'HTTP',
    Port: 8080,
    TargetType: 'instance',
    VpcId: networkFor(place, stage.hash).vpc,
    LoadBalancerArns:
      balancerIndex !== undefined && cells.balancer.at(balancerIndex).alive ? [balancerArn(place, balancerIndex)] : [],
    Tags: tagsOf(stage),
    Targets: machines
      .filter((machine) => cells.instance.at(machine).alive)
      .map((machine) => ({ Target: { Id: place.id('i', machine), Port: 8080 }, TargetHealth: { State: 'healthy' } })),
  };
};

/** Buckets are the account's: `place` is its first region, and each bucket is in one of all. */
export const bucket = (place: AwsPlace, index: number, stage: Stage): AwsRecord => {
  const tags = tagsOf(stage);
  return {
    Name: named(stage, `${place.account.id.slice(-4)}-bucket`, index),
    CreationDate: madeAt(stage),
    BucketRegion: pick(stage.hash, place.account.regions),
    ...(tags.length > 0 && { Tags: tags }),
  };
};

const engines = [
  ['postgres', '16.4'],
  ['mysql', '8.0.39'],
  ['aurora-postgresql', '15.8'],
] as const;

export const db = (place: AwsPlace, index: number, stage: Stage): AwsRecord => {
  const [Engine, EngineVersion] = pick(stage.hash, engines);
  const name = named(stage, 'db', index);
  const network = networkFor(place, stage.hash);
  return {
    DBInstanceIdentifier: name,
    DBInstanceArn: place.arn('rds', `db:${name}`),
    DBInstanceClass: pick(stage.hash >>> 4, ['db.t4g.medium', 'db.r7g.large', 'db.m7g.xlarge']),
    DBInstanceStatus: stage.hash % 11 === stage.changed ? 'stopped' : 'available',
    Engine,
    EngineVersion,
    LicenseModel: Engine === 'mysql' ? 'general-public-license' : 'postgresql-license',
    ...(Engine.startsWith('aurora')
      ? // AWS gives 1 GiB for each member: the storage is the cluster's.
        { StorageType: 'aurora', AllocatedStorage: 1, DBClusterIdentifier: `${name}-cluster`, MultiAZ: false }
      : { StorageType: 'gp3', AllocatedStorage: 100 + 50 * stage.changed, MultiAZ: stage.hash % 2 === 0 }),
    AvailabilityZone: `${place.region}a`,
    DBSubnetGroup: {
      DBSubnetGroupName: 'private',
      VpcId: network.vpc,
      Subnets: [{ SubnetIdentifier: network.subnet, SubnetStatus: 'Active' }],
    },
    StorageEncrypted: true,
    InstanceCreateTime: madeAt(stage),
    Endpoint: { Address: `${name}.${place.region}.rds.amazonaws.com`, Port: 5432 },
    VpcSecurityGroups: [{ VpcSecurityGroupId: groupFor(place, stage.hash).GroupId, Status: 'active' }],
    TagList: tagsOf(stage),
  };
};

export const dbSnapshot = (place: AwsPlace, index: number, stage: Stage): AwsRecord => {
  const source = refer(stage.hash, place.cells.db) ?? index;
  const of = named(place.cells.db.at(source), 'db', source);
  const name = named(stage, 'db-snap', index);
  const SnapshotType = stage.hash % 3 === 0 ? 'manual' : 'automated';
  return {
    DBSnapshotIdentifier: SnapshotType === 'manual' ? name : `rds:${name}`,
    DBSnapshotArn: place.arn('rds', `snapshot:${SnapshotType === 'manual' ? name : `rds:${name}`}`),
    DBInstanceIdentifier: of,
    SnapshotType,
    Status: 'available',
    Engine: 'postgres',
    AllocatedStorage: 100,
    Encrypted: true,
    SnapshotCreateTime: madeAt(stage),
    TagList: tagsOf(stage),
  };
};

export const lambda = (place: AwsPlace, index: number, stage: Stage): AwsRecord => {
  const FunctionName = named(stage, 'fn', index);
  const inNetwork = stage.hash % 4 === 0;
  return {
    FunctionName,
    FunctionArn: place.arn('lambda', `function:${FunctionName}`),
    Runtime: pick(stage.hash, ['nodejs22.x', 'python3.13', 'java21', 'nodejs18.x']),
    MemorySize: stage.changed ? 512 : 256,
    Timeout: 30,
    CodeSize: 120_000 + (stage.hash % 9_000_000),
    LastModified: madeAt(stage).toISOString().replace('Z', '+0000'),
    PackageType: 'Zip',
    Architectures: ['arm64'],
    ...(inNetwork && {
      VpcConfig: {
        VpcId: networkFor(place, stage.hash).vpc,
        SubnetIds: [networkFor(place, stage.hash).subnet],
        SecurityGroupIds: [groupFor(place, stage.hash).GroupId],
      },
    }),
    Tags: storyOf(stage.hash, stage.retagged).tags,
  };
};

const others: readonly ((name: string) => [service: string, resource: string])[] = [
  (name) => ['sqs', name],
  (name) => ['sns', name],
  (name) => ['dynamodb', `table/${name}`],
  (name) => ['logs', `log-group:/aws/lambda/${name}`],
  (name) => ['ecr', `repository/${name}`],
  (name) => ['secretsmanager', `secret:${name}-a1B2c3`],
  (name) => ['kms', `key/${name}`],
  (name) => ['states', `stateMachine:${name}`],
];

/** What no kind describes. The tagging API tells of it since it was tagged once, though its tags may be gone. */
export const other = (place: AwsPlace, index: number, stage: Stage): AwsRecord => {
  const [service, resource] = pick(stage.hash, others)(named(stage, 'thing', index));
  return { ResourceARN: place.arn(service, resource), Tags: tagList(storyOf(stage.hash, stage.retagged).tags) };
};
