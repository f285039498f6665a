/** Machines, disks, snapshots, images. */
import type { AwsRecord } from '../../types.ts';
import { guid, mix, pick, share, spread } from '../chance.ts';
import { madeAt, type Stage, timeAt } from '../life.ts';
import { groupFor, networkFor } from './network.ts';
import { type AwsPlace, named, refer, tagsOf } from './place.ts';

const types = ['t3.micro', 't3.large', 'm7g.large', 'm7g.xlarge', 'c7i.2xlarge', 'r7g.large', 'm5.large'] as const;
const sizes = [8, 20, 50, 100, 250, 500, 1000] as const;

/** Of a hundred machines so many are stopped; some of them long since. */
const STOPPED = 0.12;

const stopReason = ({ hash }: Stage): string => {
  const at = timeAt(-(hash % 200), hash % 1440).toISOString();
  return `User initiated (${at.slice(0, 10)} ${at.slice(11, 19)} GMT)`;
};

export const instance = (place: AwsPlace, index: number, stage: Stage): AwsRecord => {
  const { hash, changed } = stage;
  // A change stops or starts a machine, or gives it another size.
  const stopped = share(mix(hash, 'stopped')) < STOPPED !== (changed === 1 && hash % 2 === 0);
  const name = named(stage, 'vm', index);
  const { vpc, subnet } = networkFor(place, hash);
  return {
    ReservationId: place.id('r', index),
    OwnerId: place.account.id,
    Groups: [],
    Instances: [
      {
        InstanceId: place.id('i', index),
        ImageId: imageFor(place, hash),
        State: stopped ? { Code: 80, Name: 'stopped' } : { Code: 16, Name: 'running' },
        ...(stopped && { StateTransitionReason: stopReason(stage) }),
        InstanceType: types[(hash + changed) % types.length],
        LaunchTime: madeAt(stage),
        NetworkInterfaces: [{ Attachment: { AttachTime: madeAt(stage), DeviceIndex: 0 } }],
        Placement: { AvailabilityZone: `${place.region}${pick(hash, ['a', 'b', 'c'])}`, Tenancy: 'default' },
        PlatformDetails: hash % 9 === 0 ? 'Windows' : 'Linux/UNIX',
        Architecture: 'x86_64',
        VpcId: vpc,
        SubnetId: subnet,
        PrivateIpAddress: addressOf(hash),
        SecurityGroups: [groupFor(place, hash)],
        BlockDeviceMappings: [
          { DeviceName: '/dev/xvda', Ebs: { VolumeId: place.id('vol', 2 * index), Status: 'attached' } },
        ],
        Tags: tagsOf(stage, name),
      },
    ],
  };
};

export const addressOf = (hash: number): string =>
  `10.${(hash >>> 16) & 255}.${(hash >>> 8) & 255}.${(hash % 250) + 4}`;

const imageFor = (place: AwsPlace, hash: number): string => {
  const own = refer(hash, place.cells.image);
  return own === undefined || hash % 3 > 0 ? `ami-0${spread(hash % 40)}aa11bb22` : place.id('ami', own);
};

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
  VolumeType: pick(stage.hash >>> 3, ['gp3', 'gp3', 'gp2', 'io2', 'st1']),
  Iops: 3000,
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
