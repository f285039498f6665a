/** Resources by what people call them, out of the manifests: nothing else is read for it, however large the register. */
import { describe, expect, it } from 'vitest';
import { calledOf } from '../../lib/collect/called.ts';
import { openReader } from '../../lib/register/reader.ts';
import { locate } from '../../lib/reports/find.ts';
import { collect, listing, volume, volumeId } from '../collect/estate.ts';
import { openOn, type Table, tableForTest } from './table.ts';

const fields = {
  ...volume('x').fields,
  address: '203.0.113.7',
  others: ['10.0.0.9', '2001:db8::7', '10.0.0.0/8', 'fe'],
};

const filled = async (...days: (readonly ReturnType<typeof volume>[])[]): Promise<Table> => {
  const table = await tableForTest();
  for (const [day, all] of days.entries()) await collect(await openOn(table.database, day), day, [listing([all])]);
  return table;
};

const idsOf = async (table: Table, written: string): Promise<string[]> =>
  (await openReader(table.database).called(written)).map(({ id }) => id);

describe('what a resource is called', () => {
  it('is its name, where its id does not end in that, and its addresses', () => {
    expect(calledOf(volume('vol-1', { name: 'Data "1"', fields }))).toEqual([
      'Data "1"',
      '203.0.113.7',
      '10.0.0.9',
      '2001:db8::7',
    ]);
    expect(calledOf(volume('vol-1', { name: 'VOL-1' }))).toEqual([]);
    expect(calledOf(volume('vol-1', { name: null }))).toEqual([]);
  });

  it.each(['vol-1', 'VOL-1', 'Data "1"', 'data "1"', '203.0.113.7', '2001:DB8::7'])('%s finds it', async (written) => {
    const table = await filled([volume('vol-1', { name: 'Data "1"', fields }), volume('vol-10'), volume('xvol-1')]);
    expect(await idsOf(table, written)).toEqual([volumeId('vol-1')]);
  });

  it('is what the newest version says, and nothing that is like it', async () => {
    const table = await filled([volume('a', { name: 'before' })], [volume('a', { name: 'after' })]);
    expect(await idsOf(table, 'after')).toEqual([volumeId('a')]);
    for (const other of ['before', 'afte', 'after.*', '.', 'aws_ebs_volume', 'eu-west-1'])
      expect(await idsOf(table, other)).toEqual([]);
  });

  it('is kept of what is gone', async () => {
    const there = volume('b', { name: 'stays' });
    const table = await filled([volume('a', { name: 'gone' }), there], [there], [there]);
    expect(await openReader(table.database).called('gone')).toEqual([
      { id: volumeId('a'), names: ['a', 'gone'], retired: true },
    ]);
  });
});

it('one of a thousand is found without reading any other', async () => {
  const table = await filled(Array.from({ length: 1_000 }, (_, i) => volume(`vol-${i}`, { name: `name-${i}` })));
  const reader = openReader(table.database);
  const read: string[] = [];
  table.hand = (request, send) => {
    read.push(request.operation === 'Query' ? `Query ${request.body.IndexName ?? ''}` : request.operation);
    return send();
  };
  const before = table.database.count.read;
  expect(await locate(reader, 'name-777', (id) => reader.resource(id))).toMatchObject({
    found: { id: volumeId('vol-777') },
  });
  expect(read).not.toContain('Query byPlace');
  expect(read).not.toContain('Query byOwner');
  expect(table.database.count.read - before).toBeLessThan(20);
});

describe('a name that several have', () => {
  const read = (table: Table) => {
    const reader = openReader(table.database);
    return (written: string) => locate(reader, written, (id) => reader.resource(id));
  };

  it('is told with those that have it, five of them', async () => {
    const all = Array.from({ length: 7 }, (_, i) => volume(`vol-${i}`, { name: 'twin' }));
    const located = await read(await filled(all))('twin');
    expect(located).toMatchObject({ more: true });
    expect('candidates' in located && located.candidates).toHaveLength(5);
  });

  it('means the one that is there, where the others are gone', async () => {
    const [old, now] = [volume('old', { name: 'twin' }), volume('now', { name: 'twin' })];
    const find = read(await filled([old, now], [now], [now]));
    expect(await find('twin')).toMatchObject({ found: { id: now.id } });
    expect(await find('old')).toMatchObject({ found: { id: old.id } });
  });

  it('that nothing has is told with the nearest', async () => {
    expect(await read(await filled([volume('vol-1', { name: 'ledger-db' })]))('ledgr-db')).toEqual({
      near: [volumeId('vol-1')],
    });
  });
});
