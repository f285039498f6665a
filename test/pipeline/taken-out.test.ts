/** What the config no longer names: nothing of it is retired by itself, `forget` does it, and coverage tells. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { graphTableNames } from '../../lib/providers/azure/tables.ts';
import type { Root } from '../../lib/providers/roots.ts';
import type { Selector } from '../../lib/register/act-types.ts';
import { openWriter } from '../../lib/register/suppress.ts';
import type { RegisteredResource } from '../../lib/register/types.ts';
import { openEstate } from '../../lib/sample/estate/index.ts';
import { collect, gathered, type Order, openRegister, type Register } from './harness.ts';

const estate = { seed: 5, size: 200, day: 0 };
const { aws, azure } = openEstate(estate);
const accounts = aws.accounts.filter(({ state }) => state === 'ACTIVE').map(({ id }) => id);
const gone = accounts.find((id) => id !== aws.managementAccountId)!;
const subscriptions = azure.subscriptions.map(({ id }) => id);

const awsRoot =
  (over: object) =>
  (root: Root): Root =>
    root.provider === 'aws' ? { ...root, regions: ['eu-west-1', 'us-east-1'], ...over } : root;
/** Of AWS two regions: each region more is a dozen listings, and shows nothing else. */
const all = awsRoot({});

let origin: Register;
beforeAll(async () => {
  origin = await openRegister();
  await collect(origin, { estate, rootOf: all });
  await origin.close('keep');
});
afterAll(() => openRegister(origin.folder).then((register) => register.close()));

const narrowed = (one: RegisteredResource) => one.accountId !== subscriptions[0];

interface Case {
  readonly order: Partial<Order>;
  readonly out: (one: RegisteredResource) => boolean;
  readonly selector: Selector;
  /** Of what is out, what a listing that is still asked for brings. */
  readonly still?: (one: RegisteredResource) => boolean;
}

const cases: Readonly<Record<string, Case>> = {
  root: {
    order: { only: ['gcp'] },
    out: ({ provider }) => provider === 'azure',
    selector: { root: 'azure:all' },
  },
  account: {
    order: { only: ['aws'], rootOf: awsRoot({ accounts: accounts.filter((id) => id !== gone) }) },
    out: ({ accountId }) => accountId === gone,
    selector: { accountId: gone },
  },
  region: {
    order: { only: ['aws'], rootOf: awsRoot({ regions: ['eu-west-1'] }) },
    out: ({ provider, region }) => provider === 'aws' && region === 'us-east-1',
    selector: { region: 'us-east-1' },
    // Buckets are listed once, wherever they are.
    still: ({ kind }) => kind === 'aws_s3_bucket',
  },
  kind: {
    order: { leaveOut: ['aws_ebs_volume'], only: ['aws'], rootOf: all },
    out: ({ kind }) => kind === 'aws_ebs_volume',
    selector: { kind: 'aws_ebs_volume' },
  },
  'kind that comes with others': {
    order: { leaveOut: ['gcp_compute_disk'], only: ['gcp'] },
    out: ({ kind }) => kind === 'gcp_compute_disk',
    selector: { kind: 'gcp_compute_disk' },
  },
};

test.each(Object.entries(cases))('a %s that is taken out retires nothing before it is forgotten', async (_, one) => {
  const register = await openRegister(origin.folder);
  try {
    const out = (await register.all()).filter(one.out);
    expect(out.length).toBeGreaterThan(2);
    const writer = openWriter(register.table.database, { takeOver: true });
    const findings = async () => {
      const ids = new Set(out.map(({ id }) => id));
      return (await gathered(register.reader.findings({ includeSuppressed: true })))
        .filter(({ resourceId }) => ids.has(resourceId))
        .map((finding) => JSON.stringify(finding))
        .sort();
    };
    const { resourceId, check } = JSON.parse((await findings())[0]!);
    const until = '2027-01-01';
    await writer.suppress({ id: resourceId, check, by: 'ana', until, reason: 'kept', now: '2026-06-01T12:10:00.000Z' });
    const open = await findings();
    expect(open.some((finding) => finding.includes('"by":"ana"'))).toBe(true);
    for (const turn of [1, 2]) {
      const run = await collect(register, { estate, turn, ...one.order });
      expect(run.resources).toMatchObject({ new: 0, missing: 0, retired: 0, reappeared: 0 });
    }
    expect((await register.all()).filter(one.out)).toEqual(out);
    expect(await findings()).toEqual(open);
    expect(await gathered(register.reader.suppressions())).toMatchObject([{ resourceId, check, ended: null }]);

    const named = await gathered(register.reader.forgettable(one.selector));
    expect(named.map(({ id }) => id).sort()).toEqual(out.map(({ id }) => id).sort());
    const act = await writer.forget({ selector: one.selector, by: 'ana', now: '2026-06-02T00:00:00.000Z' });
    expect(act).toMatchObject({ retired: out.length, by: 'ana', selector: one.selector });
    const after = await register.all();
    expect(after.filter(({ lifecycle }) => lifecycle === 'retired').map(({ id }) => id)).toHaveLength(out.length);
    for (const resource of after)
      expect([resource.id, resource.lifecycle === 'retired']).toEqual([resource.id, one.out(resource)]);
    const shown = await register.reader.show(out[0]!.id);
    expect(shown!.versions[0]).toMatchObject({ event: 'retired', run: act.id, version: out[0]!.version + 1 });
    expect(shown!.findings).toEqual([]);
    expect(await gathered(register.reader.forgettings())).toEqual([act]);
    expect(await gathered(register.reader.forgettable(one.selector))).toEqual([]);

    const still = one.still === undefined ? 0 : out.filter(one.still).length;
    const run = await collect(register, { estate, turn: 26, ...one.order });
    expect(run.resources).toMatchObject({ new: 0, retired: 0, reappeared: still });
    const only = [out[0]!.provider];
    const back = await collect(register, { estate, turn: 27, only, rootOf: all });
    expect(back.resources).toMatchObject({ new: 0, missing: 0, retired: 0, reappeared: out.length - still });
  } finally {
    await register.close();
  }
});

test('a root that the config names in other words goes on with the same histories', async () => {
  const register = await openRegister(origin.folder);
  try {
    const named = (root: Root): Root =>
      root.provider === 'azure' ? { ...root, subscriptions: subscriptions.slice(1) } : root;
    const later = { ...estate, day: 3 };
    await collect(register, { estate: later, turn: 1, only: ['azure'] });
    const before = await register.all();
    const run = await collect(register, { estate: later, turn: 2, only: ['azure'], rootOf: named });
    expect(run.resources).toMatchObject({ new: 0, changed: 0, missing: 0, retired: 0 });
    expect(await register.all()).toEqual(before);

    // The old root is forgotten: what the new one has stays.
    const writer = openWriter(register.table.database, { takeOver: true });
    await writer.forget({ selector: { root: 'azure:all' }, by: 'ana', now: '2026-06-02T00:00:00.000Z' });
    for (const { lifecycle, ...one } of await register.all())
      if (one.provider === 'azure' && before.find(({ id }) => id === one.id)?.lifecycle === 'active')
        expect([one.id, lifecycle]).toEqual([one.id, narrowed(one as RegisteredResource) ? 'active' : 'retired']);
    const kinds = (await register.reader.counts()).kinds;
    const live = (await register.all()).filter(({ lifecycle }) => !['missing', 'retired'].includes(lifecycle));
    expect(kinds.azure_compute_disk).toBe(live.filter(({ kind }) => kind === 'azure_compute_disk').length);
  } finally {
    await register.close();
  }
});

test('coverage has a line for each account and listing, and tells what is no longer asked for', async () => {
  const register = await openRegister(origin.folder);
  try {
    const first = await gathered(register.reader.coverage());
    const linesOf = (account: string) => first.filter(({ accountId }) => accountId === account);
    expect(first.every(({ outcome, lastComplete }) => outcome === 'complete' && lastComplete !== null)).toBe(true);
    for (const account of accounts) expect(linesOf(account).length).toBeGreaterThan(16);
    for (const account of subscriptions)
      expect(linesOf(account).map(({ listing }) => listing)).toEqual([...graphTableNames].sort());

    const order: Order = {
      estate,
      turn: 5,
      rootOf: awsRoot({ accounts: accounts.filter((id) => id !== gone), regions: ['eu-west-1'] }),
      faults: {
        azure: [{ operation: 'arg:resources', table: 'resources', answer: 'deny' }],
        aws: [
          {
            operation: 'sts:AssumeRole',
            account: accounts.find((id) => ![gone, aws.managementAccountId].includes(id))!,
            answer: 'deny',
          },
        ],
      },
    };
    await collect(register, order);
    const later = await gathered(register.reader.coverage());
    const told = new Map(later.map((line) => [`${line.accountId} ${line.listing}`, line]));
    expect(told.get(`${subscriptions[0]} resources`)).toMatchObject({
      outcome: 'incomplete',
      reason: expect.stringMatching(/denied/),
      lastComplete: first[0]!.lastComplete,
    });
    expect(told.get(`${subscriptions[0]} resourcecontainers`)!.lastComplete! > first[0]!.lastComplete!).toBe(true);
    const refused = later.filter(({ listing }) => listing === '*');
    expect(refused).toMatchObject([
      { outcome: 'incomplete', reason: expect.stringMatching(/denied/), lastComplete: null },
    ]);
    expect(later.filter(({ outcome }) => outcome === 'unasked').length).toBeGreaterThan(0);
    // Nobody asked for the account at all: its lines grow old.
    expect(later.filter(({ accountId }) => accountId === gone)).toEqual(linesOf(gone));
  } finally {
    await register.close();
  }
});
