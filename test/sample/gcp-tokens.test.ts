import grpc from '@grpc/grpc-js';
import { describe, expect, it } from 'vitest';
import { ask, namesOf, refused, type Served, serve } from './gcp-client.ts';
import { everything, ORGANIZATION } from './gcp-fake.ts';

const { INVALID_ARGUMENT, RESOURCE_EXHAUSTED } = grpc.status;

describe('a page token', () => {
  it('is good for its listing alone, at any page size', async () => {
    const served = await serve();
    const request = { assetTypes: ['compute.googleapis.com/Disk'], contentType: 'RESOURCE', pageSize: 10 };
    const { nextPageToken: pageToken } = await ask(served, request);
    const rest = await ask(served, { ...request, pageToken, pageSize: 5 });
    expect(namesOf([rest])).toEqual(
      everything(ORGANIZATION, request.assetTypes)
        .slice(10, 15)
        .map(({ name }) => name),
    );
    const others = [{ parent: 'projects/web-prod' }, { assetTypes: [] }, { contentType: 'IAM_POLICY' }];
    for (const other of others) {
      await expect(ask(served, { ...request, pageToken, ...other })).rejects.toEqual(
        refused(INVALID_ARGUMENT, /token/),
      );
    }
  });

  it('is opaque: one that is changed, made up or another server’s is refused', async () => {
    const served = await serve();
    const { nextPageToken: token } = await ask(served, {});
    const changed = `${token[0] === 'A' ? 'B' : 'A'}${token.slice(1)}`;
    for (const pageToken of [changed, `${token}A`, token.slice(0, -1), '100', 'bm9ib2R5'])
      await expect(ask(served, { pageToken })).rejects.toEqual(refused(INVALID_ARGUMENT, /token/));
    const another = await serve();
    await expect(ask(another, { pageToken: token })).rejects.toEqual(refused(INVALID_ARGUMENT, /token/));
  });
});

describe('the quota', () => {
  const tries = async (served: Served, count: number, headers?: Record<string, string>) => {
    const asked = Array.from({ length: count }, () =>
      ask(served, { pageSize: 1 }, headers).then(
        () => 'page',
        ({ code, reason }) => `${code} ${reason}`,
      ),
    );
    const answers = await Promise.all(asked);
    return answers.filter((answer) => answer !== 'page');
  };

  it('is 100 calls a minute for each project that is billed', async () => {
    let now = 0;
    const served = await serve({ now: () => now });
    const refusal = `${RESOURCE_EXHAUSTED} RATE_LIMIT_EXCEEDED`;
    expect(await tries(served, 103)).toEqual([refusal, refusal, refusal]);
    expect(await tries(served, 100, { 'x-goog-user-project': 'another' })).toEqual([]);
    now = 59_999;
    expect(await tries(served, 1)).toEqual([refusal]);
    now = 60_000;
    expect(await tries(served, 101)).toEqual([refusal]);
    await expect(ask(served, {})).rejects.toEqual(refused(RESOURCE_EXHAUSTED, /ListAssets Requests per minute/));
  });
});
