import { describe, expect, it } from 'vitest';
import { plainEntry } from '../../lib/collect/entry.ts';
import type { Resource } from '../../lib/kinds/types.ts';
import type { Database, Item } from '../../lib/register/database.ts';
import { encode } from '../../lib/register/manifest.ts';
import { openReader } from '../../lib/register/reader.ts';
import { collect, dayOf, listing, volume, volumeId } from '../collect/estate.ts';
import { chunksOf, entriesOf, LISTING, state } from './entries.ts';
import { gather, itemsOf, openOn, type Table, tableForTest } from './table.ts';

const deleteAll = (database: Database, items: readonly Item[]) => database.write([], items);

describe('a manifest', () => {
  it('of a big partition is kept in chunks that the table takes, and comes back equal', async () => {
    const table = await tableForTest();
    const entries = entriesOf(20_000);
    const store = await openOn(table.database, 0);
    await store.saveListing(LISTING, state, entries);
    await store.release(true);
    const chunks = await chunksOf(table);
    expect(chunks.length).toBeGreaterThan(10);
    for (const { rows = [] } of chunks) expect(rows.length).toBeLessThan(400 * 1_024);
    const again = await (await openOn(table.database, 1)).manifest(LISTING);
    expect(Array.from(again.values(), plainEntry)).toEqual([...entries.values()]);
  });

  it('is kept in chunks that the table takes whatever its words are written in, though they do not shrink', async () => {
    let seed = 7;
    const sign = () => String.fromCodePoint(0x4e00 + ((seed = (seed * 48_271) % 2_147_483_647) % 20_000));
    const entries = [...entriesOf(100).values()].map((one) => ({
      ...one,
      owner: Array.from({ length: 5_000 }, sign).join(''),
    }));
    const chunks = await Promise.all(
      [...encode(new Map(entries.map((one) => [one.id, one])))].map((one) => one.deflated()),
    );
    expect(chunks.length).toBeGreaterThan(1);
    for (const { length } of chunks) expect(length).toBeLessThan(400_000);
  });

  it('leaves no chunk of the generation before, nor one that a crash left', async () => {
    const table = await tableForTest();
    const store = await openOn(table.database, 0);
    await store.saveListing(LISTING, state, entriesOf(4_000));
    await store.saveListing(LISTING, state, entriesOf(10));
    expect(await chunksOf(table)).toHaveLength(1);
    table.hand = async ({ operation }, send) => {
      if (operation === 'UpdateItem') throw new Error('the process died');
      return send();
    };
    await expect(store.saveListing(LISTING, state, entriesOf(4_000))).rejects.toThrow('the process died');
    expect((await chunksOf(table)).length).toBeGreaterThan(1);
    table.hand = (_, send) => send();
    const next = await openOn(table.database, 1, { takeOver: true });
    expect((await next.manifest(LISTING)).size).toBe(10);
    expect(await chunksOf(table)).toHaveLength(1);
  });
});

describe('a manifest that was lost', () => {
  const idle = (name: string, over: Partial<Resource> = {}) =>
    volume(name, { fields: { ...volume(name).fields, state: 'unattached', attachedTo: [] }, links: [], ...over });
  const volumes = [volume('a'), idle('idle'), idle('freed'), volume('gone'), volume('changed')];

  const sweep = async (table: Table, day: number, resources: readonly Resource[]) =>
    collect(await openOn(table.database, day), day, [listing([resources])]);
  const registered = async (table: Table) =>
    (await itemsOf(table)).filter(({ pk }) => pk.startsWith('r#')).sort((a, b) => (a.pk + a.sk < b.pk + b.sk ? -1 : 1));

  const losses: readonly (readonly [string, (table: Table) => Promise<void>])[] = [
    ['a chunk', async (table) => deleteAll(table.database, await chunksOf(table))],
    [
      'the partition’s state and all chunks',
      async (table) =>
        deleteAll(
          table.database,
          (await itemsOf(table)).filter(({ sk }) => sk === 'state' || sk.startsWith('m#')),
        ),
    ],
  ];

  it.each(losses)('is made anew from the register, and nothing is told twice: %s', async (_, lose) => {
    const table = await tableForTest();
    await sweep(table, 0, volumes);
    const before = await registered(table);
    await lose(table);
    const { counts } = await sweep(table, 1, volumes);
    expect(counts).toMatchObject({ found: 5, new: 0, changed: 0, missing: 0, findingsOpened: 0, findingsResolved: 0 });
    expect(await registered(table)).toEqual(before);
    // And it is whole again.
    for (const kind of Object.keys(table.puts)) delete table.puts[kind];
    await sweep(table, 2, volumes);
    expect(table.puts).toEqual({ state: 2 });
  });

  it.each(losses)('hides no change that came meanwhile: %s', async (_, lose) => {
    const table = await tableForTest();
    await sweep(table, 0, volumes);
    await lose(table);
    const now = [volume('a'), idle('idle'), volume('freed'), volume('changed', { name: 'renamed' }), volume('new')];
    const { counts } = await sweep(table, 1, now);
    expect(counts).toMatchObject({ new: 1, changed: 2, missing: 1, findingsOpened: 0, findingsResolved: 1 });
    const reader = openReader(table.database);
    const findings = await gather(reader.findings({}));
    expect(findings.map(({ resourceId, since }) => [resourceId, since])).toEqual([[volumeId('idle'), dayOf(0)]]);
    const { resource, versions } = (await reader.show(volumeId('changed')))!;
    expect([resource.version, resource.firstSeen, versions.length]).toEqual([2, dayOf(0), 2]);
    expect((await reader.show(volumeId('gone')))!.resource.lifecycle).toBe('missing');
  });

  it('still knows what was retired: it reappears with its history', async () => {
    const table = await tableForTest();
    for (const [day, resources] of [volumes, [volume('a')], [volume('a')]].entries())
      await sweep(table, day, resources);
    await deleteAll(table.database, await chunksOf(table));
    const { counts } = await sweep(table, 3, volumes);
    expect(counts).toMatchObject({ new: 0, reappeared: 4 });
    expect((await openReader(table.database).show(volumeId('gone')))!.resource.version).toBe(4);
  });

  it.each(losses)('is kept though the sweep that made it anew finds nothing to change: %s', async (_, lose) => {
    const table = await tableForTest();
    // Nothing that a check says anything of: the manifest made anew is as the sweep finds it.
    const quiet = [volume('a'), volume('gone')];
    await sweep(table, 0, quiet);
    await lose(table);
    await sweep(table, 1, quiet);
    expect((await (await openOn(table.database, 2)).manifest(LISTING)).size).toBe(2);
    for (const day of [3, 4])
      await collect(await openOn(table.database, day, { takeOver: true }), day, [listing([[volume('a')]])]);
    expect((await openReader(table.database).show(volumeId('gone')))!.resource.lifecycle).toBe('retired');
  });
});
