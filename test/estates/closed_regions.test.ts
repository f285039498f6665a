/** What the organisation closes: one line, no alarm, and nothing believed to be gone. */
import { describe, expect, it } from 'vitest';
import { listingLines } from '../../lib/cli/summary-listings.ts';
import type { AwsRoot, Root } from '../../lib/providers/roots.ts';
import type { Coverage } from '../../lib/register/act-types.ts';
import { openSource } from '../../lib/runs/source.ts';
import type { AwsFaults } from '../../lib/sample/aws/faults.ts';
import { serveSample } from '../../lib/sample/serve.ts';
import { gathered } from '../pipeline/harness.ts';
import { type Case, collected } from './collected.ts';
import { estateOf } from './estate.ts';

const OWN = '111122223333';
const MEMBER = '444455556666';
const services = ['ec2', 'rds', 'lambda', 'elasticloadbalancing', 'tagging'];

/** Refusals of all services in us-east-1, in an account: with the words of a policy or without. */
const refused = (answer: 'deny' | 'forbidden', account: string = MEMBER, of = services): AwsFaults =>
  of.map((service) => ({ operation: `${service}:*`, region: 'us-east-1', account, answer }));

const group = (id: string, account: string) => ({
  ...{ GroupId: id, GroupName: id, OwnerId: account, IpPermissions: [], IpPermissionsEgress: [] },
  Tags: [{ Key: 'owner', Value: 'data-platform' }],
});
const aws = {
  accounts: [OWN, MEMBER],
  [`${MEMBER}/eu-west-1`]: { DescribeSecurityGroups: [group('sg-0there', MEMBER)] },
  [`${MEMBER}/us-east-1`]: { DescribeSecurityGroups: [group('sg-0far', MEMBER)] },
};

const changed =
  (change: Partial<AwsRoot>) =>
  (served: readonly Root[]): readonly Root[] =>
    served.map((root) => (root.provider === 'aws' ? { ...root, ...change } : root));

const run = async (faults: AwsFaults, more: Partial<Case> = {}) => {
  const lines: Coverage[] = [];
  const done = await collected({ aws, runs: [{ faults: { aws: faults } }], ...more }, async (reader) => {
    lines.push(...(await gathered(reader.coverage())));
  });
  return { ...done, run: done.runs.at(-1)!, lines };
};

describe('a region that every service refuses', () => {
  it.each([['deny'], ['forbidden']] as const)('is one line and complete as such: %s', async (answer) => {
    const { run: last, lines } = await run(refused(answer));
    expect(last.listings.incomplete).toEqual([]);
    expect(last.listings.closed).toEqual([
      {
        reason: 'closed by the organisation: it denies us-east-1',
        ...{
          partition: `aws:${MEMBER}`,
          partitions: 1,
          listings: lines.filter(({ outcome }) => outcome === 'closed').length,
        },
      },
    ]);
    const closed = lines.filter(({ outcome }) => outcome === 'closed');
    expect(closed.length).toBeGreaterThan(10);
    for (const { accountId, listing, reason } of closed) {
      expect([accountId, listing.split('@')[1]]).toEqual([MEMBER, 'us-east-1']);
      expect(reason).toBe('closed by the organisation: it denies us-east-1');
    }
    const told = listingLines(last, '', false);
    expect(told.filter((line) => line.includes('denies us-east-1'))).toHaveLength(1);
    expect(told.join('\n')).not.toContain('Grant');
  });

  it('is one line for all accounts in which it is closed', async () => {
    const { run: last } = await run([...refused('forbidden', OWN), ...refused('forbidden', MEMBER)]);
    expect(last.listings.closed).toEqual([expect.objectContaining({ partition: `aws:${OWN}`, partitions: 2 })]);
    expect(listingLines(last, '', false).join('\n')).toContain(
      `aws:${OWN} and 1 account more: closed by the organisation`,
    );
  });

  it('takes nothing away of what was listed before it was closed, and says nothing new of it', async () => {
    const { runs, resource, lines } = await run([], {
      runs: [{}, { day: 1, faults: { aws: refused('forbidden') } }, { day: 2, faults: { aws: refused('forbidden') } }],
    });
    expect(resource('sg-0far')).toMatchObject({ lifecycle: 'active', version: 1 });
    for (const { resources } of runs.slice(1)) expect(resources).toMatchObject({ missing: 0, retired: 0 });
    const line = lines.find(
      ({ listing, accountId }) => listing === 'aws_vpc_security_group@us-east-1' && accountId === MEMBER,
    );
    expect(line).toMatchObject({ outcome: 'closed', lastComplete: '2026-06-01T12:00:00.000Z' });
  });

  it('is asked again at every run, so that it is listed when it opens', async () => {
    const { runs, resource } = await run([], { runs: [{ faults: { aws: refused('forbidden') } }, { day: 1 }] });
    expect(runs[1]?.listings.closed).toBeUndefined();
    expect(resource('sg-0far').lifecycle).toBe('active');
  });

  it('is told by doctor as closed, and another region tells whether the permissions are there', async () => {
    const served = await serveSample(
      { seed: 1, size: 100, day: 0 },
      { throttle: false, alter: estateOf({ aws }), faults: { aws: refused('forbidden') } },
    );
    const source = await openSource(served.roots[0]!, served.connections, {
      call: () => undefined,
      throttled: () => undefined,
    });
    const probes = await gathered(source.probe());
    await source.close();
    await served.close();
    expect(probes.filter(({ ok }) => !ok)).toEqual([]);
    const member = probes.filter(({ what }) => what.endsWith(`in account ${MEMBER}`) && what.includes('@'));
    const far = member.filter(({ what }) => what.includes('@us-east-1'));
    expect(far.map(({ detail }) => detail)).toEqual(['closed by the organisation: it denies us-east-1']);
    expect(member.filter(({ what }) => what.includes('@eu-west-1')).length).toBeGreaterThan(10);
  });
});

it('a single service that a policy denies is one line, and the others are listed', async () => {
  const faults = (['us-east-1', 'eu-west-1'] as const).map(
    (region) => ({ operation: 'lambda:*', region, account: MEMBER, answer: 'forbidden' }) as const,
  );
  const { run: last, resource } = await run(faults);
  expect(last.listings.incomplete).toEqual([]);
  expect(last.listings.closed).toEqual([
    expect.objectContaining({
      reason: 'closed by the organisation: a service control policy denies lambda:ListFunctions',
      listings: 2,
    }),
  ]);
  expect(resource('sg-0far').region).toBe('us-east-1');
});

it.each([
  ['in one region alone, without the words of a policy', refused('deny', MEMBER, ['lambda'])],
  [
    'in every region, since the role lacks all permissions',
    services.map((service) => ({ operation: `${service}:*`, account: MEMBER, answer: 'deny' }) as const),
  ],
])('a permission that is missing stays incomplete, with what to grant: %s', async (_, faults) => {
  const { run: last } = await run(faults);
  expect(last.listings.closed).toBeUndefined();
  expect(last.listings.incomplete.length).toBeGreaterThan(0);
  for (const { reason } of last.listings.incomplete) expect(reason).toContain('Grant the action');
});

it('a region that could not be asked for another reason closes nothing', async () => {
  const { run: last } = await run([
    ...refused('deny', MEMBER, ['ec2', 'rds', 'lambda', 'elasticloadbalancing']),
    { operation: 'tagging:*', region: 'us-east-1', account: MEMBER, answer: 'off' },
  ]);
  expect(last.listings.closed).toBeUndefined();
});

it('a region of another partition is one line that says so', async () => {
  const { run: last } = await run([], { roots: changed({ regions: ['eu-west-1', 'us-gov-west-1'] }) });
  expect(last.listings.incomplete).toEqual([]);
  expect(last.listings.closed).toEqual([
    expect.objectContaining({
      reason: 'closed: us-gov-west-1 is a region of aws-us-gov, and the credentials are of aws',
      partitions: 2,
    }),
  ]);
});
