import { EC2Client, paginateDescribeSnapshots, type Snapshot } from '@aws-sdk/client-ec2';
import type { AwsContext } from '../../providers/aws/context.ts';
import { pages, present, tagsOf } from '../../providers/aws/read.ts';
import { lower } from '../normalise.ts';
import { defineAwsKind } from '../types.ts';
import { ownedBy } from './shared/owned.ts';

/** What a copied snapshot names as its volume, since it has none. */
const NO_VOLUME = 'vol-ffffffff';

const owned = ({ OwnerId }: Snapshot, aws: AwsContext) => ownedBy(aws, { owner: OwnerId });

const keeper = (tags: Readonly<Record<string, string>>, description: string | undefined): string | null => {
  if ('aws:backup:source-resource' in tags) return 'aws backup';
  if ('aws:dlm:lifecycle-policy-id' in tags) return 'data lifecycle manager';
  return /AWS Backup/i.test(description ?? '') ? 'aws backup' : null;
};

export default defineAwsKind({
  id: 'aws_ebs_snapshot',
  type: 'AWS::EC2::Snapshot',
  title: 'EBS snapshot',
  docs: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSnapshots.html',
  class: 'snapshot',
  scope: 'regional',
  arns: ['ec2:snapshot/'],
  changedBy: ['CreateSnapshot', 'CreateSnapshots', 'CopySnapshot', 'DeleteSnapshot', 'CreateImage', 'DeregisterImage'],
  permissions: ['ec2:DescribeSnapshots'],

  list: (aws) =>
    pages(
      paginateDescribeSnapshots({ client: aws.client(EC2Client), pageSize: 1000 }, { OwnerIds: ['self'] }),
      (page) => page.Snapshots,
    ),

  identity: (snapshot, aws) => {
    const of = owned(snapshot, aws);
    const tags = tagsOf(snapshot.Tags);
    return {
      ...of,
      id: aws.arn('ec2', `snapshot/${snapshot.SnapshotId}`, of),
      name: tags.Name || snapshot.SnapshotId,
      createdAt: snapshot.StartTime,
      tags,
    };
  },

  contract: {
    sizeGib: ({ VolumeSize }) => VolumeSize,
    state: ({ State }) => lower(State),
    source: (snapshot, aws) => {
      const [id] = present([snapshot.VolumeId]);
      return id === undefined || id.startsWith(NO_VOLUME)
        ? null
        : [aws.arn('ec2', `volume/${id}`, owned(snapshot, aws))];
    },
    managedBy: ({ Tags, Description }) => keeper(tagsOf(Tags), Description),
  },
  omits: [
    { what: 'snapshots in the recycle bin', why: 'they are deleted, though billed until they go.' },
    { what: 'snapshots that others share with the account', why: 'they are their owners’.' },
  ],
  fields: {
    encrypted: { type: 'flag', description: 'Encrypted at rest.', from: ({ Encrypted }) => Encrypted },
    tier: { type: 'text', description: 'standard or archive.', from: ({ StorageTier }) => StorageTier },
    description: {
      type: 'text',
      description: 'What was written when it was made.',
      from: ({ Description }) => Description,
    },
  },
});
