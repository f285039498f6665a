import { paginateDescribeDBSnapshots, RDSClient } from '@aws-sdk/client-rds';
import { pages, present, tagsOf } from '../../providers/aws/read.ts';
import { lower } from '../normalise.ts';
import { defineAwsKind } from '../types.ts';

export default defineAwsKind({
  id: 'aws_rds_db_snapshot',
  type: 'AWS::RDS::DBSnapshot',
  title: 'RDS snapshot',
  docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DescribeDBSnapshots.html',
  class: 'database_snapshot',
  scope: 'regional',
  arns: ['rds:snapshot:'],
  changedBy: ['CreateDBSnapshot', 'CopyDBSnapshot', 'DeleteDBSnapshot'],
  permissions: ['rds:DescribeDBSnapshots'],

  list: (aws) =>
    pages(
      paginateDescribeDBSnapshots({ client: aws.client(RDSClient), pageSize: 100 }, {}),
      (page) => page.DBSnapshots,
    ),

  identity: (snapshot, aws) => ({
    id: snapshot.DBSnapshotArn ?? aws.arn('rds', `snapshot:${snapshot.DBSnapshotIdentifier}`),
    name: snapshot.DBSnapshotIdentifier,
    createdAt: snapshot.OriginalSnapshotCreateTime ?? snapshot.SnapshotCreateTime,
    tags: tagsOf(snapshot.TagList),
  }),

  contract: {
    sizeGib: ({ AllocatedStorage }) => AllocatedStorage,
    state: ({ Status }) => lower(Status),
    source: ({ DBInstanceIdentifier }, aws) => present([DBInstanceIdentifier]).map((id) => aws.arn('rds', `db:${id}`)),
    managedBy: ({ SnapshotType }) =>
      SnapshotType === 'awsbackup' ? 'aws backup' : SnapshotType === 'automated' ? 'rds automated backup' : null,
  },
  fields: {
    engine: { type: 'text', description: 'Engine of the database.', from: ({ Engine }) => lower(Engine) },
    encrypted: { type: 'flag', description: 'Encrypted at rest.', from: ({ Encrypted }) => Encrypted },
  },
});
