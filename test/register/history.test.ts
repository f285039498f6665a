import { describe, expect, it } from 'vitest';
import type { Resource } from '../../lib/kinds/types.ts';
import { markHistory } from '../../lib/register/changes.ts';
import type { ChangeQuery } from '../../lib/register/history-types.ts';
import { pruneVersions } from '../../lib/register/prune.ts';
import { openReader } from '../../lib/register/reader.ts';
import { newRunId, saveRun } from '../../lib/register/runs.ts';
import { keys } from '../../lib/register/table.ts';
import type { RegisteredResource } from '../../lib/register/types.ts';
import { pastRun } from '../cli/fake.ts';
import { collect, dayOf, listing, volume, volumeId } from '../collect/estate.ts';
import { gather, itemsOf, openOn, type Table, tableForTest } from './table.ts';

const DAYS = 30;
const timeOf = (day: number): number => Date.parse(dayOf(day));

/** One sweep on a day; versions are kept for `DAYS` unless told otherwise. */
const sweep = async (table: Table, day: number, volumes: readonly Resource[], historyDays: number | undefined = DAYS) =>
  collect(await openOn(table.database, day, { takeOver: true, historyDays }), day, [listing([volumes])]);

const named = (name: string, over: Partial<Resource> = {}) => volume('a', { name, ...over });

/** A volume that is called otherwise on days 0, 10 and 50. */
const renamedTwice = async (historyDays?: number): Promise<Table> => {
  const table = await tableForTest();
  await markHistory(table.database, dayOf(0));
  for (const [day, name] of [
    [0, 'first'],
    [10, 'second'],
    [50, 'third'],
  ] as const)
    await sweep(table, day, [named(name)], historyDays);
  return table;
};

const all: ChangeQuery = { since: dayOf(0), until: dayOf(60) };
const versionsOn = async (table: Table, day: number) => {
  const reader = openReader(table.database, () => timeOf(day));
  return (await reader.show(volumeId('a')))!.versions.map(({ version }) => version);
};

describe('a version', () => {
  it('carries the time at which DynamoDB may delete it, in epoch seconds; a retirement carries none', async () => {
    const table = await tableForTest();
    for (const day of [0, 1, 2]) await sweep(table, day, day === 0 ? [volume('a')] : []);
    const versions = (await itemsOf(table)).filter(({ sk }) => sk.startsWith('v#'));
    expect(versions.map(({ event, expiresAt }) => [event, expiresAt]).sort()).toEqual([
      ['discovered', timeOf(DAYS) / 1000],
      ['missing', timeOf(DAYS + 1) / 1000],
      ['retired', undefined],
    ]);
  });

  it('carries none where changes are kept for ever', async () => {
    const table = await tableForTest();
    await collect(await openOn(table.database, 0), 0, [listing([[volume('a')]])]);
    expect((await itemsOf(table)).filter(({ expiresAt }) => expiresAt !== undefined)).toEqual([]);
  });

  it('costs one item when it is written, and none when the next one is', async () => {
    const table = await renamedTwice();
    expect(table.puts).toMatchObject({ version: 3, resource: 3 });
  });

  it('is not shown once it has expired, though the table has it still; the last one is shown for ever', async () => {
    const table = await renamedTwice();
    expect(await versionsOn(table, 29)).toEqual([3, 2, 1]);
    expect(await versionsOn(table, 39)).toEqual([3, 2]);
    expect(await versionsOn(table, 79)).toEqual([3]);
    expect(await versionsOn(table, 4_000)).toEqual([3]);
    const last = (await openReader(table.database, () => timeOf(4_000)).show(volumeId('a')))!.versions[0];
    expect(last).toMatchObject({
      event: 'changed',
      changes: { name: ['second', 'third'] },
      run: 'run-50',
      at: dayOf(50),
    });
  });

  it('whose changes are too large to be kept with the resource does not expire', async () => {
    const table = await tableForTest();
    const note = (text: string) => named('a', { tags: { note: text.repeat(9_000) } });
    for (const [day, text] of [
      [0, 'x'],
      [1, 'y'],
      [2, 'y'],
    ] as const)
      await sweep(table, day, [note(text)]);
    expect(await versionsOn(table, 4_000)).toEqual([2]);
    expect((await table.database.get(keys.resource(volumeId('a'))))?.changes).toBeUndefined();
  });
});

describe('the embedded table', () => {
  const left = async (table: Table) =>
    (await itemsOf(table))
      .filter(({ sk }) => sk.startsWith('v#'))
      .map(({ version }) => version)
      .sort();

  it('is rid of what has expired, once', async () => {
    const table = await renamedTwice();
    await pruneVersions(table.database, timeOf(39));
    expect(await left(table)).toEqual([2, 3]);
    await pruneVersions(table.database, timeOf(60));
    expect(await left(table)).toEqual([3]);
    const { read, written } = table.database.count;
    await pruneVersions(table.database, timeOf(60));
    expect(table.database.count.written).toBe(written);
    // What it noted, and the version that is still to expire.
    expect(table.database.count.read - read).toBe(2);
  });

  it('keeps retirements, and what was written before versions expired', async () => {
    const table = await tableForTest();
    await markHistory(table.database, dayOf(0));
    await sweep(table, 0, [volume('a'), volume('b')], 7);
    await collect(await openOn(table.database, 1), 1, [listing([[volume('a', { name: 'x' }), volume('b')]])]);
    for (const day of [2, 3]) await sweep(table, day, [volume('a', { name: 'x' })], 7);
    await pruneVersions(table.database, timeOf(100));
    const items = (await itemsOf(table)).filter(({ sk }) => sk.startsWith('v#'));
    expect(items.map(({ event, at }) => [event, at])).toEqual(
      expect.arrayContaining([
        ['changed', dayOf(1)],
        ['retired', dayOf(3)],
      ]),
    );
    expect(items).toHaveLength(2);
  });
});

describe('a resource at a time', () => {
  const nameAt = async (table: Table, at: number, on: number) => {
    const past = await openReader(table.database, () => timeOf(on)).showAt(volumeId('a').toUpperCase(), dayOf(at));
    return past?.resource?.name ?? past;
  };

  it('is what it was, for as long as its history is kept', async () => {
    const table = await renamedTwice();
    const on51 = [0, 9, 10, 49, 50].map((at) => nameAt(table, at, 29));
    expect(await Promise.all(on51)).toEqual(['first', 'first', 'second', 'second', 'third']);
    // Its first version is gone, and the next one tells what it replaced.
    expect(await nameAt(table, 0, 39)).toBe('first');
    expect(await nameAt(table, 10, 79)).toBe('second');
    expect(await nameAt(table, 9, 79)).toMatchObject({ resource: null, why: 'expired', since: dayOf(10) });
  });

  it('is unknown before the register saw it, and where it never did', async () => {
    const table = await tableForTest();
    await sweep(table, 5, [volume('a')]);
    expect(await nameAt(table, 4, 6)).toMatchObject({
      resource: null,
      why: 'unborn',
      since: dayOf(5),
      id: volumeId('a'),
    });
    expect(await openReader(table.database).showAt('nothing', dayOf(5))).toBeUndefined();
  });
});

describe('the register at a time', () => {
  const owned = (name: string, owner: string) => volume(name, { tags: { owner } });
  const lived = async () => {
    const table = await tableForTest();
    await sweep(table, 0, [owned('stays', 'ana'), owned('moves', 'ana'), owned('goes', 'ana')]);
    await sweep(table, 1, [owned('stays', 'ana'), owned('moves', 'bob'), owned('new', 'ana')]);
    await sweep(table, 2, [owned('stays', 'ana'), owned('moves', 'bob'), owned('new', 'ana')]);
    return table;
  };
  const names = (resources: readonly RegisteredResource[]) => resources.map(({ name }) => name).sort();

  it.each([
    [{ at: dayOf(0), owner: 'ana' }, ['goes', 'moves', 'stays']],
    [{ at: dayOf(1), owner: 'ana' }, ['goes', 'new', 'stays']],
    [{ at: dayOf(2), owner: 'ana' }, ['new', 'stays']],
    [{ at: dayOf(2), owner: 'ana', includeRetired: true }, ['goes', 'new', 'stays']],
    [{ at: dayOf(1), owner: 'bob' }, ['moves']],
    [{ at: dayOf(0), owner: 'bob' }, []],
    [{ at: dayOf(0), tags: [['Owner', 'ana']] as const, kind: 'aws_ebs_volume' }, ['goes', 'moves', 'stays']],
    [{ at: dayOf(-1) }, []],
  ])('%j has %j', async (query, expected) => {
    const { database } = await lived();
    expect(names(await gather(openReader(database, () => timeOf(5)).resources(query)))).toEqual(expected);
  });

  it('reads the versions of those alone that changed more than once since', async () => {
    const table = await lived();
    const asked: string[] = [];
    table.hand = (request, send) => {
      const key = request.operation === 'Query' && request.body.ExpressionAttributeValues[':pk'].S;
      if (typeof key === 'string' && key.startsWith('r#')) asked.push(key);
      return send();
    };
    await gather(openReader(table.database, () => timeOf(5)).resources({ at: dayOf(0) }));
    // It was missing before it was retired.
    expect(asked).toEqual([`r#${volumeId('goes')}`]);
  });

  it('tells whose history has expired', async () => {
    const table = await renamedTwice();
    const untold: string[] = [];
    const reader = openReader(table.database, () => timeOf(100));
    expect(await gather(reader.resources({ at: dayOf(1) }, (id) => untold.push(id)))).toEqual([]);
    expect(untold).toEqual([volumeId('a')]);
  });
});

describe('changes', () => {
  const found = async (table: Table, query: Partial<ChangeQuery>, on = 60) =>
    (await gather(openReader(table.database, () => timeOf(on)).changes({ ...all, ...query }))).map(
      ({ resourceId, version, event }) => `${resourceId.split('/')[1]} ${version} ${event}`,
    );

  it('are found by time, newest first, both ends among them', async () => {
    const table = await renamedTwice(1_000);
    await sweep(table, 51, [named('third'), volume('b')]);
    expect(await found(table, {})).toEqual(['b 1 discovered', 'a 3 changed', 'a 2 changed', 'a 1 discovered']);
    expect(await found(table, { since: dayOf(10), until: dayOf(50) })).toEqual(['a 3 changed', 'a 2 changed']);
    expect(await found(table, { since: dayOf(11), until: dayOf(49) })).toEqual([]);
  });

  it('that have expired are not told', async () => {
    expect(await found(await renamedTwice(), {}, 60)).toEqual(['a 3 changed']);
  });

  it('are narrowed by owner before and after, place, kind, event and fact', async () => {
    const table = await tableForTest();
    await markHistory(table.database, dayOf(0));
    await sweep(table, 0, [volume('a'), volume('b', { tags: { owner: 'cem', env: 'prod' } })]);
    const unattached = { ...volume('b').fields, state: 'unattached' };
    await sweep(table, 1, [
      volume('a', { tags: { owner: 'bob' } }),
      volume('b', { tags: { owner: 'cem' }, fields: unattached }),
    ]);
    const since = { since: dayOf(1) };
    expect(await found(table, { ...since, owner: 'ana' }, 2)).toEqual(['a 2 changed']);
    expect(await found(table, { ...since, owner: 'bob' }, 2)).toEqual(['a 2 changed']);
    expect(await found(table, { owner: 'cem', event: 'discovered' }, 2)).toEqual(['b 1 discovered']);
    expect(await found(table, { field: 'tags.owner' }, 2)).toEqual(['a 2 changed']);
    expect(await found(table, { field: 'tags.env' }, 2)).toEqual(['b 2 changed']);
    expect((await found(table, { field: 'tags' }, 2)).sort()).toEqual(['a 2 changed', 'b 2 changed']);
    expect(await found(table, { field: 'fields.state' }, 2)).toEqual(['b 2 changed']);
    expect(await found(table, { field: 'state' }, 2)).toEqual(['b 2 changed']);
    expect(await found(table, { field: 'own' }, 2)).toEqual([]);
    expect(await found(table, { kind: 'aws_ebs_snapshot' }, 2)).toEqual([]);
    expect(await found(table, { accountId: 'another' }, 2)).toEqual([]);
  });

  it('of one run lie in many keys of the index, and are read as they are asked for', async () => {
    const table = await tableForTest();
    await markHistory(table.database, dayOf(0));
    const tags = { owner: 'ana' };
    await sweep(
      table,
      0,
      Array.from({ length: 400 }, (_, i) => volume(`v${i}`, { tags })),
    );
    const days = (await itemsOf(table)).filter(({ sk }) => sk.startsWith('v#')).map(({ placePk }) => placePk);
    expect(new Set(days).size).toBe(8);
    const { read } = table.database.count;
    for await (const _ of openReader(table.database, () => timeOf(1)).changes(all)) break;
    expect(table.database.count.read - read).toBeLessThanOrEqual(401);
    expect(new Set(await found(table, {}, 1)).size).toBe(400);
  });

  it('of a register that an older version wrote are found from the first run on that notes them', async () => {
    const table = await tableForTest();
    const reader = openReader(table.database, () => timeOf(7));
    expect(await reader.changesSince()).toBeNull();
    await saveRun(table.database, pastRun({ id: newRunId(dayOf(0)), startedAt: dayOf(0) }));
    expect(await reader.changesSince()).toBe(dayOf(7));
    await markHistory(table.database, dayOf(8));
    await markHistory(table.database, dayOf(9));
    expect(await reader.changesSince()).toBe(dayOf(8));
  });
});
