import { type DBSnapshot, paginateDescribeDBSnapshots, RDSClient } from '@aws-sdk/client-rds';
import type { AwsContext } from '../../providers/aws/context.ts';
import { pages, present } from '../../providers/aws/read.ts';
import { lower } from '../normalise.ts';
import { defineAwsKind } from '../types.ts';
import { ownedBy } from './shared/owned.ts';
import { listedTags, tellingTags } from './shared/tagged.ts';

const owned = ({ DBSnapshotArn }: DBSnapshot, aws: AwsContext) => ownedBy(aws, { arn: DBSnapshotArn });

/** Where the database was: a copy names the snapshot it was made of, which lies beside that. */
const sourceOf = (snapshot: DBSnapshot, aws: AwsContext) => {
  const own = owned(snapshot, aws);
  const { SourceDBSnapshotIdentifier: arn, SourceRegion } = snapshot;
  return arn ? ownedBy(aws, { arn }) : { ...own, region: SourceRegion || own.region };
};

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
    tellingTags(
      aws,
      pages(
        paginateDescribeDBSnapshots({ client: aws.client(RDSClient), pageSize: 100 }, {}),
        (page) => page.DBSnapshots,
      ),
      ({ DBSnapshotArn }) => DBSnapshotArn,
    ),

  identity: (snapshot, aws) => ({
    ...owned(snapshot, aws),
    id: snapshot.DBSnapshotArn ?? aws.arn('rds', `snapshot:${snapshot.DBSnapshotIdentifier}`),
    name: snapshot.DBSnapshotIdentifier,
    // A copy was made when it was copied, not when its original was.
    createdAt: snapshot.SnapshotCreateTime ?? snapshot.OriginalSnapshotCreateTime,
    tags: listedTags(snapshot),
  }),

  contract: {
    sizeGib: ({ AllocatedStorage }) => AllocatedStorage,
    state: ({ Status }) => lower(Status),
    source: (snapshot, aws) =>
      snapshot.DBInstanceIdentifier === undefined
        ? null
        : present([snapshot.DBInstanceIdentifier]).map((id) => aws.arn('rds', `db:${id}`, sourceOf(snapshot, aws))),
    managedBy: ({ SnapshotType }) =>
      SnapshotType === 'awsbackup' ? 'aws backup' : SnapshotType === 'automated' ? 'rds automated backup' : null,
  },
  omits: [
    {
      what: 'snapshots that other accounts share with this one',
      why: 'they are their owners’.',
      filter: 'IncludeShared',
    },
    { what: 'public snapshots of others', why: 'they are their owners’.', filter: 'IncludePublic' },
    { what: 'snapshots of clusters', why: 'they are another type, which the catch-all kind registers.' },
  ],
  fields: {
    storageType: { type: 'text', description: 'gp3, io1, …', from: ({ StorageType }) => StorageType },
    licenseType: { type: 'text', description: 'Licence model.', from: ({ LicenseModel }) => LicenseModel },
    engine: { type: 'text', description: 'Engine of the database.', from: ({ Engine }) => lower(Engine) },
    encrypted: { type: 'flag', description: 'Encrypted at rest.', from: ({ Encrypted }) => Encrypted },
  },
});
