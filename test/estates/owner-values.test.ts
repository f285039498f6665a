/** Owner tags as people write them, collected the real way. */
import { expect, it } from 'vitest';
import type { DirectoryEntry } from '../../lib/owners/types.ts';
import { collected } from './collected.ts';

const entry = (id: string, name: string, over: Partial<DirectoryEntry> = {}): DirectoryEntry => ({
  ...{ id, name, type: 'person', aliases: [], active: true, email: `${id}@quay.example` },
  ...over,
});

const directory = [
  entry('mira.holt', 'Mira Holt'),
  entry('juno', 'Juno Ek'),
  entry('freight', 'Freight Desk', { type: 'team', email: undefined }),
];

const values: readonly (readonly [key: string, value: string, owner: string])[] = [
  ['owner', 'mira.holt@quay.example, juno@quay.example', 'mira.holt'],
  ['OwnerContact', 'Juno Ek <juno@quay.example>', 'juno'],
  ['owner', 'MIRA.HOLT', 'mira.holt'],
  ['ow\u200bner', 'juno@quay.example\u200b', 'juno'],
  ['Team', 'freight_desk', 'freight'],
  ['CreatorName', 'juno', 'juno'],
  ['created-by', 'arn:aws:sts::210987654321:assumed-role/Admin/mira.holt@quay.example', 'mira.holt'],
  ['aws:createdBy', 'AssumedRole:AROAXYZ:juno@quay.example', 'juno'],
  ['owner', 'Unassigned', 'unowned'],
];

it('names one owner for each, and the others beside', async () => {
  const { resource, findings } = await collected({
    policy: { owners: { directory } },
    aws: {
      '111122223333/eu-west-1': {
        DescribeVolumes: values.map(([Key, Value], n) => ({
          ...{ VolumeId: `vol-0quay${n}`, Size: 8, State: 'in-use', CreateTime: '2025-01-01T00:00:00Z' },
          Attachments: [{ InstanceId: 'i-0elsewhere', State: 'attached' }],
          Tags: [{ Key, Value }],
        })),
      },
    },
  });
  expect(values.map((_, n) => resource(`vol-0quay${n}`).owner.id)).toEqual(values.map(([, , owner]) => owner));
  expect(resource('vol-0quay0').owner.coOwners).toEqual(['juno']);
  expect(findings.map(({ check }) => check)).toEqual(['unowned']);
});

it('finds whom Google’s labels can only spell without signs', async () => {
  const { resource } = await collected({
    policy: { owners: { directory } },
    projects: [{ id: 'quay-prod', number: '777000111' }],
    gcp: [
      {
        name: '//storage.googleapis.com/quay-crates',
        assetType: 'storage.googleapis.com/Bucket',
        ancestors: ['projects/777000111'],
        resource: { data: { labels: { owner: 'mira-holt_at_quay_dot_example' }, location: 'EU' } },
      },
    ],
  });
  expect(resource('quay-crates').owner).toMatchObject({ id: 'mira.holt', status: 'known' });
});
