/** Machines, their disks, and copies of both. */
import {
  AttachVolumeCommand,
  CreateImageCommand,
  CreateSnapshotCommand,
  CreateTagsCommand,
  CreateVolumeCommand,
  DescribeImagesCommand,
  EC2Client,
  RegisterImageCommand,
  RunInstancesCommand,
  StopInstancesCommand,
} from '@aws-sdk/client-ec2';
import type { Network } from './network.ts';
import { by } from './owners.ts';
import { type At, type Made, made, tagging, tagList } from './place.ts';

export interface Machines {
  readonly made: readonly Made[];
  readonly running: string;
  readonly stopped: string;
  readonly spareVolume: string;
}

export const makeMachines = async (at: At, { vpcId, subnetIds, groupId }: Network): Promise<Machines> => {
  const ec2 = at.client(EC2Client);
  const all: Made[] = [];
  const id = (what: string, one: string) => at.arn('ec2', `${what}/${one}`);

  /** Notes an image; which snapshots it is made of is known once it is there. */
  const image = async (ImageId: string, name: string, tags: Made['tags']) => {
    if (Object.keys(tags).length > 0)
      await ec2.send(new CreateTagsCommand({ Resources: [ImageId], Tags: tagList(tags) }));
    const { Images = [] } = await ec2.send(new DescribeImagesCommand({ ImageIds: [ImageId] }));
    const snapshots = (Images[0]?.BlockDeviceMappings ?? []).flatMap(({ Ebs }) => Ebs?.SnapshotId ?? []);
    const links = snapshots.map((one) => ({ rel: 'sourced_from' as const, to: id('snapshot', one) }));
    all.push(made(at, 'aws_ec2_ami', id('image', ImageId), name, tags, links));
  };
  const { ImageId: base = '' } = await ec2.send(
    new RegisterImageCommand({ Name: 'base', Architecture: 'x86_64', RootDeviceName: '/dev/sda1' }),
  );
  await image(base, 'base', by.none);

  const instance = async (name: string, tags: Made['tags'], state: string): Promise<string> => {
    const { Instances = [] } = await ec2.send(
      new RunInstancesCommand({
        ImageId: base,
        InstanceType: 't3.micro',
        MinCount: 1,
        MaxCount: 1,
        SubnetId: subnetIds[0],
        SecurityGroupIds: [groupId],
        ...tagging('instance', { ...tags, Name: name }),
      }),
    );
    const instanceId = Instances[0]!.InstanceId!;
    if (state !== 'running') await ec2.send(new StopInstancesCommand({ InstanceIds: [instanceId] }));
    all.push(
      made(
        at,
        'aws_ec2_instance',
        id('instance', instanceId),
        name,
        { ...tags, Name: name },
        [
          { rel: 'runs_in', to: id('vpc', vpcId) },
          { rel: 'runs_in', to: id('subnet', subnetIds[0]) },
          { rel: 'sourced_from', to: id('image', base) },
          { rel: 'member_of', to: id('security-group', groupId) },
        ],
        { state, machineType: 't3.micro' },
      ),
    );
    return instanceId;
  };
  const running = await instance('shop', by.ann, 'running');
  const stopped = await instance('forgotten', by.bo, 'deallocated');

  const volume = async (Size: number, tags: Made['tags'], instanceId?: string): Promise<string> => {
    const { VolumeId = '' } = await ec2.send(
      new CreateVolumeCommand({
        Size,
        AvailabilityZone: `${at.region}a`,
        VolumeType: 'gp3',
        ...tagging('volume', tags),
      }),
    );
    if (instanceId !== undefined)
      await ec2.send(new AttachVolumeCommand({ VolumeId, InstanceId: instanceId, Device: '/dev/sdf' }));
    const links = instanceId === undefined ? [] : [{ rel: 'attached_to' as const, to: id('instance', instanceId) }];
    const state = instanceId === undefined ? 'unattached' : 'attached';
    all.push(made(at, 'aws_ebs_volume', id('volume', VolumeId), VolumeId, tags, links, { sizeGib: Size, state }));
    return VolumeId;
  };
  const data = await volume(20, by.platform, running);
  const spareVolume = await volume(30, by.stranger);

  const snapshot = async (VolumeId: string, tags: Made['tags']) => {
    const { SnapshotId = '' } = await ec2.send(
      new CreateSnapshotCommand({ VolumeId, Description: 'before the move', ...tagging('snapshot', tags) }),
    );
    const links = [{ rel: 'sourced_from' as const, to: id('volume', VolumeId) }];
    all.push(made(at, 'aws_ebs_snapshot', id('snapshot', SnapshotId), SnapshotId, tags, links));
  };
  await snapshot(data, by.ann);
  await snapshot(spareVolume, by.none);

  const { ImageId: golden = '' } = await ec2.send(new CreateImageCommand({ InstanceId: running, Name: 'golden' }));
  await image(golden, 'golden', by.platform);
  return { made: all, running, stopped, spareVolume };
};
