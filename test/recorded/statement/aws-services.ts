/** Balancers, functions, databases and buckets of AWS, from the models of their SDK clients and documentation. */
import { arnParts, groupOwner, leaving, list, networkOwner, ofArn } from './aws.ts';
import {
  all,
  at,
  each,
  type Json,
  lower,
  number,
  part,
  type Says,
  type Statement,
  set,
  type Told,
  untold,
  word,
} from './says.ts';

/** An ARN of EC2 in the region of the record's own ARN; of its account, unless another is the owner. */
const ec2Near = ({ record }: Told, arn: string, kind: string, id: Json, owner?: string): string[] => {
  if (typeof id !== 'string' || id === '') return [];
  const [, partition] = record[arn].split(':');
  const { region, account } = arnParts(record[arn]);
  return [`arn:${partition}:ec2:${region}:${owner ?? account}:${kind}/${id}`];
};

/** A network and subnets of it, each of the network's owner. */
const inNetwork =
  (arn: string, vpc: string, subnets?: string): Says =>
  (told) => {
    const network = part(told.record, vpc);
    const inside = subnets === undefined ? undefined : part(told.record, subnets);
    if (network === undefined && inside === undefined) return null;
    const owner = networkOwner(told, network);
    return set([
      ...ec2Near(told, arn, 'vpc', network, owner),
      ...(inside ?? []).flatMap((id: Json) => ec2Near(told, arn, 'subnet', id, owner)),
    ]);
  };

const inGroups = (arn: string, says: Says): Says =>
  each(says, (id, told) => ec2Near(told, arn, 'security-group', id, groupOwner(told, id)));

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

/** Aurora, Neptune and DocumentDB keep data in the cluster’s volume, which grows; their AllocatedStorage is always 1. */
const inCluster = ({ Engine, StorageType }: Json): boolean =>
  /^(aurora|neptune|docdb)/.test(`${StorageType ?? Engine}`) || /^(aurora|neptune|docdb)/.test(Engine ?? '');

/** A database of the same region and account by its name; one of another region is named by its ARN. */
const siblings = (record: Json, kind: string, name: Json): string[] => {
  if (!name) return [];
  const [, partition] = record.DBInstanceArn.split(':');
  const { region, account } = arnParts(record.DBInstanceArn);
  return [name.startsWith('arn:') ? name : `arn:${partition}:rds:${region}:${account}:${kind}:${name}`];
};

export const awsServices: readonly Statement[] = [
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
  ofArn('aws_lambda_function', {
    class: 'function',
    type: 'AWS::Lambda::Function',
    arn: 'FunctionArn',
    name: at('FunctionName'),
    // ListTags names no function in its answer; the request does, where it was recorded.
    tags: ({ record, beside }) =>
      beside('lambda:ListTags').find(({ $input }) => $input?.Resource === record.FunctionArn)?.Tags ?? null,
    fields: {
      runtime: at('Runtime'),
      memoryMib: at('MemorySize'),
      packageType: at('PackageType'),
      architectures: all('Architectures'),
      timeoutSeconds: at('Timeout'),
      role: at('Role'),
      networks: inNetwork('FunctionArn', 'VpcConfig.VpcId', 'VpcConfig.SubnetIds'),
      securityGroups: inGroups('FunctionArn', all('VpcConfig.SecurityGroupIds')),
    },
    links: { networks: 'runs_in', securityGroups: 'member_of' },
  }),
  ofArn('aws_rds_db_instance', {
    class: 'database',
    type: 'AWS::RDS::DBInstance',
    arn: 'DBInstanceArn',
    name: at('DBInstanceIdentifier'),
    created: at('InstanceCreateTime'),
    tags: list('TagList'),
    fields: {
      engine: lower(at('Engine')),
      engineVersion: at('EngineVersion'),
      state: lower(at('DBInstanceStatus')),
      machineType: at('DBInstanceClass'),
      sizeGib: (told) => (inCluster(told.record) ? null : at('AllocatedStorage')(told)),
      storageType: at('StorageType'),
      multiAz: at('MultiAZ'),
      licenseType: at('LicenseModel'),
      public: at('PubliclyAccessible'),
      encrypted: at('StorageEncrypted'),
      networks: inNetwork('DBInstanceArn', 'DBSubnetGroup.VpcId', 'DBSubnetGroup.Subnets[].SubnetIdentifier'),
      securityGroups: inGroups(
        'DBInstanceArn',
        ({ record }) =>
          record.VpcSecurityGroups?.filter(({ Status }: Json) => !leaving(Status)).map(
            ({ VpcSecurityGroupId }: Json) => VpcSecurityGroupId,
          ) ?? null,
      ),
      zone: at('AvailabilityZone'),
      iops: at('Iops'),
      // “This setting applies only to the gp3 storage type”: of any other it is 0.
      throughputMibps: ({ record }) => record.StorageThroughput || null,
      // “If the DB instance is a member of a DB cluster”, “is a read replica”: without the member it is none.
      cluster: ({ record }) => siblings(record, 'cluster', record.DBClusterIdentifier),
      replicaOf: ({ record }) => [
        ...siblings(record, 'db', record.ReadReplicaSourceDBInstanceIdentifier),
        ...siblings(record, 'cluster', record.ReadReplicaSourceDBClusterIdentifier),
      ],
    },
    links: { networks: 'runs_in', securityGroups: 'member_of', cluster: 'member_of', replicaOf: 'sourced_from' },
  }),
  ofArn('aws_rds_db_snapshot', {
    class: 'database_snapshot',
    type: 'AWS::RDS::DBSnapshot',
    arn: 'DBSnapshotArn',
    name: at('DBSnapshotIdentifier'),
    created: at('SnapshotCreateTime'),
    tags: list('TagList'),
    fields: {
      sizeGib: number(at('AllocatedStorage')),
      state: lower(at('Status')),
      source: ({ record }) => {
        if (!record.DBInstanceIdentifier) return null;
        const [, partition] = record.DBSnapshotArn.split(':');
        const own = arnParts(record.DBSnapshotArn);
        const of = record.SourceDBSnapshotIdentifier ? arnParts(record.SourceDBSnapshotIdentifier) : own;
        return [
          `arn:${partition}:rds:${record.SourceRegion ?? own.region}:${of.account || own.account}:db:${record.DBInstanceIdentifier}`,
        ];
      },
      managedBy: ({ record }) =>
        ({ automated: 'rds automated backup', awsbackup: 'aws backup' })[record.SnapshotType as string] ?? null,
      engine: lower(at('Engine')),
      encrypted: at('Encrypted'),
      storageType: at('StorageType'),
      licenseType: at('LicenseModel'),
    },
    links: { source: 'sourced_from' },
  }),
  {
    kind: 'aws_s3_bucket',
    class: 'bucket',
    type: () => 'AWS::S3::Bucket',
    id: ({ record }) => `arn:aws:s3:::${record.Name}`,
    accountId: ({ asked }) => asked.accountId,
    // Told by newer answers alone; another call knows it besides.
    // `EU` is S3's old word for its first region in Europe.
    region: ({ record }) => (record.BucketRegion === 'EU' ? 'eu-west-1' : (record.BucketRegion ?? 'global')),
    name: at('Name'),
    // “This date can change when making changes to your bucket, such as editing its bucket policy.”
    createdAt: untold,
    tags: ({ record, beside }) => {
      const answer = beside('s3:GetBucketTagging').find(({ $input }) => $input?.Bucket === record.Name);
      if (answer?.$error === 'NoSuchTagSet') return {};
      return answer?.TagSet ? Object.fromEntries(answer.TagSet.map(({ Key, Value }: Json) => [Key, Value])) : null;
    },
    fields: { storageClass: untold },
    links: {},
  },
];
