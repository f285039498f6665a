import { once } from 'node:events';
import { get as httpGet, type IncomingMessage } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openReader } from '../../lib/register/reader.ts';
import type { RegisteredResource } from '../../lib/register/types.ts';
import { fakeReader, resource } from '../cli/fake.ts';
import { ACCOUNT, collect, listing, volume } from '../collect/estate.ts';
import { openOn, tableForTest } from '../register/table.ts';
import { apiForTest } from './harness.ts';

const FAT = 'x'.repeat(10_000);

/** A reader of fat rows that counts what is taken out of it, and hears when nobody wants more. */
const source = (rows: number, breaksAt = Number.POSITIVE_INFINITY) => {
  const state = { taken: 0, ended: false };
  const reader = {
    ...fakeReader({}),
    async *resources(): AsyncGenerator<RegisteredResource> {
      try {
        for (; state.taken < rows; state.taken++) {
          if (state.taken >= breaksAt) throw new Error('the table went away');
          yield resource({ id: `id-${state.taken}`, tags: { note: FAT } });
        }
      } finally {
        state.ended = true;
      }
    },
  };
  return { state, reader };
};

/** The answer's head; its body is read when the test does. */
const ask = async (url: string): Promise<IncomingMessage> => {
  const request = httpGet(url);
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  onTestFinished(() => void request.destroy());
  return response;
};

const turn = () => new Promise((resolve) => setTimeout(resolve, 20));

/** The count, once it has stopped growing. */
const settled = async (count: () => number): Promise<number> => {
  for (let before = -1, still = 0; ; before = count()) {
    still = before === count() ? still + 1 : 0;
    if (still >= 10) return before;
    await turn();
  }
};

const formats = ['json', 'ndjson', 'csv'] as const;

describe.each(formats)('a list in %s', (format) => {
  it('that has no end is answered from its beginning, and no further than it is read', async () => {
    const { state, reader } = source(Number.POSITIVE_INFINITY);
    const api = await apiForTest(reader);
    const response = await ask(`${api.url}/resources?format=${format}`);
    const [first] = await once(response, 'data');
    expect(String(first)).toContain('id-0');
    response.pause();
    // What the sockets of this machine hold is some megabytes; a row is 10,000 characters.
    expect(await settled(() => state.taken)).toBeLessThan(4_000);
    expect(state.ended).toBe(false);
    response.destroy();
    while (!state.ended) await turn();
    expect(api.failures).toEqual([]);
  });

  it('that breaks midway is cut off, never ended as if it were whole', async () => {
    const { reader } = source(10_000, 500);
    const api = await apiForTest(reader);
    const response = await api.get(`/resources?format=${format}`);
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
    expect(api.failures).toEqual([{ path: '/resources', error: new Error('the table went away') }]);
  });

  it('that breaks before its first row is a problem, which tells nothing of what is inside', async () => {
    const { reader } = source(10, 0);
    const api = await apiForTest(reader);
    const response = await api.get(`/resources?format=${format}`);
    expect(response.status).toBe(500);
    const problem = await response.json();
    expect(problem).toMatchObject({ title: 'The register could not be read', instance: `/resources?format=${format}` });
    expect(JSON.stringify(problem)).not.toContain('table went away');
    expect(api.failures).toHaveLength(1);
  });

  it('stops at its limit, and asks for no row after it', async () => {
    const { state, reader } = source(Number.POSITIVE_INFINITY);
    const api = await apiForTest(reader);
    await (await api.get(`/resources?format=${format}&limit=450`)).text();
    expect(state.taken).toBeLessThanOrEqual(450);
    expect(state.ended).toBe(true);
  });

  it('that is asked for as gzip comes so, whole', async () => {
    const { reader } = source(1_000);
    const api = await apiForTest(reader);
    const response = await ask(`${api.url}/resources?format=${format}&limit=3`);
    expect(response.headers['content-encoding']).toBeUndefined();
    const request = httpGet(`${api.url}/resources?format=${format}`, { headers: { 'accept-encoding': 'gzip, br' } });
    const [zipped] = (await once(request, 'response')) as [IncomingMessage];
    expect(zipped.headers['content-encoding']).toBe('gzip');
    const chunks: Buffer[] = [];
    for await (const chunk of zipped) chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    const text = gunzipSync(bytes).toString();
    expect(text).toContain('id-999');
    expect(bytes.length * 20).toBeLessThan(text.length);
  });
});

it('the first rows arrive before the last are read from the table', async () => {
  const table = await tableForTest();
  const note = 'x'.repeat(20_000);
  const volumes = Array.from({ length: 400 }, (_, i) => volume(`v${i}`, { tags: { owner: 'ana', note } }));
  await collect(await openOn(table.database, 0), 0, [listing([volumes])]);
  let queries = 0;
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  table.hand = async (request, send) => {
    if (request.operation === 'Query' && ++queries > 6) await released;
    return send();
  };
  const api = await apiForTest(openReader(table.database));
  const response = await ask(`${api.url}/resources?account=${ACCOUNT}&format=ndjson`);
  const lines: string[] = [];
  let rest = '';
  for await (const chunk of response.setEncoding('utf8')) {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop()!;
    lines.push(...parts);
    // The table answers no more before this much is here: whoever waits for all of it waits for ever.
    if (lines.length > 0) release();
  }
  expect(lines).toHaveLength(400);
  expect(new Set(lines.map((line) => JSON.parse(line).id)).size).toBe(400);
  expect(queries).toBeGreaterThan(6);
});
