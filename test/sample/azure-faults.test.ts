import { request } from 'node:https';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tableQuery } from '../../lib/providers/azure/graph.ts';
import {
  type AzureFault,
  type AzureServer,
  type AzureServerOptions,
  startAzureServer,
} from '../../lib/sample/azure/server.ts';
import { FIRST, fakeEstate, jumpingClock, listed, openSource, SECOND } from './azure-fake.ts';

const { estate, live } = fakeEstate();
const count = (table: string) => live(table, [FIRST, SECOND]).length;

let server: AzureServer;
let stopClock: () => void;
beforeEach(() => {
  stopClock = jumpingClock();
});
afterEach(async () => {
  stopClock();
  await server.close();
});
const start = async (options: AzureServerOptions) => {
  server = await startAzureServer(estate, options);
};
/** Faults of `resources` alone, so that the plan before it and the containers stay whole. */
const strike = (...faults: Omit<AzureFault, 'operation'>[]) =>
  start({
    quota: false,
    faults: faults.map((fault) => ({ operation: 'arg:resources', table: 'resources', ...fault })),
  });

const PATH = '/providers/Microsoft.ResourceGraph/resources?api-version=2024-04-01';
const page = { query: tableQuery('resources'), options: { $top: 1, resultFormat: 'objectArray' } };

interface Raw {
  body?: unknown;
  path?: string;
  method?: string;
  user?: string | null;
}
/** One request over TLS, as it goes over the wire. */
const send = ({ body = page, path = PATH, method = 'POST', user = 'anybody' }: Raw = {}) =>
  new Promise<{ status: number | undefined; headers: Record<string, unknown>; answer: any }>((done, fail) => {
    const headers = user === null ? {} : { authorization: `Bearer ${user}` };
    const sent = request(`${server.endpoint}${path}`, { method, headers, ca: server.ca }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk);
      const answer = JSON.parse(Buffer.concat(chunks).toString());
      done({ status: response.statusCode, headers: response.headers, answer });
    });
    sent.on('error', fail).end(typeof body === 'string' ? body : JSON.stringify(body));
  });

describe('a listing', () => {
  it.each([
    { answer: 'throttle', times: 3 },
    { answer: 'throttle', times: 2, fromCall: 2 },
    { answer: 'error', times: 2 },
    { answer: 'reset', times: 2, fromCall: 2 },
    { answer: 'html', times: 2, fromCall: 3 },
    { answer: 'slow', delayMs: 10 },
    { answer: 'error', probability: 0.3 },
    { answer: 'deny', account: 'aaaaaaaa-0000-4000-8000-00000000ffff' },
  ] satisfies Omit<AzureFault, 'operation'>[])('is complete where $answer passes by: %o', async (fault) => {
    await strike(fault);
    expect(await listed(server, 'resources')).toHaveLength(count('resources'));
  });

  it.each([
    ['throttle', 'throttled', /throttled/],
    ['deny', 'access_denied', /Access is denied to the requested resource/],
    ['error', 'unexpected', /internal error/],
    ['reset', 'unreachable', /socket hang up|ECONNRESET/],
    ['html', 'unreachable', /./],
    ['truncate', 'unexpected', /./],
    ['truncated', 'unexpected', /cut the answer off after 1000 rows/],
    ['short', 'unexpected', new RegExp(`gave ${count('resources') - 3} of ${count('resources')} rows`)],
  ] as const)('is incomplete where %s stays: %s', async (answer, code, message) => {
    await strike({ answer });
    await expect(listed(server, 'resources')).rejects.toMatchObject({
      name: 'ProviderError',
      code,
      message: expect.stringMatching(message),
    });
    expect(await listed(server, 'resourcecontainers')).toHaveLength(count('resourcecontainers'));
  });

  it.each(['deny', 'truncate', 'truncated', 'short'] as const)(
    'is incomplete, never short, where its second page alone has %s',
    async (answer) => {
      await strike({ answer, fromCall: 2, times: 1 });
      await expect(listed(server, 'resources')).rejects.toMatchObject({ name: 'ProviderError' });
      expect(server.calls.get('arg:resources')).toBeGreaterThanOrEqual(3);
    },
  );

  it('is struck where it covers the fault’s subscription, and not elsewhere', async () => {
    await strike({ answer: 'deny', account: SECOND });
    const status = async (...subscriptions: string[]) => (await send({ body: { ...page, subscriptions } })).status;
    expect([await status(FIRST), await status(SECOND), await status(FIRST, SECOND), await status()]).toEqual([
      200, 403, 403, 403,
    ]);
  });
});

describe('the quota', () => {
  it('is 15 queries in 5 seconds for each user, told with every answer', async () => {
    let now = 0;
    await start({ now: () => now });
    const ask = async (user?: string) => {
      const { status, headers } = await send(user === undefined ? {} : { user });
      return [status, headers['x-ms-user-quota-remaining'], headers['x-ms-user-quota-resets-after']];
    };
    for (let left = 14; left >= 8; left--) expect(await ask()).toEqual([200, String(left), '00:00:05']);
    now = 3_500;
    for (let left = 7; left >= 0; left--) expect(await ask()).toEqual([200, String(left), '00:00:02']);
    expect(await ask()).toEqual([429, '0', '00:00:02']);
    expect(await send()).toMatchObject({
      headers: { 'retry-after': '2' },
      answer: { error: { code: 'RateLimiting' } },
    });
    expect(await ask('another')).toEqual([200, '14', '00:00:05']);
    now = 5_000;
    expect(await ask()).toEqual([200, '14', '00:00:05']);
  });

  it('is obeyed before it says no', async () => {
    await start({ now: () => Date.now() });
    const { source, waits, calls } = await openSource(server);
    for (let time = 0; time < 40; time++) await source.plan();
    expect(server.calls.get('arg:resources')).toBe(40);
    expect(calls()).toBe(40);
    expect(waits).toHaveLength(2);
  });

  it('is waited out where another took it', async () => {
    await start({ now: () => Date.now() });
    for (let time = 0; time < 15; time++) await send();
    const { source, waits } = await openSource(server);
    expect(await source.plan()).toHaveLength(1);
    expect(waits).toHaveLength(1);
    expect(server.calls.get('arg:resources')).toBe(17);
  });
});

describe('refusals', () => {
  it.each([
    ['without a token', { user: null }, 401, 'AuthenticationFailed'],
    ['elsewhere', { path: '/subscriptions?api-version=2022-12-01', method: 'GET', body: '' }, 404, 'NotFound'],
    ['without a version', { path: PATH.replace(/\?.*/, '') }, 400, 'MissingApiVersionParameter'],
    ['that is no JSON', { body: '{"query":' }, 400, 'InvalidRequestContent'],
    ['for too many rows', { body: { ...page, options: { ...page.options, $top: 1001 } } }, 400, 'BadRequest'],
    ['for a table', { body: { ...page, options: { resultFormat: 'table' } } }, 400, 'BadRequest'],
    ['with what is not served', { body: { ...page, facets: [{ expression: 'type' }] } }, 400, 'BadRequest'],
  ] satisfies [string, Raw, number, string][])('a request %s', async (_, raw, status, code) => {
    await start({ quota: false });
    expect(await send(raw)).toMatchObject({ status, answer: { error: { code, message: expect.any(String) } } });
  });

  it('gives 100 rows where no number is named', async () => {
    await start({ quota: false });
    const { answer } = await send({ body: { ...page, options: { resultFormat: 'objectArray' } } });
    expect(answer).toMatchObject({ count: 100, resultTruncated: 'false', facets: [], $skipToken: expect.any(String) });
  });
});
