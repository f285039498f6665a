import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyChanges, changesBetween } from '../../lib/collect/changes.ts';
import { hashOf, lifecycleOf } from '../../lib/collect/content.ts';
import { azureResource } from '../../lib/kinds/listings/azure.ts';
import { gcpResource } from '../../lib/kinds/listings/gcp.ts';
import type { Resource } from '../../lib/kinds/types.ts';
import type { Owner } from '../../lib/owners/types.ts';
import type { ArmResource } from '../../lib/providers/azure/arm.ts';
import type { GcpAsset } from '../../lib/providers/gcp/asset.ts';
import type { RegisteredResource } from '../../lib/register/types.ts';
import { volume, volumeId } from './estate.ts';

const owner: Owner = {
  id: 'ana',
  status: 'known',
  source: 'tag',
  key: 'owner',
  value: 'ana',
  from: 'x',
  coOwners: [],
  overrode: [{ source: 'account', key: 'owner', value: 'bob', from: 'y' }],
};
const registered = (over: Partial<RegisteredResource> = {}): RegisteredResource => ({
  ...volume('a'),
  tags: {},
  owner,
  lifecycle: 'active',
  version: 1,
  firstSeen: 'x',
  changedAt: 'x',
  ...over,
});
const backwards = <Value>(record: Readonly<Record<string, Value>>): Record<string, Value> =>
  Object.fromEntries(Object.entries(record).reverse());

describe('the hash of a content', () => {
  const links = [
    { rel: 'attached_to', to: 'm' },
    { rel: 'sourced_from', to: 's' },
  ] as const;
  const one = volume('a', { tags: { owner: 'ana', env: 'prod', Z: '1' }, links });

  it('does not depend on the order of tags, fields, links and keys', () => {
    const turned = backwards({
      ...one,
      tags: backwards(one.tags!),
      fields: backwards(one.fields),
    }) as unknown as Resource;
    expect(hashOf({ ...turned, links: [links[1], links[0]] }, owner)).toBe(hashOf(one, owner));
  });

  it.each<[string, Partial<Resource>]>([
    ['a tag', { tags: { owner: 'ana', env: 'prod', Z: '2' } }],
    ['a tag’s spelling', { tags: { Owner: 'ana', env: 'prod', Z: '1' } }],
    ['tags that are not known', { tags: null }],
    [
      'a tag that objects know already',
      { tags: Object.fromEntries([...Object.entries(one.tags!), ['__proto__', '']]) },
    ],
    ['a field', { fields: { ...one.fields, sizeGib: 9 } }],
    ['a field that is not known', { fields: { ...one.fields, sizeGib: null } }],
    ['a link', { links: [links[0]] }],
    ['a relation', { links: [links[0], { rel: 'routes_to', to: 's' }] }],
    ['a name', { name: 'b' }],
    ['a region', { region: 'eu-west-2' }],
    ['a group', { group: 'g' }],
    ['a time', { createdAt: null }],
  ])('depends on %s', (_, over) => expect(hashOf({ ...one, ...over }, owner)).not.toBe(hashOf(one, owner)));

  it('depends on the owner and on the evidence, overridden or not', () => {
    const hashes = [
      owner,
      { ...owner, id: 'bob' },
      { ...owner, key: 'Owner' },
      { ...owner, coOwners: [], overrode: [] },
    ];
    expect(new Set(hashes.map((who) => hashOf(one, who))).size).toBe(hashes.length);
  });
});

describe('provider noise', () => {
  const hash = (resource: Resource) => hashOf(resource, owner);

  it('of Azure (casing, etags, stamps, key order) makes no change', () => {
    const row = (over: object, properties: object): ArmResource =>
      ({
        id: '/subscriptions/S/resourceGroups/Web/providers/Microsoft.Compute/disks/D',
        name: 'D',
        type: 'Microsoft.Compute/disks',
        location: 'westeurope',
        properties: { diskSizeGB: 8, diskState: 'Unattached', ...properties },
        ...over,
      }) as unknown as ArmResource;
    const quiet = azureResource(row({}, {}));
    const id = '/subscriptions/s/resourcegroups/WEB/providers/microsoft.compute/DISKS/d';
    const noisy = azureResource(
      row(
        { id, type: 'microsoft.compute/disks', etag: 'W/2', changedTime: '2026-06-02' },
        { provisioningState: 'Updating' },
      ),
    );
    expect(hash(noisy)).toBe(hash(quiet));
    expect(hash(azureResource(row({}, { diskState: 'Attached' })))).not.toBe(hash(quiet));
  });

  it('of Google Cloud (stamps, fingerprints, order of users) makes no change', () => {
    const disk = (data: object, users: readonly string[], over = {}): Resource =>
      gcpResource(
        {
          name: '//compute.googleapis.com/projects/p/zones/a/disks/d',
          assetType: 'compute.googleapis.com/Disk',
          ancestors: ['projects/1'],
          resource: { location: 'europe-west1-a', data: { sizeGb: '8', status: 'READY', users, ...data } },
          ...over,
        } as unknown as GcpAsset,
        new Map(),
      );
    const users = ['i', 'j'].map(
      (name) => `https://www.googleapis.com/compute/v1/projects/p/zones/a/instances/${name}`,
    );
    const noise = { labelFingerprint: 'x', lastAttachTimestamp: '2026-06-02T00:00:00Z' };
    const noisy = disk(noise, [...users].reverse(), { updateTime: { seconds: 7 } });
    expect(hash(noisy)).toBe(hash(disk({}, users)));
    expect(hash(disk({}, users.slice(1)))).not.toBe(hash(disk({}, users)));
  });
});

describe('what differs', () => {
  it('is nothing between a resource and itself as the table gives it back, its keys in another order', () => {
    const one = registered({ links: [{ rel: 'attached_to', to: volumeId('m') }], tags: { a: '1', b: '2' } });
    const back = {
      ...one,
      tags: backwards(one.tags),
      fields: backwards(one.fields),
      links: one.links.map((link) => backwards({ ...link })),
      owner: backwards({
        ...owner,
        coOwners: [],
        overrode: owner.overrode.map((evidence) => backwards({ ...evidence })),
      }),
    } as unknown as RegisteredResource;
    expect(changesBetween(one, back)).toEqual({});
  });

  it('is what the cloud changed: not that a kind says more or less of it, or calls a relation otherwise', () => {
    const { sizeGib, ...fewer } = volume('a').fields;
    const links = (rel: 'attached_to' | 'runs_in') => [{ rel, to: volumeId('m') }];
    const before = registered({ fields: fewer, links: links('runs_in') });
    const net = volumeId('net');
    const after = registered({
      fields: { ...fewer, sizeGib: sizeGib!, networks: [net] },
      links: [...links('attached_to'), { rel: 'runs_in', to: net }],
    });
    expect(changesBetween(before, after)).toEqual({});
    expect(changesBetween(after, before)).toEqual({});
    const moved = registered({ fields: { ...after.fields, state: 'moved' }, links: after.links });
    expect(Object.keys(changesBetween(before, moved))).toEqual(['fields.state', 'links']);
    const linked = registered({ fields: fewer, links: [...before.links, { rel: 'routes_to', to: net }] });
    expect(Object.keys(changesBetween(before, linked))).toEqual(['links']);
    const other = { ...after, kind: 'aws_ebs_snapshot' as const };
    expect(Object.keys(changesBetween(before, other))).toContain('fields.sizeGib');
  });

  it('leads from the one to the other, whatever keys and values the tags have', () => {
    const key = fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'a.b', 'owner', ''));
    const tags = fc.dictionary(key, fc.string({ maxLength: 4 }), { maxKeys: 5 });
    const fields = fc.record({
      sizeGib: fc.option(fc.nat(9)),
      state: fc.constantFrom('attached', 'unattached'),
      attachedTo: fc.array(fc.constantFrom('m', 'n'), { maxLength: 2 }),
    });
    const some = fc.record({
      tags,
      fields,
      name: fc.option(fc.string()),
      lifecycle: fc.constantFrom('active', 'missing'),
    });
    fc.assert(
      fc.property(some, some, (a, b) => {
        const [before, after] = [registered(a as object), registered(b as object)];
        const changes = JSON.parse(JSON.stringify(Object.entries(changesBetween(before, after))));
        const reached = applyChanges(before, Object.fromEntries(changes));
        expect(Object.entries(reached.tags).sort()).toEqual(Object.entries(after.tags).sort());
        expect({ ...reached, tags: {} }).toEqual({ ...after, tags: {} });
      }),
    );
  });
});

it.each([
  ['vm', 'deallocated', 'stopped'],
  ['vm', 'stopped', 'stopped'],
  ['vm', 'suspended', 'stopped'],
  ['vm', 'running', 'active'],
  ['vm', null, 'active'],
  ['database', 'stopped', 'active'],
] as const)('a %s that is %s counts as %s', (classId, state, lifecycle) => {
  expect(lifecycleOf(volume('a', { class: classId, fields: { state } }))).toBe(lifecycle);
});
