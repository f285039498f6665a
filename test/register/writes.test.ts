import { describe, expect, it } from 'vitest';
import type { Resource } from '../../lib/kinds/types.ts';
import { collect, listing, snapshot, volume } from '../collect/estate.ts';
import { openOn, type Table, tableForTest } from './table.ts';

const COUNT = 130;
const some = (change: (name: string) => Partial<Resource> = () => ({})) =>
  Array.from({ length: COUNT }, (_, i) => volume(`v${i}`, change(`v${i}`)));

/** What one collection of these volumes, one of them idle and unowned, puts into the table. */
const sweep = async (table: Table, day: number, volumes: readonly Resource[]): Promise<Record<string, number>> => {
  for (const kind of Object.keys(table.puts)) delete table.puts[kind];
  const snapshots = listing([[snapshot('s', 'v1')]], { kind: 'aws_ebs_snapshot' });
  await collect(await openOn(table.database, day), day, [
    listing([volumes.slice(0, 70), volumes.slice(70)]),
    snapshots,
  ]);
  return { ...table.puts };
};

describe('a sweep', () => {
  it('writes each resource and each version once when all are new', async () => {
    const table = await tableForTest();
    expect(await sweep(table, 0, some())).toEqual({
      resource: COUNT + 1,
      version: COUNT + 1,
      manifest: 2,
      // Taken, saved with each manifest, given up.
      state: 4,
      owners: 1,
      partitions: 1,
      // A note of each page, before it is written.
      outbox: 3,
    });
  });

  it('writes nothing but its lease when nothing changed, and reads no resource', async () => {
    const table = await tableForTest();
    await sweep(table, 0, some());
    const read = table.database.count.read;
    expect(await sweep(table, 1, [...some()].reverse())).toEqual({ state: 2 });
    // Its two manifests, and the counts and accounts that it compares.
    expect(table.database.count.read - read).toBe(4);
  });

  it('costs what changed: a resource, a version and the manifest that it is in', async () => {
    const table = await tableForTest();
    await sweep(table, 0, some());
    const renamed = some((name) => (name === 'v7' ? { name: 'renamed' } : {}));
    expect(await sweep(table, 1, renamed)).toEqual({
      resource: 1,
      version: 1,
      manifest: 1,
      'manifest deleted': 1,
      state: 3,
      outbox: 1,
    });
  });

  it('writes a finding when it opens and when it closes, and not between', async () => {
    const table = await tableForTest();
    await sweep(table, 0, some());
    const idle = some((name) => (name === 'v7' ? { fields: { state: 'unattached', attachedTo: [] }, links: [] } : {}));
    expect(await sweep(table, 1, idle)).toMatchObject({ resource: 1, version: 1, finding: 1, owners: 1 });
    expect(await sweep(table, 2, idle)).toEqual({ state: 2 });
    expect(await sweep(table, 3, some())).toMatchObject({ resource: 1, version: 1, finding: 1, owners: 1 });
  });

  it('counts what it writes as the client sends it', async () => {
    const table = await tableForTest();
    const before = table.database.count.written;
    const sent = await sweep(table, 0, some());
    expect(table.database.count.written - before).toBe(Object.values(sent).reduce((sum, count) => sum + count));
  });
});
