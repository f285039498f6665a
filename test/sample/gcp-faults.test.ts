import { describe, expect, it } from 'vitest';
import type { GcpFault, GcpServerOptions } from '../../lib/sample/gcp/server.ts';
import { assetNames, collect, open, told } from './gcp-collect.ts';

const fault = (answer: GcpFault['answer'], more: Partial<GcpFault> = {}): GcpServerOptions => ({
  throttle: false,
  faults: [{ operation: 'cai:ListAssets', answer, ...more }],
});

describe('faults', () => {
  it.each(['throttle', 'unavailable', 'error', 'reset'] as const)(
    '%s, twice in a page: tried again',
    async (answer) => {
      const served = await open(fault(answer, { times: 2 }));
      const { assets, entries } = await collect(served);
      expect(assets).toMatchObject({ outcome: 'complete', found: assetNames().length });
      expect([...entries.assets.keys()].sort()).toEqual(assetNames().sort());
      expect(told.throttled).toBe(answer === 'throttle' ? 6 : 0);
      expect(told.calls).toBe(served.server.calls.get('cai:ListAssets'));
    },
  );

  it('slow: waited for', async () => {
    const { assets } = await collect(await open(fault('slow', { delayMs: 20 })));
    expect(assets.outcome).toBe('complete');
  });

  it.each([
    ['throttle', /^throttled at gcp: Quota exceeded/],
    ['unavailable', /^unreachable at gcp: /],
    ['reset', /^unreachable at gcp: /],
    ['error', /^unexpected at gcp: Internal error/],
    ['deny', /^access denied at gcp: Request denied by Cloud IAM.*roles\/cloudasset.viewer/],
    ['disabled', /^access denied at gcp: Cloud Asset API has not been used.*Enable cloudasset.googleapis.com/],
    ['repeat', /^unexpected at gcp: .*token a second time/],
  ] as const)(
    '%s, from the second page on: incomplete, never empty, and nothing is missing',
    async (answer, reason) => {
      const { entries } = await collect(await open());
      const { containers, assets } = await collect(await open(fault(answer, { fromCall: 2 })), entries);
      expect(containers.outcome).toBe('complete');
      expect(assets).toMatchObject({ outcome: 'incomplete', reason: expect.stringMatching(reason) });
      expect(assets.found).toBeGreaterThan(0);
      expect(new Set([...entries.assets.values()].map(({ lifecycle }) => lifecycle))).toEqual(new Set(['active']));
    },
  );

  it.each(['deny', 'disabled', 'throttle'] as const)(
    '%s, from the first call on: no plan, and doctor says why',
    async (answer) => {
      const { source } = await open(fault(answer));
      await expect(source.plan()).rejects.toMatchObject({
        name: 'ProviderError',
        code: answer === 'throttle' ? 'throttled' : 'access_denied',
        cause: {
          reason: { deny: 'IAM_PERMISSION_DENIED', disabled: 'SERVICE_DISABLED', throttle: 'RATE_LIMIT_EXCEEDED' }[
            answer
          ],
        },
      });
      for await (const probe of source.probe())
        expect(probe).toMatchObject({ ok: false, advice: expect.stringMatching(/./) });
    },
  );

  it('strike the parent that they name alone', async () => {
    const options = fault('deny', { account: 'projects/web-prod' });
    expect((await collect(await open(options))).assets.outcome).toBe('complete');
    await expect((await open(options, 'projects/web-prod')).source.plan()).rejects.toMatchObject({
      code: 'access_denied',
    });
    await expect((await open(undefined, 'projects/none')).source.plan()).rejects.toMatchObject({
      code: 'access_denied',
    });
  });
});
