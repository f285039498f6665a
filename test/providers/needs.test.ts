/** What the providers' code says that it needs, against the calls that it makes of the sample's clouds. */
import { afterEach, expect, test } from 'vitest';
import { awsNeeds } from '../../lib/providers/aws/needs.ts';
import { graphNeed, permissionsNeed } from '../../lib/providers/azure/needs.ts';
import { gcpNeeds } from '../../lib/providers/gcp/needs.ts';
import type { ProviderId } from '../../lib/providers/types.ts';
import { openSource } from '../../lib/runs/source.ts';
import { type ServedSample, type ServeOptions, serveSample } from '../../lib/sample/serve.ts';

let served: ServedSample;
afterEach(() => served.close());

/** Calls that a provider makes to plan and to find out what there is to list, before any kind is listed. */
const planned = async (provider: ProviderId, faults: ServeOptions['faults'] = {}, probe = false): Promise<string[]> => {
  served = await serveSample({ seed: 1, size: 100, day: 0 }, { faults });
  const root = served.roots.find((one) => one.provider === provider)!;
  const source = await openSource(root, served.connections, { call: () => undefined, throttled: () => undefined });
  for (const partition of await source.plan()) await source.listings(partition);
  if (probe) for await (const { ok } of source.probe()) expect(ok).toBe(true);
  await source.close();
  return Object.keys(served.calls())
    .map((call) => call.slice(call.indexOf(':') + 1))
    .sort();
};

const callsOf = (...needed: readonly string[]) =>
  awsNeeds
    .filter((need) => needed.includes(need.for))
    .map(({ call }) => call)
    .sort();

test('AWS: an organisation is planned by the calls that are said to be needed, and by no others', async () => {
  const calls = await planned('aws', { aws: [{ operation: 'account:ListRegions', answer: 'deny' }] });
  expect(calls).toEqual(callsOf('free', 'role', 'organization', 'every root'));
});

test('AWS: regions are asked of EC2 only where the account service denies them', async () => {
  const calls = await planned('aws');
  expect(calls).toEqual(
    callsOf('free', 'role', 'organization', 'every root').filter((call) => call !== 'ec2:DescribeRegions'),
  );
});

test('Azure is read by Resource Graph alone; doctor asks Azure Resource Manager what may be read', async () => {
  expect(await planned('azure')).toEqual([graphNeed.call]);
  await served.close();
  expect(await planned('azure', {}, true)).toEqual([graphNeed.call, permissionsNeed.call]);
});

test('Google Cloud is read by ListAssets alone', async () => {
  expect(await planned('gcp')).toEqual([gcpNeeds.list.call]);
  expect(new Set(Object.values(gcpNeeds).map(({ call }) => call))).toEqual(new Set([gcpNeeds.list.call]));
});
