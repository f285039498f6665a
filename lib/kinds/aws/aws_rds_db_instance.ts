import { type DBInstance, paginateDescribeDBInstances, RDSClient } from '@aws-sdk/client-rds';
import type { AwsContext } from '../../providers/aws/context.ts';
import { pages, present } from '../../providers/aws/read.ts';
import { lower } from '../normalise.ts';
import { defineAwsKind } from '../types.ts';
import { groupRefs, networkRefs, sharing } from './shared/networks.ts';
import { ownedBy } from './shared/owned.ts';
import { listedTags, tellingTags } from './shared/tagged.ts';

const owned = ({ DBInstanceArn }: DBInstance, aws: AwsContext) => ownedBy(aws, { arn: DBInstanceArn });

/**
 * Whether its storage is its cluster's, which grows by itself: AWS gives 1 GiB for each member then.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Managing.Performance.html
 */
const isShared = ({ Engine, StorageType }: DBInstance): boolean =>
  /^(aurora|neptune|docdb)/i.test(Engine ?? '') || /^aurora/i.test(StorageType ?? '');

/** A database that an answer names by its identifier, or in another region by its ARN. */
const databaseArn = (id: string, type: 'db' | 'cluster', of: DBInstance, aws: AwsContext): string =>
  id.startsWith('arn:') ? id : aws.arn('rds', `${type}:${id}`, owned(of, aws));

/** What AWS does by itself to a database that is available: nightly backups above all. */
const routine = new Set([
  'backing-up',
  'configuring-enhanced-monitoring',
  'configuring-iam-database-auth',
  'configuring-log-exports',
  'storage-optimization',
]);

const stateOf = (status: string | undefined): string | undefined => (routine.has(status ?? '') ? 'available' : status);

export default defineAwsKind({
  id: 'aws_rds_db_instance',
  type: 'AWS::RDS::DBInstance',
  title: 'RDS database instance',
  docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DescribeDBInstances.html',
  class: 'database',
  scope: 'regional',
  arns: ['rds:db:'],
  changedBy: [
    'CreateDBInstance',
    'CreateDBInstanceReadReplica',
    'DeleteDBInstance',
    'ModifyDBInstance',
    'StartDBInstance',
    'StopDBInstance',
    'RestoreDBInstanceFromDBSnapshot',
    'RestoreDBInstanceToPointInTime',
  ],
  permissions: ['ec2:DescribeSecurityGroups', 'ec2:DescribeVpcs', 'rds:DescribeDBInstances'],

  list: (aws) =>
    sharing(
      aws,
      tellingTags(
        aws,
        pages(
          paginateDescribeDBInstances({ client: aws.client(RDSClient), pageSize: 100 }, {}),
          (page) => page.DBInstances,
        ),
        ({ DBInstanceArn }) => DBInstanceArn,
      ),
      { groups: true },
    ),

  identity: (database, aws) => ({
    ...owned(database, aws),
    id: database.DBInstanceArn ?? aws.arn('rds', `db:${database.DBInstanceIdentifier}`),
    name: database.DBInstanceIdentifier,
    createdAt: database.InstanceCreateTime,
    tags: listedTags(database),
  }),

  contract: {
    engine: ({ Engine }) => lower(Engine),
    engineVersion: ({ EngineVersion }) => EngineVersion,
    state: ({ DBInstanceStatus }) => stateOf(lower(DBInstanceStatus)),
    machineType: ({ DBInstanceClass }) => DBInstanceClass,
    sizeGib: (database) => (isShared(database) ? null : database.AllocatedStorage),
    storageType: ({ StorageType }) => StorageType,
    multiAz: ({ MultiAZ }) => MultiAZ,
    licenseType: ({ LicenseModel }) => LicenseModel,
  },
  omits: [
    {
      what: 'automated backups kept of a deleted instance',
      why: 'DescribeDBInstanceAutomatedBackups has them, not this call.',
    },
  ],
  fields: {
    public: {
      type: 'flag',
      description: 'Reachable from the internet.',
      from: ({ PubliclyAccessible }) => PubliclyAccessible,
    },
    encrypted: { type: 'flag', description: 'Encrypted at rest.', from: ({ StorageEncrypted }) => StorageEncrypted },
    zone: { type: 'text', description: 'Availability zone.', from: ({ AvailabilityZone }) => AvailabilityZone },
    iops: { type: 'number', description: 'Provisioned operations a second.', from: ({ Iops }) => Iops },
    throughputMibps: {
      type: 'number',
      description: 'Provisioned throughput, MiB a second.',
      // It is 0 for storage that has no throughput of its own.
      from: ({ StorageThroughput }) => StorageThroughput || null,
    },
    cluster: {
      type: 'refs',
      rel: 'member_of',
      description: 'Cluster it is an instance of.',
      from: (database, aws) =>
        present([database.DBClusterIdentifier]).map((id) => databaseArn(id, 'cluster', database, aws)),
    },
    replicaOf: {
      type: 'refs',
      rel: 'sourced_from',
      description: 'Database or cluster that it is a read replica of.',
      from: (database, aws) => [
        ...present([database.ReadReplicaSourceDBInstanceIdentifier]).map((id) => databaseArn(id, 'db', database, aws)),
        ...present([database.ReadReplicaSourceDBClusterIdentifier]).map((id) =>
          databaseArn(id, 'cluster', database, aws),
        ),
      ],
    },
    networks: {
      type: 'refs',
      rel: 'runs_in',
      description: 'Network, and the subnets that it may be in.',
      from: (database, aws) =>
        networkRefs(aws, owned(database, aws), database.owners, [
          {
            vpc: database.DBSubnetGroup?.VpcId,
            subnets: database.DBSubnetGroup?.Subnets?.map((one) => one?.SubnetIdentifier),
          },
        ]),
    },
    securityGroups: {
      type: 'refs',
      rel: 'member_of',
      description: 'Security groups it belongs to.',
      from: (database, aws) => {
        const groups = database.VpcSecurityGroups?.filter((one) => one?.Status !== 'removing');
        return groupRefs(
          aws,
          owned(database, aws),
          database.owners,
          groups?.map((one) => one?.VpcSecurityGroupId),
        );
      },
    },
  },
});
