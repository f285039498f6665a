import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Resource } from '../../lib/kinds/types.ts';
import { openReader } from '../../lib/register/reader.ts';
import { ACCOUNT, collect, listing, snapshot, volume, volumeId } from '../collect/estate.ts';
import { gather, openOn, openTable, type Table, tableForTest } from './table.ts';

const idle = (name: string, over: Partial<Resource> = {}) =>
  volume(name, { fields: { ...volume(name).fields, state: 'unattached', attachedTo: [] }, links: [], ...over });

const filled = async (...listings: Parameters<typeof collect>[2]): Promise<Table> => {
  const table = await tableForTest();
  await collect(await openOn(table.database, 0), 0, listings);
  return table;
};

describe('the resources of an owner', () => {
  const names = Array.from({ length: 60 }, (_, i) => `v${i}-${['a', 'é', '漢', '𝒳', '\uFF01'][i % 5]}`);

  it('come out of all shards as one sequence in the table’s order, each once', async () => {
    const mine = names.map((name) => volume(name));
    const others = volume('z', { tags: { owner: 'bob' } });
    const { database } = await filled(
      listing([[...mine, others]]),
      listing([[snapshot('s', 'gone')]], { kind: 'aws_ebs_snapshot' }),
    );
    const found = (await gather(openReader(database).resources({ owner: 'ana' }))).map(
      ({ kind, id }) => `${kind}#${id}`,
    );
    const all = [...mine, snapshot('s', 'gone')].map(({ kind, id }) => `${kind}#${id}`);
    expect(found).toEqual(all.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
  });

  it('are read in pages of the table, and who stops early has not read the rest', async () => {
    const fat = { owner: 'ana', note: 'x'.repeat(40_000) };
    const table = await filled(listing([Array.from({ length: 40 }, (_, i) => volume(`v${i}`, { tags: fat }))]));
    let queries = 0;
    table.hand = (request, send) => {
      if (request.operation === 'Query') queries++;
      return send();
    };
    const { resources } = openReader(table.database);
    for await (const _ of resources({ accountId: ACCOUNT })) break;
    // One page of them, and the names of accounts.
    expect(queries).toBe(2);
    expect(await gather(resources({ accountId: ACCOUNT }))).toHaveLength(40);
    expect(queries).toBeGreaterThan(4);
    expect(await gather(resources({ owner: 'ana' }))).toHaveLength(40);
  });
});

describe('a query', () => {
  const web = volume('web', { tags: { Owner: 'ana', 'Cost-Centre': 'CC-7' } });
  const db = volume('db', { tags: { owner: 'bob' }, region: 'us-east-1' });

  let shared: Awaited<ReturnType<typeof openTable>>;
  beforeAll(async () => {
    shared = await openTable();
    await collect(await openOn(shared.database, 0), 0, [
      listing([[web, db]]),
      listing([[{ ...snapshot('s', 'web'), tags: {} }]], { kind: 'aws_ebs_snapshot' }),
    ]);
  });
  afterAll(() => shared.close());

  it.each([
    [{ owner: 'ana' }, ['s', 'web']],
    [{ owner: 'bob', kind: 'aws_ebs_volume' }, ['db']],
    [{ owner: 'bob', region: 'eu-west-1' }, []],
    [{ accountId: ACCOUNT, region: 'us-east-1' }, ['db']],
    [{ kind: 'aws_ebs_snapshot' }, ['s']],
    [{ class: 'disk' }, ['db', 'web']],
    [{ tags: [['cost_centre', 'CC-7']] }, ['web']],
    [{ tags: [['cost_centre', 'cc-*']] }, ['web']],
    [{ tags: [['cost_centre', 'CC-8']] }, []],
    [
      {
        tags: [
          ['owner', 'ana'],
          ['cost centre', 'CC-7'],
        ],
        owner: 'ana',
      },
      ['web'],
    ],
    [
      {
        tags: [
          ['owner', 'ana'],
          ['Owner', 'bob'],
        ],
      },
      [],
    ],
    [{ owner: 'nobody' }, []],
    [{ accountId: '222222222222' }, []],
  ] as const)('%j finds %j', async (query, names) => {
    const found = await gather(openReader(shared.database).resources(query));
    expect(found.map(({ name }) => name).sort()).toEqual(names);
  });

  it('leaves retired resources out unless they are asked for', async () => {
    const table = await filled(listing([[web, db]]));
    for (const day of [1, 2]) await collect(await openOn(table.database, day), day, [listing([[web]])]);
    const reader = openReader(table.database);
    const names = async (query: object) => (await gather(reader.resources(query))).map(({ name }) => name).sort();
    expect(await names({})).toEqual(['web']);
    expect(await names({ owner: 'bob' })).toEqual([]);
    expect(await names({ includeRetired: true })).toEqual(['db', 'web']);
    expect(await names({ includeRetired: true, owner: 'bob' })).toEqual(['db']);
  });
});

it('findings are found by owner, by check and both, and are gone when closed', async () => {
  const table = await filled(listing([[idle('a'), idle('b', { tags: {} }), volume('c', { tags: {} })]]));
  const reader = openReader(table.database);
  const found = async (query: object) =>
    (await gather(reader.findings(query)))
      .map(({ check, resourceId }) => `${check} ${resourceId.split('/')[1]}`)
      .sort();
  expect(await found({})).toEqual(['unattached_disk a', 'unattached_disk b', 'unowned b', 'unowned c']);
  expect(await found({ owner: 'ana' })).toEqual(['unattached_disk a']);
  expect(await found({ check: 'unowned' })).toEqual(['unowned b', 'unowned c']);
  expect(await found({ owner: 'unowned', check: 'unattached_disk' })).toEqual(['unattached_disk b']);
  await collect(await openOn(table.database, 1), 1, [listing([[volume('a'), idle('b'), volume('c')]])]);
  expect(await found({})).toEqual(['unattached_disk b']);
  expect(await found({ owner: 'unowned' })).toEqual([]);
});

it('owners add up over what they own, the unowned among them', async () => {
  const { database } = await filled(
    listing([[idle('a'), volume('b'), idle('c', { tags: {} })]]),
    listing([[snapshot('s', 'b')]], { kind: 'aws_ebs_snapshot' }),
    listing([], { kind: 'aws_ec2_ami' }),
  );
  expect(await openReader(database).owners()).toEqual([
    {
      id: 'ana',
      name: null,
      status: 'unknown',
      resources: 3,
      billed: 3,
      exempt: 0,
      classes: { disk: 2, snapshot: 1 },
      findings: 1,
      suppressed: 0,
    },
    {
      id: 'unowned',
      name: null,
      status: 'none',
      resources: 1,
      billed: 1,
      exempt: 0,
      classes: { disk: 1 },
      findings: 2,
      suppressed: 0,
    },
  ]);
});

it('one resource is shown with its history, findings and the links from others', async () => {
  const arm = '/subscriptions/s/resourcegroups/web/providers/microsoft.compute/disks/d';
  const table = await filled(
    listing([[idle('a'), volume('odd', { id: arm })]]),
    listing([[snapshot('s', 'a')]], { kind: 'aws_ebs_snapshot' }),
  );
  await collect(await openOn(table.database, 1), 1, [listing([[idle('a', { name: 'renamed' })]])]);
  const reader = openReader(table.database);
  const shown = (await reader.show(volumeId('a')))!;
  expect(shown.resource).toMatchObject({ name: 'renamed', version: 2 });
  expect(shown.versions.map(({ version, event }) => [version, event])).toEqual([
    [2, 'changed'],
    [1, 'discovered'],
  ]);
  expect(shown.findings).toMatchObject([{ check: 'unattached_disk', resourceId: volumeId('a') }]);
  expect(shown.linkedFrom).toEqual([{ rel: 'sourced_from', to: volumeId('a'), from: volumeId('s') }]);
  expect((await reader.show(arm.toUpperCase()))?.resource.id).toBe(arm);
  expect(await reader.show(volumeId('no-such'))).toBeUndefined();
});
