import { paginateDescribeDBInstances, RDSClient } from '@aws-sdk/client-rds';
import { pages, present, tagsOf } from '../../providers/aws/read.ts';
import { lower } from '../normalise.ts';
import { defineAwsKind } from '../types.ts';

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
  permissions: ['rds:DescribeDBInstances'],

  list: (aws) =>
    pages(
      paginateDescribeDBInstances({ client: aws.client(RDSClient), pageSize: 100 }, {}),
      (page) => page.DBInstances,
    ),

  identity: (database, aws) => ({
    id: database.DBInstanceArn ?? aws.arn('rds', `db:${database.DBInstanceIdentifier}`),
    name: database.DBInstanceIdentifier,
    createdAt: database.InstanceCreateTime,
    tags: tagsOf(database.TagList),
  }),

  contract: {
    engine: ({ Engine }) => lower(Engine),
    engineVersion: ({ EngineVersion }) => EngineVersion,
    state: ({ DBInstanceStatus }) => stateOf(lower(DBInstanceStatus)),
    machineType: ({ DBInstanceClass }) => DBInstanceClass,
    sizeGib: ({ AllocatedStorage }) => AllocatedStorage,
    storageType: ({ StorageType }) => StorageType,
    multiZone: ({ MultiAZ }) => MultiAZ,
    licence: ({ LicenseModel }) => LicenseModel,
  },
  fields: {
    public: {
      type: 'flag',
      description: 'Reachable from the internet.',
      from: ({ PubliclyAccessible }) => PubliclyAccessible,
    },
    encrypted: { type: 'flag', description: 'Encrypted at rest.', from: ({ StorageEncrypted }) => StorageEncrypted },
    networks: {
      type: 'refs',
      rel: 'runs_in',
      description: 'Network it is in.',
      from: ({ DBSubnetGroup }, aws) => present([DBSubnetGroup?.VpcId]).map((id) => aws.arn('ec2', `vpc/${id}`)),
    },
    securityGroups: {
      type: 'refs',
      rel: 'member_of',
      description: 'Security groups it belongs to.',
      from: ({ VpcSecurityGroups }, aws) =>
        present(VpcSecurityGroups?.map((one) => one?.VpcSecurityGroupId)).map((id) =>
          aws.arn('ec2', `security-group/${id}`),
        ),
    },
  },
});
