/** Which account a thing is registered in: the one that its credentials are of, and no other. */
import { afterEach, expect, it, vi } from 'vitest';
import type { AwsRoot, Root } from '../../lib/providers/roots.ts';
import { collected } from './collected.ts';

const OWN = '111122223333';
const MEMBER = '444455556666';

const group = (account: string) => ({
  ...{ GroupId: `sg-0${account}`, GroupName: 'web', OwnerId: account, IpPermissions: [], IpPermissionsEgress: [] },
  Tags: [{ Key: 'owner', Value: 'data-platform' }],
});

const aws = {
  accounts: [OWN, MEMBER],
  regions: ['eu-west-1'],
  [`${OWN}/eu-west-1`]: { DescribeSecurityGroups: [group(OWN)] },
  [`${MEMBER}/eu-west-1`]: { DescribeSecurityGroups: [group(MEMBER)] },
};

const changed =
  (change: Partial<AwsRoot>) =>
  (served: readonly Root[]): readonly Root[] =>
    served.map((root) => (root.provider === 'aws' ? { ...root, ...change } : root));

afterEach(() => vi.unstubAllEnvs());

it('lists nothing with credentials that are of another account than the one that is meant', async () => {
  const { resources, runs } = await collected({
    aws,
    runs: [{ faults: { aws: [{ operation: 'sts:AssumeRole', answer: 'elsewhere' }] } }],
  });
  expect([...resources.values()].map(({ accountId }) => accountId)).toEqual([OWN]);
  expect(runs[0]?.listings.incomplete).toEqual([
    expect.objectContaining({
      partition: `aws:${MEMBER}`,
      listing: '*',
      reason: expect.stringMatching(
        new RegExp(
          `^no credentials at aws ${MEMBER} .*account ${MEMBER} are those of account ${OWN}.*profile is in force`,
        ),
      ),
    }),
  ]);
});

it('reads each account with its own credentials, and believes them once they are', async () => {
  const { resources, runs } = await collected({ aws });
  expect([...resources.values()].map(({ accountId }) => accountId).sort()).toEqual([OWN, MEMBER]);
  expect(runs[0]?.listings.incomplete).toEqual([]);
});

it('lists no account by the collector’s own credentials, should a config without a role ever come this far', async () => {
  const { resources, runs } = await collected({ aws, roots: changed({ role: undefined }) });
  expect([...resources.values()].map(({ accountId }) => accountId)).toEqual([OWN]);
  expect(runs[0]?.listings.incomplete.map(({ partition }) => partition)).toEqual([`aws:${MEMBER}`]);
});

it('asks the profile’s region first, so that a region which is closed to the account is in nobody’s way', async () => {
  const closed = { operation: '*', region: 'us-east-1', answer: 'disabled' } as const;
  const one = { aws: { ...aws, accounts: [OWN] }, runs: [{ faults: { aws: [closed] } }] };
  vi.stubEnv('AWS_REGION', 'eu-west-1');
  const { resources } = await collected({ ...one, roots: changed({ homeRegion: undefined }) });
  expect([...resources.values()].map(({ region }) => region)).toEqual(['eu-west-1']);
});

it('names homeRegion where no region that it asked would say who asks', async () => {
  const closed = { operation: '*', region: 'us-east-1', answer: 'disabled' } as const;
  const { runs } = await collected({ aws, runs: [{ faults: { aws: [closed] } }] });
  expect(runs[0]?.failedRoots).toEqual([
    expect.objectContaining({ reason: expect.stringMatching(/^no credentials at aws us-east-1: .*`homeRegion`/) }),
  ]);
});

it('asks EC2 of the regions that are named where the home region is closed to the account', async () => {
  const faults = [
    { operation: 'account:ListRegions', answer: 'forbidden' },
    { operation: 'ec2:DescribeRegions', region: 'us-east-1', answer: 'forbidden' },
  ] as const;
  const named = await collected({
    aws,
    roots: changed({ regions: ['eu-west-1'] }),
    runs: [{ faults: { aws: faults } }],
  });
  expect(named.resources.size).toBe(2);
  const all = await collected({ aws, runs: [{ faults: { aws: faults } }] });
  expect(all.resources.size).toBe(0);
  expect(all.runs[0]?.listings.incomplete[0]?.reason).toMatch(/A service control policy denies it, .*`homeRegion`/);
});

it('leaves out the regions that the root or the account excludes, without a question', async () => {
  const both = {
    ...aws,
    regions: ['eu-west-1', 'us-east-1'],
    [`${OWN}/us-east-1`]: { DescribeSecurityGroups: [{ ...group(OWN), GroupId: 'sg-0own-us' }] },
    [`${MEMBER}/us-east-1`]: { DescribeSecurityGroups: [{ ...group(MEMBER), GroupId: 'sg-0member-us' }] },
  };
  const regionsOf = async (change: Partial<AwsRoot>) =>
    [...(await collected({ aws: both, roots: changed(change) })).resources.values()]
      .map(({ accountId, region }) => `${accountId} ${region}`)
      .sort();
  const exclude = { exclude: ['us-east-1'] };
  expect(await regionsOf({ regions: exclude })).toEqual([`${OWN} eu-west-1`, `${MEMBER} eu-west-1`]);
  expect(await regionsOf({ accountRegions: { [MEMBER]: exclude } })).toEqual([
    `${OWN} eu-west-1`,
    `${OWN} us-east-1`,
    `${MEMBER} eu-west-1`,
  ]);
  expect(await regionsOf({ regions: exclude, accountRegions: { [MEMBER]: ['us-east-1'] } })).toEqual([
    `${OWN} eu-west-1`,
    `${MEMBER} us-east-1`,
  ]);
});
