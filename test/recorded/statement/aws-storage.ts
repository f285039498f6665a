/** Disks, snapshots and images of AWS, from the models of @aws-sdk/client-ec2 and its documentation. */
import { ec2, leaving, ofEc2 } from './aws.ts';
import { operator } from './aws-compute.ts';
import { all, at, each, type Json, lower, part, type Statement, set, untold, word } from './says.ts';

export const awsStorage: readonly Statement[] = [
  ofEc2('aws_ebs_volume', {
    class: 'disk',
    type: 'AWS::EC2::Volume',
    resource: 'volume',
    id: 'VolumeId',
    created: at('CreateTime'),
    fields: {
      sizeGib: at('Size'),
      volumeType: at('VolumeType'),
      managedBy: operator,
      iops: at('Iops'),
      throughputMibps: at('Throughput'),
      zones: all('AvailabilityZone'),
      state: word(at('State'), { 'in-use': 'attached', available: 'unattached' }),
      // “The ARN of the AWS-managed resource to which the volume is attached”, where a service attached it.
      attachedTo: each(all('Attachments'), ({ State, InstanceId, AssociatedResource }, told) =>
        leaving(State)
          ? []
          : [...ec2(told, 'instance', InstanceId), ...(AssociatedResource ? [AssociatedResource] : [])],
      ),
      detachedAt: untold,
      encrypted: at('Encrypted'),
      // SnapshotId is empty where no snapshot was the source.
      snapshot: (told) => (told.record.SnapshotId === undefined ? null : ec2(told, 'snapshot', told.record.SnapshotId)),
    },
    links: { attachedTo: 'attached_to', snapshot: 'sourced_from' },
  }),
  ofEc2('aws_ebs_snapshot', {
    class: 'snapshot',
    type: 'AWS::EC2::Snapshot',
    resource: 'snapshot',
    id: 'SnapshotId',
    created: at('StartTime'),
    fields: {
      sizeGib: at('VolumeSize'),
      state: lower(at('State')),
      // “Snapshots created by a copy snapshot operation have an arbitrary volume ID that you should not use”.
      source: (told) =>
        told.record.VolumeId === undefined || /^vol-f+$/.test(told.record.VolumeId)
          ? null
          : ec2(told, 'volume', told.record.VolumeId),
      // Keys that AWS Backup and Data Lifecycle Manager document as theirs; `aws:` is closed to people.
      managedBy: ({ record }) => {
        const keys: string[] = (record.Tags ?? []).map(({ Key }: Json) => Key);
        if (keys.some((key) => key.startsWith('aws:backup:'))) return 'aws backup';
        return keys.some((key) => key.startsWith('aws:dlm:')) ? 'data lifecycle manager' : null;
      },
      encrypted: at('Encrypted'),
      tier: at('StorageTier'),
      description: ({ record }) => record.Description ?? null,
    },
    links: { source: 'sourced_from' },
  }),
  ofEc2('aws_ec2_ami', {
    class: 'image',
    type: 'AWS::EC2::Image',
    resource: 'image',
    id: 'ImageId',
    name: at('Name', 'ImageId'),
    created: at('CreationDate'),
    fields: {
      state: lower(at('State')),
      sources: (told) => {
        const devices = part(told.record, 'BlockDeviceMappings');
        const made = ec2(told, 'instance', told.record.SourceInstanceId);
        if (devices === undefined && made.length === 0) return null;
        return set([...made, ...(devices ?? []).flatMap(({ Ebs }: Json) => ec2(told, 'snapshot', Ebs?.SnapshotId))]);
      },
      architecture: at('Architecture'),
      public: at('Public'),
      platform: at('PlatformDetails'),
    },
    links: { sources: 'sourced_from' },
  }),
];
