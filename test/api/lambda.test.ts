import { PassThrough, Writable } from 'node:stream';
import type { Context, LambdaFunctionURLEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { createApi } from '../../lib/api/app.ts';
import { lambdaHandler, type Streaming } from '../../lib/api/lambda.ts';
import { fakeReader, resource } from '../cli/fake.ts';

/** As a function URL sends it. */
const event = (rawPath: string, rawQueryString = '', headers: Record<string, string> = {}, method = 'GET') =>
  ({
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString,
    headers: { host: 'abc.lambda-url.eu-west-1.on.aws', ...headers },
    requestContext: {
      domainName: 'abc.lambda-url.eu-west-1.on.aws',
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '203.0.113.1', userAgent: 'test' },
    },
    isBase64Encoded: false,
  }) as unknown as LambdaFunctionURLEvent;

const context = { awsRequestId: 'request-1' } as Context;

const GOOGLE = '//storage.googleapis.com/a?b#c d';
const rows = (count: number) => ({
  ...fakeReader({ resources: [resource({ id: GOOGLE })] }),
  async *resources() {
    for (let at = 0; at < count; at++) {
      if (at === 700) throw new Error('the table went away');
      yield resource({ id: `id-${at}`, tags: { note: 'x'.repeat(10_000) } });
    }
  },
});

const answering = (reader = rows(3), failures: unknown[] = []) => {
  const api = createApi({ reader, failed: (error) => failures.push(error) });
  return (request: Request) => api.fetch(request);
};

/** The runtime's part: a stream for each invocation, whose first bytes are the head. */
const runtime = (stream: Writable) => {
  const heads: { statusCode: number; headers: Readonly<Record<string, string>> }[] = [];
  const streaming: Streaming = {
    streamifyResponse: (handler) => (given, context) => handler(given, stream, context),
    HttpResponseStream: {
      from(to, head) {
        heads.push(head);
        return to;
      },
    },
  };
  return { heads, streaming };
};

const gathering = () => {
  let text = '';
  const stream = new Writable({
    write(chunk, _, done) {
      text += chunk;
      done();
    },
  });
  return { stream, text: () => text };
};

describe('where the runtime streams', () => {
  it('the head goes first, then the list as it is read', async () => {
    const out = gathering();
    const { heads, streaming } = runtime(out.stream);
    await lambdaHandler(answering(), streaming)(event('/resources', 'format=ndjson'), context);
    expect(heads).toMatchObject([
      { statusCode: 200, headers: { 'content-type': 'application/x-ndjson; charset=utf-8' } },
    ]);
    expect(out.text().split('\n')).toHaveLength(4);
    expect(out.stream.writableFinished).toBe(true);
  });

  it('a list that breaks midway fails the invocation, and is not ended', async () => {
    const failures: unknown[] = [];
    const stream = new PassThrough();
    stream.resume();
    const { streaming } = runtime(stream);
    const work = lambdaHandler(answering(rows(1_000), failures), streaming)(event('/resources'), context);
    await expect(work).rejects.toThrow('the table went away');
    expect([stream.writableFinished, stream.destroyed]).toEqual([false, true]);
    expect(failures).toHaveLength(1);
  });

  it('what is asked without a body is answered without one', async () => {
    const out = gathering();
    const { heads, streaming } = runtime(out.stream);
    await lambdaHandler(answering(), streaming)(event('/owners', '', {}, 'HEAD'), context);
    expect(heads[0]!.statusCode).toBe(200);
    expect([out.text(), out.stream.writableFinished]).toEqual(['', true]);
  });
});

describe('where it does not', () => {
  const ask = async (...given: Parameters<typeof event>) => {
    const { statusCode, headers, body, isBase64Encoded } = (await lambdaHandler(answering(), undefined)(
      event(...given),
      context,
    )) as any;
    expect(isBase64Encoded).toBe(true);
    return { statusCode, headers, text: Buffer.from(body, 'base64').toString() };
  };

  it('the answer comes at once', async () => {
    const { statusCode, headers, text } = await ask('/resources', 'limit=2');
    expect([statusCode, headers['content-type']]).toEqual([200, 'application/json; charset=utf-8']);
    expect(JSON.parse(text)).toHaveLength(2);
  });

  it('an id comes as it was sent, or decoded on its way', async () => {
    for (const written of [encodeURIComponent(GOOGLE), GOOGLE])
      expect(JSON.parse((await ask(`/resources/${written}`)).text).resource.id).toBe(GOOGLE);
  });

  it('what is wrong is a problem here too', async () => {
    const { statusCode, headers, text } = await ask('/resources', 'kind=x');
    expect([statusCode, headers['content-type']]).toEqual([400, 'application/problem+json; charset=utf-8']);
    expect(JSON.parse(text).parameters[0].name).toBe('kind');
  });

  it('a list longer than the runtime takes is refused, and read no further', async () => {
    const failures: unknown[] = [];
    const answer = (await lambdaHandler(answering(rows(100_000), failures), {})(event('/resources'), context)) as any;
    expect(answer.statusCode).toBe(413);
    expect(JSON.parse(Buffer.from(answer.body, 'base64').toString()).advice).toContain('limit');
    expect(failures).toEqual([]);
  });
});
