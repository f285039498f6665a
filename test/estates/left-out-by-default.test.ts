/** What a list call leaves out unless it is asked for is asked for: EC2 would else make it look gone. */
import { expect, it } from 'vitest';
import { collected } from './collected.ts';

const Tags = [{ Key: 'owner', Value: 'data-platform' }];

const image = (State: string) => ({
  ...{ ImageId: 'ami-0base', Name: 'base-2026-02', OwnerId: '111122223333', State, Public: false, Tags },
  CreationDate: '2026-02-10T08:00:00.000Z',
  BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { SnapshotId: 'snap-0base', VolumeSize: 8 } }],
});

const snapshot = {
  ...{ SnapshotId: 'snap-0base', OwnerId: '111122223333', VolumeId: 'vol-0gone', VolumeSize: 8, State: 'completed' },
  ...{ StartTime: '2026-02-10T08:00:00.000Z', Tags },
};

it('keeps a disabled image, tells that it was disabled, and keeps its snapshot from being an orphan', async () => {
  const there = (state: string) => ({
    aws: { '111122223333/eu-west-1': { DescribeImages: [image(state)], DescribeSnapshots: [snapshot] } },
  });
  const events: string[] = [];
  const { resource, said } = await collected(
    { runs: [there('available'), { day: 1, ...there('disabled') }, { day: 2, ...there('disabled') }] },
    async (reader) => {
      const view = await reader.show('arn:aws:ec2:eu-west-1:111122223333:image/ami-0base');
      events.push(...(view?.versions ?? []).map(({ event }) => event));
    },
  );
  expect(resource('ami-0base')).toMatchObject({ lifecycle: 'active', fields: { state: 'disabled' } });
  expect(said('snap-0base')).toEqual([]);
  expect(events).toEqual(['changed', 'discovered']);
});

it('lists what a service manages and hides', async () => {
  const Operator = { Managed: true, Principal: 'eks.amazonaws.com', HiddenByDefault: true };
  const node = { InstanceId: 'i-0node', State: { Code: 16, Name: 'running' }, Operator, Tags };
  const { resource } = await collected({
    aws: {
      '111122223333/eu-west-1': {
        DescribeInstances: [{ ReservationId: 'r-1', OwnerId: '111122223333', Instances: [node] }],
        DescribeVolumes: [
          {
            VolumeId: 'vol-0node',
            Size: 80,
            State: 'in-use',
            Operator,
            Tags,
            Attachments: [{ InstanceId: 'i-0node' }],
          },
        ],
        DescribeNetworkInterfaces: [
          { NetworkInterfaceId: 'eni-0node', Status: 'in-use', InterfaceType: 'interface', Operator, TagSet: Tags },
        ],
      },
    },
  });
  expect(resource('i-0node').lifecycle).toBe('active');
  expect(resource('vol-0node').fields.attachedTo).toEqual(['arn:aws:ec2:eu-west-1:111122223333:instance/i-0node']);
  expect(resource('eni-0node').fields.managed).toBe(true);
});
