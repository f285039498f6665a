/** Functions, databases and buckets of AWS, from the models of their SDK clients and documentation. */
import { arnParts, leaving, list, ofArn } from './aws.ts';
import { inGroups, inNetwork } from './aws-near.ts';
import { all, at, type Json, lower, number, type Statement, untold } from './says.ts';

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
