import { describe, expect, it } from 'vitest';
import { ask } from './gcp-client.ts';
import { assetNames, collect, open, told } from './gcp-collect.ts';
import { projects } from './gcp-fake.ts';

describe('the sample’s Google Cloud, collected', () => {
  it('is every asset once, and every project under its id', async () => {
    const { partition, containers, assets, entries } = await collect(await open());
    expect([containers.outcome, assets.outcome]).toEqual(['complete', 'complete']);
    // What waits for its holder comes after it.
    expect([...entries.assets.keys()].sort()).toEqual(assetNames().sort());
    expect(partition.accounts.map(({ id, tags }) => ({ id, labels: tags }))).toEqual(
      projects.map(({ id, labels }) => ({ id, labels })),
    );
    const kinds = new Set([...entries.assets.values()].map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual([
      'gcp_compute_disk',
      'gcp_compute_instance',
      'gcp_resource',
      'gcp_storage_bucket',
    ]);
    expect(new Set([...entries.assets.values()].map(({ accountId }) => accountId))).toEqual(
      new Set(projects.map(({ id }) => id)),
    );
  });

  it('is of one project where that is the root', async () => {
    const { entries } = await collect(await open(undefined, 'projects/web-prod'));
    expect([...entries.assets.keys()].sort()).toEqual(assetNames('projects/web-prod').sort());
  });

  it('waits out the quota’s minute', async () => {
    let now = 0;
    const served = await open({ now: () => now });
    await Promise.all(Array.from({ length: 100 }, () => ask(served, { pageSize: 1 })));
    told.onThrottled = () => void (now += 60_000);
    const { assets } = await collect(served);
    expect(assets.outcome).toBe('complete');
    expect(told.throttled).toBe(1);
    expect(told.calls).toBe(served.server.calls.get('cai:ListAssets')! - 100);
  });
});
