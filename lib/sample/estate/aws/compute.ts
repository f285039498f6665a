/** Machines. */
import type { AwsRecord } from '../../types.ts';
import { mix, pick, share, spread } from '../chance.ts';
import { madeAt, type Stage, timeAt } from '../life.ts';
import { groupFor, networkFor } from './network.ts';
import { type AwsPlace, named, refer, tagsOf } from './place.ts';

const types = ['t3.micro', 't3.large', 'm7g.large', 'm7g.xlarge', 'c7i.2xlarge', 'r7g.large', 'm5.large'] as const;

/** Of a hundred machines so many are stopped; some of them long since. */
const STOPPED = 0.12;
/** So many run while EC2 has the capacity to spare. */
const SPOT = 0.08;

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
        ...(share(mix(hash, 'spot')) < SPOT && !stopped && { InstanceLifecycle: 'spot' }),
        UsageOperation: hash % 9 === 0 ? 'RunInstances:0002' : 'RunInstances',
        NetworkInterfaces: [
          {
            NetworkInterfaceId: place.id('eni', 2 * index),
            OwnerId: place.account.id,
            Status: 'in-use',
            VpcId: vpc,
            SubnetId: subnet,
            PrivateIpAddress: addressOf(hash),
            Attachment: { AttachTime: madeAt(stage), DeviceIndex: 0, Status: 'attached' },
          },
        ],
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
