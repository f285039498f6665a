import { describe, expect, it } from 'vitest';
import { noCounts } from '../../lib/collect/tally.ts';
import type { Resource } from '../../lib/kinds/types.ts';
import { openReader } from '../../lib/register/reader.ts';
import { saveRun } from '../../lib/register/runs.ts';
import { ACCOUNT, collect, dayOf, listing, partition, volume, volumeId } from '../collect/estate.ts';
import { gather, openOn, type Table, tableForTest } from './table.ts';

const sweep = async ({ database }: Table, day: number, resources: readonly Resource[]) =>
  collect(await openOn(database, day), day, [listing([resources])]);

describe('a resource that few would think of', () => {
  const name = `${'漢字'.repeat(500)}-𝒳`;
  const tags = Object.fromEntries([
    ['owner', 'ana'],
    ['__proto__', 'polluted'],
    ['constructor', ''],
    ['', 'no key'],
    ['empty', ''],
    ['dot.ted', '=1+1'],
    ['🙂', '\u0000\n"'],
  ]);
  const odd = volume(name, { tags, name });

  it('is registered and found again by its id, owner, account and kind, with every tag', async () => {
    const table = await tableForTest();
    await sweep(table, 0, [odd]);
    const reader = openReader(table.database);
    expect(Buffer.byteLength(odd.id)).toBeGreaterThan(2_048);
    const [byOwner] = await gather(reader.resources({ owner: 'ana', kind: 'aws_ebs_volume' }));
    const [byAccount] = await gather(reader.resources({ accountId: ACCOUNT, kind: 'aws_ebs_volume' }));
    const shown = await reader.show(odd.id);
    for (const found of [byOwner!, byAccount!, shown!.resource]) {
      expect(found.id).toBe(odd.id);
      expect(Object.entries(found.tags)).toEqual(Object.entries(tags));
      expect(Object.getPrototypeOf(found.tags)).toBe(Object.prototype);
    }
    expect(await gather(reader.resources({ tags: [['__PROTO__', 'polluted']] }))).toHaveLength(1);
  });

  it('changes like any other: one version, by the names of its tags', async () => {
    const table = await tableForTest();
    await sweep(table, 0, [odd]);
    const next = Object.fromEntries(Object.entries(tags).filter(([key]) => key !== 'empty'));
    Object.defineProperty(next, '__proto__', { value: 'clean', enumerable: true });
    await sweep(table, 1, [volume(name, { tags: next, name })]);
    const { versions } = (await openReader(table.database).show(odd.id))!;
    expect(versions).toHaveLength(2);
    expect(Object.entries(versions[0]!.changes)).toEqual([
      ['tags.__proto__', ['polluted', 'clean']],
      ['tags.empty', ['', null]],
    ]);
    const { puts } = table;
    for (const kind of Object.keys(puts)) delete puts[kind];
    await sweep(table, 2, [volume(name, { tags: next, name })]);
    expect(puts).not.toHaveProperty('resource');
  });

  it('may have more members and words than an item of the table holds', async () => {
    const table = await tableForTest();
    const members = (count: number) => Array.from({ length: count }, (_, i) => volumeId(`member-${i}`));
    const big = (count: number) =>
      volume('big', {
        tags: { owner: 'ana', notes: 'long words '.repeat(20_000) },
        fields: { ...volume('big').fields, attachedTo: members(count) },
        links: members(count).map((to) => ({ rel: 'attached_to', to })),
      });
    await sweep(table, 0, [big(6_000), volume('small')]);
    await sweep(table, 1, [big(6_001), volume('small')]);
    const shown = (await openReader(table.database).show(volumeId('big')))!;
    expect(JSON.stringify(shown.resource).length).toBeGreaterThan(400 * 1_024);
    expect(shown.resource).toMatchObject({ version: 2, tags: big(0).tags, links: big(6_001).links });
    expect(shown.versions[0]!.changes['fields.attachedTo']![1]).toHaveLength(6_001);
    expect((await openReader(table.database).show(volumeId('member-6000'))) ?? 'none').toBe('none');
  });
});

describe('what is counted and recorded', () => {
  it('may name more owners than an item holds as text', async () => {
    const table = await tableForTest();
    const store = await openOn(table.database, 0);
    const of = { resources: 1, billed: 1, exempt: 0, classes: { disk: 1 }, findings: 0, suppressed: 0 };
    const counts = Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`person-${i}@example.com`, of]));
    await store.saveOwners(counts, [ACCOUNT], { kinds: {}, checks: {} });
    const owners = await openReader(table.database).owners();
    expect(owners).toHaveLength(5_000);
    expect(owners.find(({ id }) => id === 'person-777@example.com')).toMatchObject({ resources: 1, status: 'unknown' });
  });

  it('may name more incomplete listings in one run than an item holds as text', async () => {
    const table = await tableForTest();
    const incomplete = Array.from({ length: 10_000 }, (_, i) => ({
      partition: `aws:${i}`,
      listing: `aws_ebs_volume@region-${i % 17}`,
      outcome: 'incomplete' as const,
      reason: `access denied at aws ${i}: The role may not list volumes here. Allow ec2:DescribeVolumes.`,
      found: 0,
      lastComplete: null,
      since: dayOf(0),
    }));
    const run = {
      id: 'run-1',
      startedAt: dayOf(0),
      finishedAt: null,
      providers: [partition.provider],
      partitions: 1,
      listings: { complete: 0, incomplete },
      resources: noCounts,
      calls: {},
      items: { read: 0, written: 0 },
      failedRoots: [],
    };
    await saveRun(table.database, run);
    expect(await openReader(table.database).runs(5)).toEqual([run]);
  });
});
