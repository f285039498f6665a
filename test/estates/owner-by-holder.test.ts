/** What hangs on an owned thing is its owner's, on each cloud. */
import { describe, expect, it } from 'vitest';
import { collected } from './collected.ts';

const PLACE = '111122223333/eu-west-1';
const tagged = (value: string) => [{ Key: 'owner', Value: value }];

const machine = (tags: readonly object[]) => ({
  ReservationId: 'r-1',
  OwnerId: '111122223333',
  Instances: [{ InstanceId: 'i-0quay', State: { Code: 16, Name: 'running' }, Tags: tags, NetworkInterfaces: [] }],
});

/** All that a tagged machine has around it, made without tags. */
const berth = (tags: readonly object[]) => ({
  [PLACE]: {
    DescribeInstances: [machine(tags)],
    DescribeVolumes: [
      {
        ...{ VolumeId: 'vol-0quay', Size: 100, State: 'in-use', CreateTime: '2026-01-01T00:00:00Z' },
        Attachments: [{ InstanceId: 'i-0quay', State: 'attached' }],
      },
    ],
    DescribeNetworkInterfaces: [
      {
        ...{ NetworkInterfaceId: 'eni-0quay', OwnerId: '111122223333', Status: 'in-use', InterfaceType: 'interface' },
        ...{ RequesterManaged: false, Groups: [], TagSet: [] },
        Attachment: { InstanceId: 'i-0quay', InstanceOwnerId: '111122223333', Status: 'attached' },
      },
    ],
    DescribeAddresses: [
      {
        AllocationId: 'eipalloc-0quay',
        PublicIp: '198.51.100.9',
        AssociationId: 'a-1',
        NetworkInterfaceId: 'eni-0quay',
      },
    ],
    DescribeSnapshots: [
      {
        ...{ SnapshotId: 'snap-0quay', VolumeId: 'vol-0quay', VolumeSize: 100, State: 'completed' },
        ...{ StartTime: '2026-05-01T00:00:00Z', OwnerId: '111122223333' },
      },
    ],
  },
});

const around = ['vol-0quay', 'eni-0quay', 'eipalloc-0quay', 'snap-0quay'];
const owned = (tags: readonly object[]) => ({ aws: berth(tags) });

describe('on AWS', () => {
  it('volume, interface, address and snapshot of a tagged machine have its owner, with the link as evidence', async () => {
    const { resource, findings } = await collected(owned(tagged('data-platform')));
    for (const end of around) expect(resource(end).owner, end).toMatchObject({ id: 'data-platform', source: 'holder' });
    expect(resource('vol-0quay').owner).toMatchObject({
      ...{ key: 'attached_to', value: 'data-platform', status: 'known' },
      from: expect.stringMatching(/instance\/i-0quay$/),
    });
    expect(resource('snap-0quay').owner).toMatchObject({
      key: 'sourced_from',
      from: expect.stringMatching(/vol-0quay$/),
    });
    expect(findings.map(({ check }) => check)).not.toContain('unowned');
  });

  it('are found so at once, and written again by no sweep that changes nothing', async () => {
    const { runs, resource } = await collected({ ...owned(tagged('data-platform')), runs: [{}, { day: 1 }] });
    expect(around.map((end) => resource(end).version)).toEqual([1, 1, 1, 1]);
    expect(runs[1]!.resources).toMatchObject({ found: 5, new: 0, changed: 0 });
    expect(runs[1]!.items.written).toBeLessThan(15);
  });

  it('follow the machine to another owner, and to none, in the same run', async () => {
    const { resource, runs } = await collected({
      ...owned(tagged('data-platform')),
      runs: [{}, { day: 1, ...owned(tagged('payments')) }, { day: 2, ...owned(tagged('payments')) }],
    });
    for (const end of around) expect(resource(end).owner, end).toMatchObject({ id: 'payments', source: 'holder' });
    expect(around.map((end) => resource(end).version)).toEqual([2, 2, 2, 2]);
    expect(runs[2]!.resources.changed).toBe(0);
    const bare = await collected({
      ...owned(tagged('data-platform')),
      runs: [{}, { day: 1, ...owned([]) }, { day: 2, ...owned([]) }],
    });
    for (const end of around) expect(bare.resource(end).owner, end).toMatchObject({ id: 'unowned', source: null });
    expect(bare.runs[2]!.resources.changed).toBe(0);
  });

  it('have one finding, on the machine, where that has no owner', async () => {
    const { findings } = await collected(owned([]));
    expect(findings.filter(({ check }) => check === 'unowned').map(({ resourceId }) => resourceId)).toEqual([
      expect.stringMatching(/i-0quay$/),
    ]);
  });

  it('have one finding, on the machine, where its owner is nobody that is known', async () => {
    const { findings } = await collected(owned(tagged('someone-else-entirely')));
    expect(findings.filter(({ check }) => check === 'unknown_owner').map(({ resourceId }) => resourceId)).toEqual([
      expect.stringMatching(/i-0quay$/),
    ]);
  });

  it('keep their owner while the machines cannot be listed', async () => {
    const { resource } = await collected({
      ...owned(tagged('data-platform')),
      runs: [
        {},
        {
          day: 1,
          faults: { aws: [{ operation: 'ec2:DescribeInstances', answer: 'deny' }] },
        },
      ],
    });
    for (const end of around) expect(resource(end).owner, end).toMatchObject({ id: 'data-platform', source: 'holder' });
  });

  it('are their own tags’ first, and the account’s only after the machine’s', async () => {
    const { resource } = await collected({
      aws: {
        ...owned(tagged('data-platform')).aws,
        accounts: ['111122223333'],
        accountTags: { '111122223333': { owner: 'payments' } },
      },
    });
    expect(resource('vol-0quay').owner).toMatchObject({
      ...{ id: 'data-platform', source: 'holder' },
      overrode: [{ source: 'account', value: 'payments' }],
    });
  });
});

const group = '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg-quay';
const compute = `${group}/providers/Microsoft.Compute`;

const hold = (owner: string) => ({
  azure: [
    {
      ...{ id: `${compute}/disks/os-quay`, type: 'microsoft.compute/disks' },
      ...{ managedBy: `${compute}/virtualMachines/vm-quay`, properties: { diskState: 'Attached', diskSizeGB: 30 } },
    },
    {
      ...{ id: `${compute}/snapshots/a-quay`, type: 'microsoft.compute/snapshots' },
      properties: { creationData: { createOption: 'Copy', sourceResourceId: `${compute}/disks/os-quay` } },
    },
    {
      ...{ id: `${compute}/virtualMachines/vm-quay`, type: 'microsoft.compute/virtualmachines' },
      ...{ tags: { Owner: owner }, properties: {} },
    },
  ],
});

describe('on Azure, whose listing has the machine last,', () => {
  it('its disk and the disk’s snapshot have its owner from the first version on', async () => {
    const { resource, said } = await collected(hold('data-platform'));
    for (const end of ['os-quay', 'a-quay'])
      expect(resource(end), end).toMatchObject({ version: 1, owner: { id: 'data-platform', source: 'holder' } });
    expect(said('os-quay').filter((one) => one.startsWith('unowned'))).toEqual([]);
  });

  it('they follow it to another owner in the same run, in one version, though nothing of them changed', async () => {
    const { resource, runs, said } = await collected({
      ...hold('nobody-known'),
      runs: [{}, { day: 1, ...hold('payments') }, { day: 2, ...hold('payments') }],
    });
    for (const end of ['os-quay', 'a-quay']) {
      expect(resource(end), end).toMatchObject({ version: 2, owner: { id: 'payments', source: 'holder' } });
      expect(said(end).filter((one) => one.includes('owner'))).toEqual([]);
    }
    expect(runs.map(({ resources: { changed } }) => changed)).toEqual([0, 3, 0]);
  });
});

it('on Google a disk has the owner of a machine that the listing has after it', async () => {
  const path = 'compute.googleapis.com/projects/quay-prod/zones/europe-west1-b';
  const { resource } = await collected({
    projects: [{ id: 'quay-prod', number: '777000111' }],
    gcp: [
      {
        name: `//${path}/disks/hull`,
        assetType: 'compute.googleapis.com/Disk',
        resource: {
          data: {
            ...{ sizeGb: '10', status: 'READY' },
            users: ['https://www.googleapis.com/compute/v1/projects/quay-prod/zones/europe-west1-b/instances/tug'],
          },
        },
      },
      {
        name: `//${path}/instances/tug`,
        assetType: 'compute.googleapis.com/Instance',
        resource: { data: { status: 'RUNNING', labels: { owner: 'data-platform' } } },
      },
    ],
  });
  expect(resource('disks/hull')).toMatchObject({ version: 1, owner: { id: 'data-platform', source: 'holder' } });
});
