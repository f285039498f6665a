/** A role that lost its permission and answers with nothing, completely and with success. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultLifecycle } from '../../lib/collect/lifecycle.ts';
import type { Root } from '../../lib/providers/roots.ts';
import { openWriter } from '../../lib/register/suppress.ts';
import type { RegisteredResource } from '../../lib/register/types.ts';
import { openEstate } from '../../lib/sample/estate/index.ts';
import { collect, gathered, type Order, openRegister, type Register } from './harness.ts';

const estate = { seed: 11, size: 700, day: 0 };
const account = openEstate(estate).aws.managementAccountId;
/** Of AWS one account and region: one listing of it is what the test is about. */
const narrow = (root: Root): Root =>
  root.provider === 'aws' ? { ...root, accounts: [account], regions: ['eu-west-1'] } : root;
/** The listings of one region of so small an estate are small. */
const lifecycle = { ...defaultLifecycle, hold: { share: 0.5, atLeast: 3 } };

let register: Register;
let before: readonly RegisteredResource[];
const sweep = (turn: number, faults?: Order['faults']) =>
  collect(register, { estate, turn, lifecycle, rootOf: narrow, ...(faults && { faults }) });

beforeAll(async () => {
  register = await openRegister();
  await sweep(0);
  before = await register.all();
});
afterAll(() => register.close());

const blind: NonNullable<Order['faults']> = {
  aws: [{ operation: 'ec2:DescribeVolumes', account, region: 'eu-west-1', answer: 'empty' }],
  azure: [{ operation: 'arg:resources', table: 'resources', answer: 'empty' }],
  gcp: [{ operation: 'cai:ListAssets', answer: 'empty' }],
};

test('nothing is missing, whichever cloud it was: the listing is held, or its root fails', async () => {
  for (const turn of [1, 2]) {
    const run = await sweep(turn, blind);
    expect(run.resources).toMatchObject({ missing: 0, retired: 0, changed: 0 });
    const held = run.listings.incomplete.filter(({ outcome }) => outcome === 'held');
    expect(held.map(({ listing }) => listing).sort()).toEqual(['aws_ebs_volume@eu-west-1', 'resources']);
    expect(run.failedRoots).toMatchObject([{ reason: expect.stringContaining('shows no project') }]);
    const azure = held.find(({ listing }) => listing === 'resources')!;
    const rows = before.filter(
      ({ provider, kind }) => provider === 'azure' && !/subscription|resource_group|scale_set_/.test(kind),
    );
    expect(azure).toMatchObject({
      found: 0,
      reason: expect.stringContaining(`${rows.length} of ${rows.length} resources`),
    });
  }
  expect(await register.all()).toEqual(before);
});

test('coverage tells that it is held, and when it was complete last', async () => {
  const lines = (await gathered(register.reader.coverage())).filter(({ outcome }) => outcome === 'held');
  expect(lines.length).toBeGreaterThan(2);
  for (const { lastComplete, reason } of lines)
    expect([lastComplete, reason]).toEqual(['2026-06-01T12:00:00.000Z', expect.stringContaining('held until')]);
});

test('where it sees again, all is as it was, and no version was written', async () => {
  const run = await sweep(3);
  expect(run.listings.incomplete).toEqual([]);
  expect(run.resources).toMatchObject({ new: 0, changed: 0, missing: 0, reappeared: 0 });
  expect(await register.all()).toEqual(before);
});

test('what a person confirms is missing at the next run and retired at the one after', async () => {
  const faults: Order['faults'] = { azure: blind.azure! };
  const held = (await sweep(4, faults)).listings.incomplete;
  expect(held).toMatchObject([{ listing: 'resources', outcome: 'held' }]);
  const { partition, listing } = held[0]!;
  // A sweep between that came to no end is no opinion, and takes nothing back.
  const denied = await sweep(5, { azure: [{ operation: 'arg:resources', table: 'resources', answer: 'deny' }] });
  expect(denied.listings.incomplete).toMatchObject([{ listing, outcome: 'incomplete' }]);
  const writer = openWriter(register.table.database);
  const act = await writer.confirm({ partition, listing, by: 'ana', now: '2026-06-01T17:30:00.000Z' });
  const [line] = (await gathered(register.reader.coverage())).filter((one) => one.listing === listing);
  expect(line).toMatchObject({ outcome: 'incomplete', reason: expect.stringContaining('confirmed by ana') });
  expect(await register.all()).toEqual(before);

  const next = await sweep(6, faults);
  expect(next.listings.incomplete).toEqual([]);
  expect(next.resources).toMatchObject({ missing: act.lost, retired: 0 });
  expect((await sweep(7, faults)).resources).toMatchObject({ missing: 0, retired: act.lost });
  expect(await gathered(register.reader.confirmations())).toEqual([act]);
  await expect(writer.confirm({ partition, listing, by: 'ana', now: '2026-06-01T19:30:00.000Z' })).rejects.toThrow(
    'is not held',
  );
});
