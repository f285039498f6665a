/** Projects and subscriptions that are nobody's or no longer: told apart, and nothing of them is asked, judged or gone. */
import { expect, it } from 'vitest';
import type { Coverage } from '../../lib/register/act-types.ts';
import { gathered } from '../pipeline/harness.ts';
import { type Case, collected } from './collected.ts';
import { PROJECT, SUBSCRIPTION } from './estate.ts';

const SCRIPT = { id: 'sys-26653430298532467826943411', number: '900000000001' };
const OLD = { id: 'harbour-old', number: '900000000002' };
const ENDED = '99999999-2222-4333-8444-555555555555';

const bucket = (project: string, number: string) => ({
  ...{ name: `//storage.googleapis.com/${project}-data`, assetType: 'storage.googleapis.com/Bucket' },
  ancestors: [`projects/${number}`, 'organizations/2342'],
  resource: {
    ...{ parent: `//cloudresourcemanager.googleapis.com/projects/${number}`, location: 'EU' },
    data: { name: `${project}-data`, labels: {} },
  },
});
const gcp = (data?: object): Case => ({
  projects: [PROJECT, SCRIPT, { ...OLD, ...(data && { data: data as Record<string, unknown> }) }],
  gcp: [PROJECT, SCRIPT, OLD].map(({ id, number }) => bucket(id, number)),
});

const disk = (subscription: string) => ({
  ...{ id: `/subscriptions/${subscription}/resourceGroups/rg/providers/Microsoft.Compute/disks/d`, name: 'd' },
  ...{ type: 'microsoft.compute/disks', subscriptionId: subscription, tags: {} },
  properties: { diskState: 'Unattached', diskSizeGB: 10 },
});
const subscription = (id: string, state: string) => ({
  ...{ id: `/subscriptions/${id}`, name: `harbour ${id[0]}`, type: 'microsoft.resources/subscriptions' },
  ...{ subscriptionId: id, tags: {}, properties: { state } },
});
const azure = (state: string): Case => ({
  azure: [disk(SUBSCRIPTION), disk(ENDED)],
  containers: [subscription(SUBSCRIPTION, 'Enabled'), subscription(ENDED, state)],
});

const accountsOf = ({ resources }: Awaited<ReturnType<typeof collected>>) =>
  [...new Set([...resources.values()].map(({ accountId }) => accountId))].sort();

it.each([
  ['v1', { lifecycleState: 'DELETE_REQUESTED' }],
  ['v3', { lifecycleState: undefined, state: 'DELETE_REQUESTED', displayName: 'Harbour, old' }],
  ['in progress', { lifecycleState: 'DELETE_IN_PROGRESS' }],
])('a Google project in deletion and those of Apps Script are no accounts: %s', async (_, data) => {
  const done = await collected(gcp(data));
  expect(accountsOf(done)).toEqual([PROJECT.id]);
  expect(done.findings.every(({ accountId }) => accountId === PROJECT.id)).toBe(true);
  expect(done.runs[0]?.closed).toEqual([
    expect.objectContaining({ id: SCRIPT.id, reason: 'Apps Script made the project for a script' }),
    expect.objectContaining({ id: OLD.id, reason: 'the project is being deleted' }),
  ]);
  expect(done.runs[0]?.listings.incomplete).toEqual([]);
});

it.each([
  [
    'Google Cloud',
    {
      ...gcp(),
      runs: [
        {},
        { day: 1, ...gcp({ lifecycleState: 'DELETE_REQUESTED' }) },
        { day: 2, ...gcp({ lifecycleState: 'DELETE_REQUESTED' }), gcp: [bucket(PROJECT.id, PROJECT.number)] },
      ],
    },
    OLD.id,
    'the project is being deleted',
  ],
  [
    'Azure',
    {
      ...azure('Enabled'),
      runs: [{}, { day: 1, ...azure('Disabled') }, { day: 2, ...azure('Disabled'), azure: [disk(SUBSCRIPTION)] }],
    },
    ENDED,
    'the subscription is disabled',
  ],
] as const)(
  '%s: what the register had of it stays as it was, and coverage says why it grows old',
  async (_, steps, account, reason) => {
    const lines: Coverage[] = [];
    const done = await collected(steps as Case, async (reader) => {
      lines.push(...(await gathered(reader.coverage())).filter(({ accountId }) => accountId === account));
    });
    const own = [...done.resources.values()].filter(({ accountId }) => accountId === account);
    expect(own.length).toBeGreaterThan(1);
    expect(own.map(({ lifecycle, version }) => [lifecycle, version])).toEqual(own.map(() => ['active', 1]));
    for (const { resources } of done.runs.slice(1))
      expect(resources).toMatchObject({ missing: 0, retired: 0, findingsResolved: 0 });
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).toMatchObject({ outcome: 'unasked', reason });
  },
);

it.each(['Enabled', 'Warned', 'PastDue'])('a subscription that is %s is read', async (state) => {
  const done = await collected(azure(state));
  expect(accountsOf(done)).toEqual([SUBSCRIPTION, ENDED].sort());
  expect(done.runs[0]?.closed).toBeUndefined();
});

it('a root in which every account is closed is no failure', async () => {
  const { runs } = await collected({ azure: [], containers: [subscription(SUBSCRIPTION, 'Disabled')] });
  expect(runs[0]?.failedRoots).toEqual([]);
  expect(runs[0]?.listings.incomplete).toEqual([]);
  expect(runs[0]?.closed).toHaveLength(1);
});
