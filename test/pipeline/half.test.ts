import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RegisteredResource, Run } from '../../lib/register/types.ts';
import { collect, gathered, openRegister, type Register } from './harness.ts';

/** Two pages of Azure and two of Google Cloud, by pages of a fifth of their own size. */
const estate = { seed: 11, size: 1040, day: 0 };
const serving = { pageSize: 200 };
const later = { ...estate, day: 12 };

let register: Register;
let before: Map<string, RegisteredResource>;

const byId = (resources: readonly RegisteredResource[]) => new Map(resources.map((one) => [one.id, one]));

/** What became of the resources that were there before. */
const fates = async (provider: string) => {
  const now = byId(await register.all());
  const counts: Record<string, number> = {};
  for (const { id, provider: of } of before.values()) {
    if (of !== provider) continue;
    const fate = now.get(id)?.lifecycle ?? 'lost';
    counts[fate] = (counts[fate] ?? 0) + 1;
  }
  return counts;
};

describe('a cloud that fails half-way', () => {
  let run: Run;
  beforeAll(async () => {
    register = await openRegister();
    await collect(register, { estate, only: ['azure', 'gcp'], serving });
    before = byId(await register.all());
    run = await collect(register, {
      estate: later,
      turn: 1,
      only: ['azure', 'gcp'],
      serving,
      faults: { gcp: [{ operation: 'cai:ListAssets', fromCall: 2, answer: 'deny' }] },
    });
  });
  afterAll(() => register.close());

  test('the run says which listings are incomplete, and why', () => {
    expect(run.listings.incomplete).toMatchObject([{ listing: 'assets', outcome: 'incomplete' }]);
    expect(run.listings.incomplete[0]?.reason).toMatch(/access denied.*gcp/);
    expect(run.listings.incomplete[0]?.found).toBeGreaterThan(180);
  });

  test('nothing of it is missing or retired, however often it fails', async () => {
    expect(await fates('gcp')).not.toHaveProperty('missing');
    await collect(register, {
      estate: later,
      turn: 2,
      only: ['azure', 'gcp'],
      serving,
      faults: { gcp: [{ operation: 'cai:ListAssets', answer: 'deny' }] },
    });
    const counts = await fates('gcp');
    expect(Object.keys(counts).sort()).toEqual(['active', 'stopped']);
  });

  test('the other cloud is collected to the end, its losses among it', async () => {
    const counts = await fates('azure');
    expect(counts.retired).toBeGreaterThan(10);
  });

  test('what the first page brought is kept, and the next whole run brings the rest', async () => {
    const healed = await collect(register, { estate: later, turn: 3, only: ['gcp'], serving });
    expect(healed.listings.incomplete).toEqual([]);
    expect((await fates('gcp')).missing).toBeGreaterThan(10);
  });
});

describe('one permission that is gone', () => {
  const small = { seed: 3, size: 300, day: 0 };
  beforeAll(async () => {
    register = await openRegister();
    await collect(register, { estate: small, only: ['aws'] });
    before = byId(await register.all());
  });
  afterAll(() => register.close());

  test('leaves its kind as it was, and the other kinds are collected', async () => {
    const run = await collect(register, {
      estate: { ...small, day: 20 },
      turn: 1,
      only: ['aws'],
      faults: { aws: [{ operation: 'ec2:DescribeVolumes', answer: 'deny' }] },
    });
    expect(new Set(run.listings.incomplete.map(({ listing }) => listing.split('@')[0]))).toEqual(
      new Set(['aws_ebs_volume']),
    );
    expect(run.resources.missing).toBeGreaterThan(0);
    const now = byId(await register.all());
    for (const { id, kind, lifecycle } of before.values())
      if (kind === 'aws_ebs_volume') expect(now.get(id)?.lifecycle).toBe(lifecycle);
  });

  test('and checks that need the kind cannot tell, rather than tell wrongly', async () => {
    const findings = await gathered(register.reader.findings({ check: 'orphaned_snapshot' }));
    expect(findings.length).toBeGreaterThan(0);
    for (const { verdict, reason, kind } of findings)
      if (kind === 'aws_ebs_snapshot')
        expect([verdict, reason]).toEqual(['unknown', expect.stringMatching(/aws_ebs_volume@/)]);
  });
});
