/** A deployed run, step by step, over the sample's clouds: the same register as one pass on a laptop. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noLimit } from '../../lib/collect/time.ts';
import { collectItem } from '../../lib/deployed/collect-work.ts';
import { RunOverError } from '../../lib/deployed/execution.ts';
import { readPlanned } from '../../lib/deployed/plans.ts';
import { metricsOf } from '../../lib/deployed/run-metrics.ts';
import { tellOnce } from '../../lib/deployed/tell.ts';
import type { Root } from '../../lib/providers/roots.ts';
import type { ServedSample } from '../../lib/sample/serve.ts';
import { collect, difference, gathered, openRegister, serve } from '../pipeline/harness.ts';
import { listen } from '../pipeline/told.ts';
import { type Deployment, edgesOf, end, execute, memoryBucket, narrow } from './harness.ts';

const estate = { seed: 5, size: 200, day: 0 };
const days = new Map<number, ServedSample>();
beforeAll(async () => {
  for (const day of [0, 20]) days.set(day, await serve({ estate: { ...estate, day } }));
});
afterAll(async () => {
  for (const served of days.values()) await served.close();
});

const deployments: Deployment[] = [];
afterAll(async () => {
  for (const { register } of deployments) await register.close();
});
const deploy = async (provider: Deployment['provider']): Promise<Deployment> => {
  const deployment = { provider, register: await openRegister(), served: days.get(0)!, plans: memoryBucket(), turn: 0 };
  deployments.push(deployment);
  return deployment;
};
const at = (deployment: Deployment, turn: number, day: number): Deployment => ({
  ...deployment,
  turn,
  served: days.get(day)!,
});

describe.each(['aws', 'azure', 'gcp'] as const)('a deployed run of %s', (provider) => {
  it('leaves the register and the record of one pass in one process, however often it has to be called', async () => {
    const deployment = await deploy(provider);
    const pass = await deploy(provider);
    for (const [turn, day] of [0, 20, 20].entries()) {
      const execution = await execute(at(deployment, turn, day), { short: true });
      expect(execution.calls.length).toBeGreaterThan(new Set(execution.calls.map(({ item }) => item.id)).size);
      const run = await end(at(deployment, turn, day), execution);
      const once = await collect(pass.register, { estate: { ...estate, day }, turn, only: [provider], rootOf: narrow });
      const { id: _, calls, items, ...record } = run;
      expect({ ...once, ...record }).toEqual(once);
      for (const name of Object.keys(once.calls)) expect(calls[name]).toBeGreaterThanOrEqual(once.calls[name]!);
      expect(items.written).toBeGreaterThan(0);
    }
    expect(difference(await pass.register.dump(), await deployment.register.dump())).toEqual([]);
  });
});

describe('a deployed run', () => {
  it('is skipped while another of its provider is under way, and runs when that is over', async () => {
    const deployment = await deploy('gcp');
    const first = await execute(deployment, { execution: 'first' });
    expect((await execute(at(deployment, 1, 0), { execution: 'second' })).planned).toMatchObject({ skipped: true });
    await end(deployment, first);
    const third = await execute(at(deployment, 2, 0), { execution: 'third' });
    expect(third.planned).toMatchObject({ skipped: false });
    // The first is over: a call of it that comes late does nothing.
    if (first.planned.skipped) throw new Error();
    const { run } = first.planned;
    const [item] = await readPlanned(deployment.plans, first.planned);
    await expect(collectItem(edgesOf(deployment), { action: 'collect', run, item: item! }, noLimit)).rejects.toThrow(
      RunOverError,
    );
    await end(at(deployment, 2, 0), third);
  });

  it('names the partitions that never came to their end, retires nothing of them, and the next run heals it', async () => {
    const deployment = await deploy('aws');
    await end(deployment, await execute(deployment));
    const broken = '222233334444';
    const later = at(deployment, 1, 20);
    const run = await end(later, await execute(later, { skip: ({ id }) => id === `aws:${broken}` }));
    expect(run.listings.incomplete).toMatchObject([
      { listing: '*', outcome: 'incomplete', reason: expect.stringContaining('failed'), whole: { accounts: [broken] } },
    ]);
    const touched = (await deployment.register.all()).filter(
      ({ accountId, version }) => accountId === broken && version > 1,
    );
    expect(touched).toEqual([]);
    const healed = await end(at(deployment, 2, 20), await execute(at(deployment, 2, 20)));
    expect(healed.listings.incomplete).toEqual([]);
  });

  it('ends once: a last step that is repeated gives the same, and tells nobody a second time', async () => {
    const deployment = await deploy('gcp');
    const execution = await execute(deployment);
    const run = await end(deployment, execution);
    const listener = listen();
    const { database } = deployment.register.table;
    await tellOnce(database, listener.targets, 'a');
    const sent = listener.digests.size;
    expect(sent).toBeGreaterThan(0);
    expect(await end(at(deployment, 1, 0), execution)).toEqual(run);
    await tellOnce(database, listener.targets, 'a');
    expect([listener.digests.size, listener.repeated]).toEqual([sent, 0]);
  });

  it('tells each provider’s first run as a baseline, and holds no other provider’s live run for one that died', async () => {
    const gcp = await deploy('gcp');
    const azure: Deployment = { ...gcp, provider: 'azure' };
    const listener = listen();
    const { database } = gcp.register.table;
    const underWay = await execute(gcp);
    const run = await execute(at(azure, 1, 0));
    expect(run.planned).toMatchObject({ run: { repeats: null } });
    await end(at(azure, 1, 0), run);
    await tellOnce(database, listener.targets, 'azure');
    await end(at(gcp, 2, 0), underWay);
    await tellOnce(database, listener.targets, 'gcp');
    const platform = [...listener.digests.values()].filter(({ type }) => type === 'Platform Digest');
    expect(platform.map(({ detail }: any) => detail.baseline)).toEqual([true, true]);
  });

  it('of what an event says has changed sweeps that listing alone, and leaves the others and their ages as they were', async () => {
    const deployment = await deploy('aws');
    await end(deployment, await execute(deployment));
    const only = [{ accountId: '222233334444', region: 'eu-west-1', kind: 'aws_ebs_volume' }];
    const later = at(deployment, 1, 20);
    const run = await end(later, await execute(later, { only }));
    expect(run).toMatchObject({ partial: true, partitions: 1, listings: { complete: 1 } });
    const changed = (await deployment.register.all()).filter(({ version }) => version > 1);
    expect(changed.length).toBeGreaterThan(0);
    // Children of what is gone may be told of; the facts of another listing may not have moved.
    expect(new Set(changed.map(({ kind, accountId, region }) => `${kind} ${accountId} ${region}`))).toEqual(
      new Set(['aws_ebs_volume 222233334444 eu-west-1']),
    );
    const told = Object.keys(metricsOf(run, Date.now()));
    // An alarm that waits for a run must not take this one for it.
    for (const name of ['RunsCompleted', 'OldestListingSeconds']) expect(told).not.toContain(name);
    const whole = await end(at(deployment, 2, 20), await execute(at(deployment, 2, 20)));
    expect(whole.listings.incomplete).toEqual([]);
    expect(whole.partial).toBeUndefined();
    expect(metricsOf(whole, Date.now())).toMatchObject({ RunsCompleted: 1, ListingsStale: 0 });
  });

  it('lets go of a partition whose accounts are planned in another, but not by the run of what an event names', async () => {
    const deployment = await deploy('azure');
    await end(deployment, await execute(deployment));
    const { reader, all } = deployment.register;
    const before = { owners: await reader.owners(), resources: await all() };
    const rootsNow = async () => new Set((await gathered(reader.coverage())).map(({ root }) => root)).size;
    const subscriptions = [...new Set(before.resources.map(({ accountId }) => accountId))];
    const renamed: Deployment = { ...deployment, rootOf: (root) => ({ ...root, subscriptions }) as Root };
    const first = before.resources.find(({ kind }) => kind === 'azure_compute_disk')!;
    const only = [{ accountId: first.accountId, region: first.region, kind: first.kind }];
    await end(at(renamed, 1, 0), await execute(at(renamed, 1, 0), { only }));
    expect(await rootsNow()).toBe(2);
    const run = await end(at(renamed, 2, 0), await execute(at(renamed, 2, 0)));
    expect(run.resources).toMatchObject({ new: 0, changed: 0, findingsOpened: 0, findingsResolved: 0 });
    expect(await rootsNow()).toBe(1);
    expect({ owners: await reader.owners(), resources: await all() }).toEqual(before);
  });
});
