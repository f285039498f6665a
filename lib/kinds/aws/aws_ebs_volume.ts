import { EC2Client, paginateDescribeVolumes, type Volume, type VolumeAttachment } from '@aws-sdk/client-ec2';
import type { AwsContext } from '../../providers/aws/context.ts';
import { pages, present, tagsOf } from '../../providers/aws/read.ts';
import { lower } from '../normalise.ts';
import { defineAwsKind } from '../types.ts';
import { isHeld } from './shared/attached.ts';
import { ownedBy } from './shared/owned.ts';

/** An ECS task's volume names what holds it by ARN, any other the instance by its id. */
const holderOf = (
  { InstanceId, AssociatedResource }: VolumeAttachment,
  arn: (id: string) => string,
): string | undefined => (InstanceId ? arn(InstanceId) : AssociatedResource);

const owned = ({ OwnerId, VolumeArn }: Volume, aws: AwsContext) => ownedBy(aws, { arn: VolumeArn, owner: OwnerId });

const states: Readonly<Record<string, string>> = { 'in-use': 'attached', available: 'unattached' };

export default defineAwsKind({
  id: 'aws_ebs_volume',
  type: 'AWS::EC2::Volume',
  title: 'EBS volume',
  docs: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVolumes.html',
  class: 'disk',
  scope: 'regional',
  arns: ['ec2:volume/'],
  changedBy: [
    'CreateVolume',
    'DeleteVolume',
    'AttachVolume',
    'DetachVolume',
    'ModifyVolume',
    'RunInstances',
    'TerminateInstances',
  ],
  permissions: ['ec2:DescribeVolumes'],

  list: (aws) =>
    pages(
      paginateDescribeVolumes({ client: aws.client(EC2Client), pageSize: 1000 }, { IncludeManagedResources: true }),
      (page) => page.Volumes,
    ),

  identity: (volume, aws) => {
    const of = owned(volume, aws);
    const tags = tagsOf(volume.Tags);
    return {
      ...of,
      id: aws.arn('ec2', `volume/${volume.VolumeId}`, of),
      name: tags.Name || volume.VolumeId,
      createdAt: volume.CreateTime,
      tags,
    };
  },

  contract: {
    sizeGib: ({ Size }) => Size,
    iops: ({ Iops }) => Iops,
    throughputMibps: ({ Throughput }) => Throughput,
    zones: ({ AvailabilityZone }) => (AvailabilityZone === undefined ? null : [AvailabilityZone]),
    state: ({ State }) => states[lower(State) ?? ''] ?? lower(State),
    attachedTo: (volume, aws) => {
      const held = volume.Attachments?.filter((one) => isHeld(one?.State));
      const holders = held?.map((one) => holderOf(one, (id) => aws.arn('ec2', `instance/${id}`, owned(volume, aws))));
      // A holder without a name is one all the same.
      return holders?.length && present(holders).length === 0 ? null : holders && present(holders);
    },
    detachedAt: () => null,
  },
  omits: [{ what: 'volumes in the recycle bin', why: 'they are deleted, though billed until they go.' }],
  fields: {
    volumeType: { type: 'text', description: 'gp3, io2, st1, …', from: ({ VolumeType }) => VolumeType },
    managedBy: {
      type: 'text',
      description: 'AWS service that manages it, where one does.',
      from: ({ Operator }) => (Operator?.Managed === true ? Operator.Principal : null),
    },
    encrypted: { type: 'flag', description: 'Encrypted at rest.', from: ({ Encrypted }) => Encrypted },
    snapshot: {
      type: 'refs',
      rel: 'sourced_from',
      description: 'The snapshot it was made from.',
      from: (volume, aws) =>
        volume.SnapshotId === undefined
          ? null
          : present([volume.SnapshotId]).map((id) => aws.arn('ec2', `snapshot/${id}`, owned(volume, aws))),
    },
  },
});
