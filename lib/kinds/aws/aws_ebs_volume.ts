import { EC2Client, paginateDescribeVolumes } from '@aws-sdk/client-ec2';
import { pages, present, tagsOf } from '../../providers/aws/read.ts';
import { lower } from '../normalise.ts';
import { defineAwsKind } from '../types.ts';

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
    pages(paginateDescribeVolumes({ client: aws.client(EC2Client), pageSize: 1000 }, {}), (page) => page.Volumes),

  identity: (volume, aws) => {
    const tags = tagsOf(volume.Tags);
    return {
      id: aws.arn('ec2', `volume/${volume.VolumeId}`),
      name: tags.Name || volume.VolumeId,
      createdAt: volume.CreateTime,
      tags,
    };
  },

  contract: {
    sizeGib: ({ Size }) => Size,
    storageType: ({ VolumeType }) => VolumeType,
    iops: ({ Iops }) => Iops,
    throughputMibps: ({ Throughput }) => Throughput,
    zones: ({ AvailabilityZone }) => (AvailabilityZone === undefined ? null : [AvailabilityZone]),
    state: ({ State }) => states[lower(State) ?? ''] ?? lower(State),
    attachedTo: ({ Attachments }, aws) =>
      present(Attachments?.map((one) => one?.InstanceId)).map((id) => aws.arn('ec2', `instance/${id}`)),
    detachedAt: () => null,
  },
  fields: {
    encrypted: { type: 'flag', description: 'Encrypted at rest.', from: ({ Encrypted }) => Encrypted },
    snapshot: {
      type: 'refs',
      rel: 'sourced_from',
      description: 'The snapshot it was made from.',
      from: ({ SnapshotId }, aws) => present([SnapshotId]).map((id) => aws.arn('ec2', `snapshot/${id}`)),
    },
  },
});
