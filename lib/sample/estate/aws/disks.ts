/** Disks, snapshots, images. */
import type { AwsRecord } from '../../types.ts';
import { guid, mix, pick, share } from '../chance.ts';
import { madeAt, type Stage } from '../life.ts';
import { type AwsPlace, named, refer, tagsOf } from './place.ts';

const sizes = [8, 20, 50, 100, 250, 500, 1000] as const;

/** What EC2 tells of each type: a disk that spins has no operations of its own, and gp3 alone a throughput. */
const storage = [
  { VolumeType: 'gp3', Iops: 3000, Throughput: 125 },
  { VolumeType: 'gp3', Iops: 3000, Throughput: 250 },
  { VolumeType: 'gp2', Iops: 3000 },
  { VolumeType: 'io2', Iops: 16_000 },
  { VolumeType: 'st1' },
] as const;

const volume = (
  place: AwsPlace,
  id: string,
  stage: Stage,
  instanceId: string | undefined,
  more: object,
): AwsRecord => ({
  VolumeId: id,
  Size: sizes[(stage.hash + stage.changed) % sizes.length],
  State: instanceId === undefined ? 'available' : 'in-use',
  ...pick(stage.hash >>> 3, storage),
  Encrypted: stage.hash % 4 !== 0,
  CreateTime: madeAt(stage),
  AvailabilityZone: `${place.region}a`,
  Attachments:
    instanceId === undefined
      ? []
      : [{ InstanceId: instanceId, VolumeId: id, Device: '/dev/sdf', State: 'attached', DeleteOnTermination: false }],
  ...more,
});

/** A machine's own disk goes with it. Even numbers are theirs, odd ones the other volumes'. */
export const rootVolume = (place: AwsPlace, index: number, stage: Stage): AwsRecord =>
  volume(place, place.id('vol', 2 * index), { ...stage, hash: mix(stage.hash, 'root') }, place.id('i', index), {
    Tags: tagsOf(stage),
  });

/** What a cluster made for a claim carries the driver's tags, attached or not. */
const claimTags = (hash: number) => [
  { Key: 'kubernetes.io/created-for/pvc/name', Value: `data-${hash % 90}` },
  { Key: 'kubernetes.io/created-for/pvc/namespace', Value: pick(hash, ['shop', 'search', 'etl']) },
  { Key: 'ebs.csi.aws.com/cluster', Value: 'true' },
];

export const dataVolume = (place: AwsPlace, index: number, stage: Stage): AwsRecord => {
  const { hash } = stage;
  const claimed = share(mix(hash, 'claim')) < 0.12;
  const machine = refer(mix(hash, 'machine'), place.cells.instance);
  const held = machine !== undefined && share(mix(hash, 'held')) < (claimed ? 0.5 : 0.85);
  // Data outlives its machine: what nobody deleted stays, attached to nothing.
  const attached = held && place.cells.instance.at(machine).alive;
  return volume(place, place.id('vol', 2 * index + 1), stage, attached ? place.id('i', machine) : undefined, {
    Tags: claimed
      ? [{ Key: 'Name', Value: `kubernetes-dynamic-pvc-${guid(place.seed, hash)}` }, ...claimTags(hash)]
      : tagsOf(stage, named(stage, 'data', index)),
  });
};

/** The disk that a snapshot was taken from: one that is there, or one that went long before the estate's first day. */
const sourceOf = (place: AwsPlace, hash: number): string => {
  const roots = refer(mix(hash, 'source'), place.cells.instance);
  const data = refer(mix(hash, 'source'), place.cells.volume);
  const chance = share(mix(hash, 'gone'));
  if (chance >= 0.15 && chance < 0.6 && roots !== undefined) return place.id('vol', 2 * roots);
  if (chance >= 0.6 && data !== undefined) return place.id('vol', 2 * data + 1);
  return place.id('vol', 0x40000000 + (hash % 1_000_000));
};

export const snapshot = (place: AwsPlace, index: number, stage: Stage): AwsRecord => {
  const source = sourceOf(place, stage.hash);
  const backup = share(mix(stage.hash, 'backup')) < 0.2;
  return {
    SnapshotId: place.id('snap', index),
    OwnerId: place.account.id,
    VolumeId: source,
    VolumeSize: pick(stage.hash, sizes),
    State: 'completed',
    Progress: '100%',
    StartTime: madeAt(stage),
    Encrypted: stage.hash % 4 !== 0,
    StorageTier: stage.hash % 30 === stage.changed ? 'archive' : 'standard',
    Description: backup ? 'This snapshot is created by the AWS Backup service.' : `before release ${index % 60}`,
    Tags: [
      ...(backup ? [{ Key: 'aws:backup:source-resource', Value: place.arn('ec2', `volume/${source}`) }] : []),
      ...tagsOf(stage),
    ],
  };
};

export const image = (place: AwsPlace, index: number, stage: Stage): AwsRecord => {
  const from = refer(mix(stage.hash, 'from'), place.cells.snapshot);
  return {
    ImageId: place.id('ami', index),
    OwnerId: place.account.id,
    Name: named(stage, 'image', index),
    State: 'available',
    Public: false,
    Architecture: 'x86_64',
    PlatformDetails: 'Linux/UNIX',
    ImageType: 'machine',
    RootDeviceType: 'ebs',
    CreationDate: madeAt(stage).toISOString(),
    BlockDeviceMappings:
      from === undefined
        ? []
        : [{ DeviceName: '/dev/xvda', Ebs: { SnapshotId: place.id('snap', from), VolumeSize: 8 } }],
    Tags: tagsOf(stage),
  };
};
