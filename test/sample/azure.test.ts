import { ResourceGraphClient, type ResourceGraphClientOptionalParams } from '@azure/arm-resourcegraph';
import { afterEach, describe, expect, it } from 'vitest';
import { tableQuery } from '../../lib/providers/azure/graph.ts';
import { type AzureServer, startAzureServer } from '../../lib/sample/azure/server.ts';
import { credential, FIRST, fakeEstate, HARD, listed, openSource, SECOND, TENANT } from './azure-fake.ts';

const { estate, live } = fakeEstate();
const ids = (table: string, subscriptions: string[] = [FIRST, SECOND]) =>
  live(table, subscriptions).map(({ id }) => String(id).toLowerCase());

let server: AzureServer;
const start = async () => {
  server = await startAzureServer(estate, { quota: false });
};
afterEach(() => server.close());

/** The client as it comes; it tries nothing again. */
const client = () =>
  new ResourceGraphClient(credential, {
    endpoint: server.endpoint,
    tlsOptions: { ca: server.ca },
    retryOptions: { maxRetries: 0 },
  } as ResourceGraphClientOptionalParams);

interface Scope {
  subscriptions?: string[];
  managementGroups?: string[];
}
const ask = (query: string, scope: Scope = {}, options: { top?: number; skipToken?: string } = { top: 1000 }) =>
  client().resources({ query, ...scope, options: { resultFormat: 'objectArray', ...options } });

const refused = (asked: Promise<unknown>) => expect(asked).rejects;
const ofRefusal = (statusCode: number, code: string, detail?: string) => ({
  statusCode,
  code,
  ...(detail && {
    details: { error: { details: expect.arrayContaining([expect.objectContaining({ code: detail })]) } },
  }),
});

describe('the product reads the tenant', () => {
  it('every row of every page once, in order, and what is hard on a wire unharmed', async () => {
    await start();
    expect(await listed(server, 'resources')).toEqual(ids('resources'));
    expect(await listed(server, 'resourcecontainers')).toEqual(ids('resourcecontainers'));
    const { source } = await openSource(server);
    const [partition] = await source.plan();
    expect(partition?.accounts).toEqual([
      { id: FIRST, name: 'sub 1', tags: { OWNER: HARD } },
      { id: SECOND, name: 'sub 2', tags: {} },
    ]);
    const [, listing] = await source.listings(partition!);
    const pages = [];
    for await (const page of listing!.pages(() => undefined)) pages.push(page);
    expect(pages.map(({ length }) => length)).toEqual([1000, 1000, ids('resources').length - 2000]);
    expect(pages[0]?.[0]).toMatchObject({ kind: 'azure_compute_disk', name: HARD, fields: { sizeGib: 0 }, tags: {} });
  });

  it('by the root management group, and by no other', async () => {
    await start();
    const root = await openSource(server, { managementGroups: [TENANT] });
    expect((await root.source.plan())[0]?.accounts).toHaveLength(2);
    const other = await openSource(server, { managementGroups: ['other'] });
    await expect(other.source.plan()).rejects.toMatchObject({ code: 'access_denied' });
  });

  it('never without the certificate’s authority', async () => {
    await start();
    const other = await startAzureServer(estate);
    await other.close();
    for (const ca of [undefined, other.ca]) {
      const { source } = await openSource({ ...server, ca });
      await expect(source.plan()).rejects.toMatchObject({
        message: expect.stringMatching(/self-signed certificate|signature/),
      });
    }
    expect(server.calls.size).toBe(0);
  });
});

describe('queries', () => {
  it.each([
    ["type =~ 'MICROSOFT.NETWORK/publicipaddresses'", ['Microsoft.Network/publicIPAddresses']],
    ["type == 'Microsoft.Network/publicIPAddresses'", ['Microsoft.Network/publicIPAddresses']],
    ["type == 'microsoft.network/publicipaddresses'", []],
    [
      'type in~ (\'microsoft.compute/disks\', "microsoft.network/publicipaddresses")',
      ['microsoft.compute/disks', 'Microsoft.Network/publicIPAddresses'],
    ],
    ["type in ('microsoft.compute/disks')", ['microsoft.compute/disks']],
    ["type =~ 'microsoft.none/such'", []],
  ])('%s gives and counts what it leaves, over all pages', async (where, types) => {
    await start();
    const expected = live('resources', [FIRST, SECOND]).filter(({ type }) => types.includes(String(type)));
    const found: unknown[] = [];
    let skipToken: string | undefined;
    do {
      const answer = await ask(
        `resources | where ${where} | project id, type | order by id asc`,
        {},
        { top: 300, ...(skipToken && { skipToken }) },
      );
      expect(answer).toMatchObject({
        totalRecords: expected.length,
        count: answer.data.length,
        resultTruncated: 'false',
      });
      skipToken = answer.skipToken;
      expect(skipToken === undefined || answer.count === 300).toBe(true);
      found.push(...answer.data.map(({ id }: { id: string }) => id));
    } while (skipToken);
    expect(found).toEqual(expected.map(({ id }) => id));
  });

  it('give the columns that are asked for, empty text or null where there is nothing', async () => {
    await start();
    const { data } = await ask(
      'ResourceContainers | project kind, id, tags, tenantId | order by id asc',
      {},
      { top: 1 },
    );
    expect(data).toEqual([{ kind: '', id: `/subscriptions/${FIRST}`, tags: { OWNER: HARD }, tenantId: TENANT }]);
    const [whole] = (await ask('resources', {}, { top: 1 })).data;
    expect(Object.keys(whole)).toEqual(expect.arrayContaining(['extendedLocation', 'zones', 'properties']));
  });

  it('without the id have one page, and say that there is more', async () => {
    await start();
    const answer = await ask('resources | project name', {}, { top: 10 });
    expect(answer).toMatchObject({ count: 10, totalRecords: ids('resources').length, resultTruncated: 'true' });
    expect(answer.skipToken).toBeUndefined();
  });

  it.each([
    ['resources | summarize count() by type', 'summarize'],
    ['resources | project id, colour', 'colour'],
    ['resources | project name | order by id desc', 'desc'],
    ["resources | where name =~ 'x'", 'name'],
    ["resources | project id | where type =~ 'x'", 'type'],
    ["resources | where type =~ 'x", "'"],
    ['resources | where', '<EOF>'],
    ['securityresources', 'securityresources'],
  ])('%s is refused for what is not understood', async (query, token) => {
    await start();
    const error = await ask(query).catch((thrown) => thrown);
    expect(error).toMatchObject(ofRefusal(400, 'BadRequest', 'ParserFailure'));
    const detail = error.details.error.details.find(({ code }: { code: string }) => code === 'ParserFailure');
    expect(detail).toMatchObject({ message: expect.stringContaining(`'${token}'`), additionalProperties: { token } });
  });
});

describe('scopes', () => {
  it('are the subscriptions named, in any casing, or all', async () => {
    await start();
    const all = ids('resources').length;
    expect(await ask('resources', { subscriptions: [SECOND.toUpperCase(), SECOND] })).toMatchObject({
      totalRecords: ids('resources', [SECOND]).length,
      data: { 0: { subscriptionId: SECOND } },
    });
    expect((await ask('resources', { subscriptions: [] })).totalRecords).toBe(all);
    expect((await ask('resources', { managementGroups: [TENANT.toUpperCase()] })).totalRecords).toBe(all);
  });

  it('with an unknown subscription or group are refused', async () => {
    await start();
    const unknown = ask('resources', { subscriptions: [FIRST, 'aaaaaaaa-0000-4000-8000-00000000ffff'] });
    await refused(unknown).toMatchObject(ofRefusal(403, 'AccessDenied', 'AccessDenied'));
    await refused(ask('resources', { managementGroups: ['x'] })).toMatchObject(ofRefusal(403, 'AccessDenied'));
  });
});

describe('tokens', () => {
  it('are good for their query and subscriptions alone, as they were given', async () => {
    await start();
    const query = tableQuery('resources');
    const { skipToken = '' } = await ask(query, { subscriptions: [FIRST, SECOND] }, { top: 10 });
    const more = (with_: string, text = query, scope: Scope = {}) => ask(text, scope, { top: 20, skipToken: with_ });
    const next = await more(skipToken);
    expect(next.data.map(({ id }: { id: string }) => id.toLowerCase())).toEqual(ids('resources').slice(10, 30));
    const turned = (index: number) =>
      `${skipToken.slice(0, index)}${skipToken[index] === 'A' ? 'B' : 'A'}${skipToken.slice(index + 1)}`;
    const asked = [
      ...[...skipToken].map((_, index) => more(turned(index))),
      ...[`${skipToken}!`, `${skipToken}A`, `!${skipToken}`, skipToken.slice(0, -1), 'bm9ib2R5', '{}', ''].map((bad) =>
        more(bad),
      ),
      more(skipToken, tableQuery('resources', ['microsoft.compute/disks'])),
      more(skipToken, tableQuery('resourcecontainers')),
      more(skipToken, query, { subscriptions: [FIRST] }),
    ];
    for (const one of asked) await refused(one).toMatchObject(ofRefusal(400, 'BadRequest', 'CouldNotDecodeSkipToken'));
  });

  it('of another server are refused', async () => {
    await start();
    const { skipToken = '' } = await ask('resources', {}, { top: 10 });
    await server.close();
    await start();
    await refused(ask('resources', {}, { top: 10, skipToken })).toMatchObject(ofRefusal(400, 'BadRequest'));
  });
});
