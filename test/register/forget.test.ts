import { describe, expect, it } from 'vitest';
import type { Resource } from '../../lib/kinds/types.ts';
import type { Item } from '../../lib/register/database.ts';
import { openReader } from '../../lib/register/reader.ts';
import { openWriter } from '../../lib/register/suppress.ts';
import { ACCOUNT, collect, dayOf, listing, partition, snapshot, volume, volumeId } from '../collect/estate.ts';
import { gather, itemsOf, openOn, restore, type Table, tableForTest } from './table.ts';

const idle = (name: string, over: Partial<Resource> = {}) =>
  volume(name, { fields: { ...volume(name).fields, state: 'unattached', attachedTo: [] }, links: [], ...over });
const elsewhere = { region: 'us-east-1' };

const sweep = async (table: Table, day: number, over = {}) => {
  const volumes = [volume('a'), idle('b'), idle('c', elsewhere), volume('d', elsewhere)];
  const listings = [listing([volumes]), listing([[snapshot('s', 'c')]], { kind: 'aws_ebs_snapshot' })];
  const plan = { accounts: [ACCOUNT], listings: listings.map(({ id }) => id) };
  return collect(await openOn(table.database, day, { plan, ...over }), day, listings);
};

const selector = { region: 'us-east-1' };
const forget = (table: Table, over = {}) =>
  openWriter(table.database, { takeOver: true }).forget({ selector, by: 'ana', now: dayOf(5), ...over });

/** What people see of it, the name of the act and where manifests lie left out. */
const seen = (items: readonly Item[]) =>
  items
    .filter(({ pk, sk }) => pk.startsWith('r#') || sk === 'owners')
    .map(({ run: _, last: __, ...item }) => item)
    .sort((a, b) => (a.pk + a.sk < b.pk + b.sk ? -1 : 1));

describe('what is forgotten', () => {
  it('is retired with a version that names the act, without findings, and no longer counted', async () => {
    const table = await tableForTest();
    const reader = openReader(table.database);
    await sweep(table, 0);
    const act = await forget(table);
    expect(act).toMatchObject({ what: 'forget', by: 'ana', at: dayOf(5), retired: 2, selector });
    const view = (await reader.show(volumeId('c')))!;
    expect(view.resource).toMatchObject({ lifecycle: 'retired', version: 2, changedAt: dayOf(5) });
    expect(view.versions[0]).toMatchObject({
      event: 'retired',
      run: act.id,
      changes: { lifecycle: ['active', 'retired'] },
    });
    expect(view.findings).toEqual([]);
    expect((await reader.counts()).kinds).toEqual({ aws_ebs_volume: 2, aws_ebs_snapshot: 1 });
    expect((await gather(reader.findings({ check: 'unattached_disk' }))).map(({ resourceId }) => resourceId)).toEqual([
      volumeId('b'),
    ]);
    expect(await gather(reader.forgettings())).toEqual([act]);
  });

  it('reappears with its history where it is collected and still there', async () => {
    const table = await tableForTest();
    await sweep(table, 0);
    await forget(table);
    const { counts } = await sweep(table, 6);
    expect(counts).toMatchObject({ new: 0, reappeared: 2 });
    expect(await openReader(table.database).resource(volumeId('c'))).toMatchObject({ lifecycle: 'active', version: 3 });
  });

  it('is told once, though the act died at any of its requests and was done again', async () => {
    const table = await tableForTest();
    await sweep(table, 0);
    const before = await itemsOf(table);
    await forget(table);
    const expected = seen(await itemsOf(table));
    for (let at = 0; ; at++) {
      await restore(table, before);
      let requests = 0;
      table.hand = async (_, send) => {
        if (requests++ >= at) throw new Error('the process died');
        return send();
      };
      const died = await forget(table).then(
        () => false,
        () => true,
      );
      table.hand = (_, send) => send();
      if (!died) return expect(at).toBeGreaterThan(10);
      await forget(table);
      expect(seen(await itemsOf(table)), `died at request ${at}`).toEqual(expected);
      const acts = await gather(openReader(table.database).forgettings());
      expect(acts.filter(({ retired }) => retired !== null).length).toBeGreaterThan(0);
    }
  });

  it('waits for a collection that is under way', async () => {
    const table = await tableForTest();
    await sweep(table, 0);
    await openOn(table.database, 1);
    const order = { selector, by: 'ana', now: dayOf(5) };
    await expect(openWriter(table.database).forget(order)).rejects.toThrow('is under way');
    expect(await openReader(table.database).resource(volumeId('c'))).toMatchObject({ lifecycle: 'active' });
  });

  it('leaves what a crash left to the collection after it', async () => {
    const table = await tableForTest();
    await sweep(table, 0);
    // A collection dies between a version and its resource.
    table.hand = async ({ operation, body }, send) => {
      const wrote = operation === 'BatchWriteItem' && JSON.stringify(body).includes('{"S":"now"}');
      if (wrote) throw new Error('the process died');
      return send();
    };
    const renamed = listing([
      [volume('a', { name: 'renamed' }), idle('b'), idle('c', elsewhere), volume('d', elsewhere)],
    ]);
    await expect(collect(await openOn(table.database, 1), 1, [renamed])).rejects.toThrow('died');
    table.hand = (_, send) => send();
    await forget(table, { selector: { id: volumeId('b') } });
    await collect(await openOn(table.database, 2), 2, [renamed]);
    const { versions, resource } = (await openReader(table.database).show(volumeId('a')))!;
    expect(versions.map(({ version, run }) => [version, run])).toEqual([
      [2, 'run-1'],
      [1, 'run-0'],
    ]);
    expect(resource).toMatchObject({ version: 2, name: 'renamed' });
  });
});

describe('coverage', () => {
  const linesOf = async (table: Table) =>
    (await gather(openReader(table.database).coverage())).map(({ listing: id, outcome, lastComplete }) => [
      id.split('@')[0],
      outcome,
      lastComplete,
    ]);

  it('has what a collection asked for and never came to', async () => {
    const table = await tableForTest();
    await openOn(table.database, 0, { plan: { accounts: [ACCOUNT], listings: ['aws_vpc@eu-west-1'] } });
    expect(await gather(openReader(table.database).coverage())).toEqual([
      {
        provider: 'aws',
        root: partition.root,
        partition: partition.id,
        accountId: ACCOUNT,
        accountName: null,
        listing: 'aws_vpc@eu-west-1',
        outcome: 'incomplete',
        reason: 'it was never swept to its end',
        unread: null,
        found: null,
        lastComplete: null,
      },
    ]);
  });

  it('keeps the time of an account that is no longer asked for, until it is forgotten', async () => {
    const table = await tableForTest();
    await sweep(table, 0);
    const plan = { accounts: ['222222222222'], listings: ['aws_ebs_volume@eu-west-1', 'aws_ebs_snapshot@eu-west-1'] };
    await sweep(table, 1, { plan });
    await sweep(table, 2, { plan });
    expect(await linesOf(table)).toEqual([
      ['aws_ebs_snapshot', 'complete', dayOf(2)],
      ['aws_ebs_volume', 'complete', dayOf(2)],
      ['aws_ebs_snapshot', 'unasked', dayOf(0)],
      ['aws_ebs_volume', 'unasked', dayOf(0)],
    ]);
    await forget(table, { selector: { accountId: ACCOUNT } });
    expect(await linesOf(table)).toEqual([
      ['aws_ebs_snapshot', 'complete', dayOf(2)],
      ['aws_ebs_volume', 'complete', dayOf(2)],
    ]);
  });

  it('costs an unchanged collection one read of a partition and no write', async () => {
    const table = await tableForTest();
    await sweep(table, 0);
    for (const kind of Object.keys(table.puts)) delete table.puts[kind];
    await sweep(table, 1);
    expect(table.puts).toEqual({ state: 2 });
  });
});
