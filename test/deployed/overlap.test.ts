/** A deployed run over roots that reach the same accounts: the same register as of the wide root alone. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readPlanned } from '../../lib/deployed/plans.ts';
import type { Root } from '../../lib/providers/roots.ts';
import type { ServedSample } from '../../lib/sample/serve.ts';
import { openRegister, type Register, serve } from '../pipeline/harness.ts';
import { type Deployment, end, execute, memoryBucket } from './harness.ts';

let served: ServedSample;
const registers: Register[] = [];
beforeAll(async () => {
  served = await serve({ estate: { seed: 5, size: 200, day: 0 } });
});
afterAll(async () => {
  for (const one of [served, ...registers]) await one.close();
});

const narrow = (root: Root): Root => (root.provider === 'aws' ? { ...root, regions: ['eu-west-1'] } : root);
const deployed = async (provider: Deployment['provider'], beside: readonly Root[]): Promise<Deployment> => {
  const register = await openRegister();
  registers.push(register);
  return { provider, register, served, plans: memoryBucket(), turn: 0, rootOf: narrow, beside };
};
const seen = async ({ register }: Deployment) => ({
  owners: await register.reader.owners(),
  counts: await register.reader.counts(),
  ids: (await register.all()).map(({ id }) => id),
});

it.each([
  ['aws', { accounts: ['222233334444'], regions: ['eu-west-1'] }],
  ['azure', { managementGroups: ['TENANT'] }],
  ['gcp', { parent: 'PROJECT' }],
] as const)('%s: one partition an account, in the plan and at the end of the run', async (provider, change) => {
  const { azure, gcp } = served.estate;
  const root = served.roots.find((one) => one.provider === provider)!;
  const text = JSON.stringify({ ...root, ...change });
  const other = JSON.parse(
    text.replace('"TENANT"', `"${azure.tenantId}"`).replace('"PROJECT"', `"projects/${gcp.projects[0]!.id}"`),
  ) as Root;
  const [alone, both] = [await deployed(provider, []), await deployed(provider, [other])];
  for (const one of [alone, both]) {
    const execution = await execute(one);
    if (execution.planned.skipped) throw new Error('nothing else is under way');
    const items = await readPlanned(one.plans, execution.planned);
    const accounts = items.flatMap(({ partition }) => partition!.accounts.map(({ id }) => id));
    expect(new Set(accounts).size).toBe(accounts.length);
    expect((await end(one, execution)).listings.incomplete).toEqual([]);
  }
  expect(await seen(both)).toEqual(await seen(alone));
});
