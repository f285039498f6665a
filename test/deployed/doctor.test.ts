/** A collector tries its roots with its own credentials, asked by Lambda's own client over HTTP. */
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { askCollector } from '../../lib/deployed/ask-collector.ts';
import { fitting, tryRoots } from '../../lib/deployed/try-roots.ts';
import { openSource } from '../../lib/runs/source.ts';
import type { Tried } from '../../lib/runs/trying.ts';
import { type ServedSample, serveSample } from '../../lib/sample/serve.ts';
import { narrow } from './harness.ts';

const faults = { aws: [{ operation: 'ec2:DescribeVolumes', answer: 'deny' }] } as const;
let served: ServedSample;
/** What Lambda answers, with its status and headers. */
let lambda: (name: string, order: any) => Promise<{ status?: number; headers?: Record<string, string>; body: unknown }>;

const server = createServer(async (request, response: ServerResponse) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  const [, name = ''] = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(request.url ?? '') ?? [];
  const answer = await lambda(name, JSON.parse(body));
  response.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers });
  response.end(JSON.stringify(answer.body));
});

beforeAll(async () => {
  served = await serveSample({ seed: 11, size: 300, day: 0 }, { throttle: false, faults });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await served.close();
});
beforeEach(() => {
  vi.stubEnv('AWS_ENDPOINT_URL_LAMBDA', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'key');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
  return () => vi.unstubAllEnvs();
});

const at = { name: 'cadastre-aws', region: 'eu-west-1' };
const tryAws = (remaining = () => 900_000) =>
  tryRoots(
    {
      provider: 'aws',
      config: { roots: served.roots.map(narrow), leaveOut: [] } as any,
      open: (root, _, meter) => openSource(root, served.connections, meter),
    },
    remaining,
  );

describe('a deployed collector', () => {
  it('tells what works and what does not, with the permission that is missing', async () => {
    lambda = async (name, order) => {
      expect([name, order]).toEqual(['cadastre-aws', { action: 'try' }]);
      return { body: await tryAws() };
    };
    const { tried, more } = await askCollector(at);
    expect(more).toBe(0);
    expect(tried.find(({ what }) => what === 'list accounts')).toMatchObject({ ok: true });
    const failed = tried.filter(({ ok }) => !ok);
    expect(failed.map(({ what }) => what)).toEqual([expect.any(String), expect.any(String)]);
    for (const { what, advice } of failed) {
      expect(what).toMatch(/^list aws_ebs_volume@eu-west-1 in account/);
      expect(advice).toContain('ec2:DescribeVolumes');
    }
  });

  it('says what it did not come to where its time is over', async () => {
    let left = 5;
    const { tried } = await tryAws(() => (left-- > 0 ? 900_000 : 10));
    expect(tried).toHaveLength(7);
    expect(tried.at(-1)).toMatchObject({ ok: false, what: 'try the rest of the root' });
  });

  it('tells failures first where there is more than an answer holds, and how many others there are', () => {
    const one = (ok: boolean, index: number): Tried => ({ root: 'r', what: `${index}`, ok, detail: '', advice: null });
    const all = Array.from({ length: 100 }, (_, index) => one(index % 10 !== 0, index));
    const { tried, more } = fitting(all, 1_500);
    expect(tried.slice(0, 10).every(({ ok }) => !ok)).toBe(true);
    expect(tried.length + more).toBe(100);
    expect(JSON.stringify(tried).length).toBeLessThanOrEqual(1_500);
    expect(fitting(all)).toEqual({ tried: all, more: 0 });
  });
});

describe('who asks is told what to do', () => {
  const refused = (status: number, type: string, message: string) => async () => ({
    ...{ status, headers: { 'x-amzn-errortype': type }, body: { Message: message } },
  });
  const asked = async () => (await askCollector(at)).tried;

  it.each([
    ['where the function is not there', refused(404, 'ResourceNotFoundException', 'Function not found'), 'Deploy it'],
    ['where AWS does not let them', refused(403, 'AccessDeniedException', 'not authorized'), 'lambda:InvokeFunction'],
  ])('%s', async (_, answer, advice) => {
    lambda = answer;
    expect(await asked()).toEqual([
      expect.objectContaining({
        root: 'cadastre-aws in eu-west-1',
        ok: false,
        advice: expect.stringContaining(advice),
      }),
    ]);
  });

  it('where the function failed: its error and its log', async () => {
    lambda = async () => ({
      headers: { 'x-amz-function-error': 'Unhandled' },
      body: { errorType: 'Sandbox.Timedout', errorMessage: 'Task timed out' },
    });
    expect(await asked()).toMatchObject([
      {
        ok: false,
        detail: 'Sandbox.Timedout: Task timed out',
        advice: expect.stringContaining('/aws/lambda/cadastre-aws'),
      },
    ]);
  });
});
