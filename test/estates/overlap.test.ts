/** Roots that reach the same accounts: each account is collected by one of them, and nothing counts twice. */
import { describe, expect, it } from 'vitest';
import type { Root } from '../../lib/providers/roots.ts';
import type { RegisterReader } from '../../lib/register/types.ts';
import { fewClosed } from '../../lib/runs/plan.ts';
import { gathered } from '../pipeline/harness.ts';
import { type Case, collected, type Step } from './collected.ts';
import { PROJECT, SUBSCRIPTION } from './estate.ts';

const [OWN, MEMBER] = ['111122223333', '444455556666'];
const OTHER = '99999999-2222-4333-8444-555555555555';

const volume = (id: string) => ({
  ...{ VolumeId: id, Size: 10, State: 'available', Attachments: [], CreateTime: '2024-01-01T00:00:00Z' },
  Tags: [{ Key: 'owner', Value: 'data-platform' }],
});
const aws = {
  ...{ accounts: [OWN, MEMBER], regions: ['eu-west-1'] },
  [`${OWN}/eu-west-1`]: { DescribeVolumes: [volume('vol-0own')] },
  [`${MEMBER}/eu-west-1`]: { DescribeVolumes: [volume('vol-0member')] },
};

const disk = (subscription: string) => ({
  ...{ id: `/subscriptions/${subscription}/resourceGroups/rg/providers/Microsoft.Compute/disks/d`, name: 'd' },
  ...{ type: 'microsoft.compute/disks', subscriptionId: subscription, tags: { owner: 'data-platform' } },
  properties: { diskState: 'Unattached', diskSizeGB: 10 },
});
const subscription = (id: string, state = 'Enabled') => ({
  ...{ id: `/subscriptions/${id}`, name: `harbour ${id[0]}`, type: 'microsoft.resources/subscriptions' },
  ...{ subscriptionId: id, tags: { owner: 'data-platform' }, properties: { state } },
});
const azure = {
  azure: [disk(SUBSCRIPTION), disk(OTHER)],
  containers: [subscription(SUBSCRIPTION), subscription(OTHER)],
};

const gcpDisk = (project: string, number: string) => ({
  name: `//compute.googleapis.com/projects/${project}/zones/europe-west1-b/disks/d`,
  ...{ assetType: 'compute.googleapis.com/Disk', ancestors: [`projects/${number}`, 'organizations/2342'] },
  resource: { location: 'europe-west1-b', data: { sizeGb: '10', labels: { owner: 'data-platform' } } },
});
const gcp = { projects: [PROJECT], gcp: [gcpDisk(PROJECT.id, PROJECT.number)] };

/** The served root, and others like it beside. */
const beside =
  (...others: readonly object[]) =>
  (served: readonly Root[]): readonly Root[] =>
    served.flatMap((root) => [root, ...others.map((other) => ({ ...root, ...other }) as Root)]);

/** What people see of the register, and nothing of how it was made. */
const seen = async (one: Case) => {
  const see = async (reader: RegisterReader) => ({
    owners: await reader.owners(),
    counts: await reader.counts(),
    ids: (await gathered(reader.resources({}))).map(({ id }) => id).sort(),
    covered: (await gathered(reader.coverage()))
      .map(({ accountId, listing, outcome }) => `${accountId} ${listing} ${outcome}`)
      .sort(),
  });
  let answer: Awaited<ReturnType<typeof see>> | undefined;
  const { runs } = await collected(one, async (reader) => {
    answer = await see(reader);
  });
  return { ...answer!, runs };
};

const explicit = { accounts: [MEMBER] };
const own = { accounts: undefined, role: undefined, externalId: undefined };
const one = { subscriptions: [SUBSCRIPTION.toUpperCase()] };
const group = { managementGroups: ['tenant'] };
const project = { parent: `projects/${PROJECT.id}` };
const numbered = { parent: `projects/${PROJECT.number}` };

const cases: readonly (readonly [string, Case, readonly object[]])[] = [
  ['AWS: an organisation, one of its accounts and the own one', { aws }, [explicit, own]],
  ['Azure: everything, a management group and a subscription', azure, [group, one]],
  ['Azure: everything and one of its subscriptions', azure, [one]],
  ['Google Cloud: an organisation and a project of it, by id and by number', gcp, [project, numbered]],
];

describe.each(cases)('%s', (_, invented, others) => {
  it('is the same register as the wide root alone, in one run and in those after it', async () => {
    const { runs: __, ...alone } = await seen(invented);
    const { runs, ...both } = await seen({ ...invented, roots: beside(...others), runs: [{}, { day: 1 }] });
    expect(both).toEqual(alone);
    expect(runs.map(({ listings, failedRoots }) => [...listings.incomplete, ...failedRoots])).toEqual([[], []]);
    expect(runs[1]?.resources).toMatchObject({ new: 0, changed: 0, missing: 0 });
  });

  it('counts nothing twice from the run on in which a second root joins, nor when it leaves', async () => {
    const { runs: __, ...alone } = await seen(invented);
    const steps: Step[] = [{}, { day: 1, roots: beside(...others) }, { day: 2, roots: (all) => all }];
    for (const runs of [steps.slice(0, 2), steps]) {
      const { runs: done, ...after } = await seen({ ...invented, runs });
      expect(after).toEqual(alone);
      for (const { resources } of done.slice(1))
        expect(resources).toMatchObject({ new: 0, changed: 0, missing: 0, retired: 0, findingsOpened: 0 });
    }
  });
});

it('reads an account with the root that names it, since its role may be made for it alone', async () => {
  const { runs, resources } = await collected({ aws, roots: beside({ ...explicit, role: 'not-there' }) });
  expect([...resources.values()].map(({ accountId }) => accountId)).toEqual([OWN]);
  expect(runs[0]?.listings.incomplete.map(({ partition, whole }) => [partition, whole?.root])).toEqual([
    [`aws:${MEMBER}`, `aws:${MEMBER}`],
  ]);
});

it.each([
  ['Azure', azure, one, { azure: [{ operation: 'arg:resources', account: OTHER, answer: 'deny' }] } as const],
  [
    'Google Cloud',
    gcp,
    project,
    { gcp: [{ operation: 'cai:ListAssets', account: 'organizations/2342', answer: 'deny' }] } as const,
  ],
])(
  '%s: what a root that cannot be planned has stays its own, and is not counted by another',
  async (_, invented, other, faults) => {
    const { runs: __, covered: ___, ...alone } = await seen(invented);
    const {
      runs,
      covered: ____,
      ...after
    } = await seen({ ...invented, runs: [{}, { day: 1, roots: beside(other), faults }] });
    expect(runs[1]?.failedRoots).toHaveLength(1);
    expect(after).toEqual(alone);
  },
);

it('leaves a subscription that a root names and does not see to the root that sees it', async () => {
  const { withoutOverlap } = await import('../../lib/runs/overlap.ts');
  const partition = { id: 'p', provider: 'azure', regions: [], accounts: [{ id: SUBSCRIPTION, tags: {} }] } as const;
  const blind = {
    root: { provider: 'azure', subscriptions: [SUBSCRIPTION] },
    partitions: [{ ...partition, root: 'a', access: { unseen: 'yes' } }],
  } as const;
  const sighted = { root: { provider: 'azure' }, partitions: [{ ...partition, root: 'b', access: {} }] } as const;
  expect(withoutOverlap([blind, sighted]).map(({ partitions }) => partitions.length)).toEqual([0, 1]);
  expect(withoutOverlap([blind]).map(({ partitions }) => partitions.length)).toEqual([1]);
});

it('tells of closed accounts by name while they are few, the rare before the many, and counts the rest', () => {
  const of = (reason: string, count: number) =>
    Array.from({ length: count }, (_, n) => ({ id: `${reason}-${n}`, reason, root: 'gcp:organizations/1' }));
  expect(fewClosed(of('a', 3), 3)).toHaveLength(3);
  expect(fewClosed([...of('script', 9), ...of('deleted', 2)], 4)).toEqual([
    ...of('deleted', 2),
    ...of('script', 2),
    { id: '*', name: '7 more', reason: 'script', root: 'gcp:organizations/1' },
  ]);
});
