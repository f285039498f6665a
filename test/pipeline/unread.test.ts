/** A role that may no longer read one type: Resource Graph leaves its rows out, and says nothing. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { azureActions } from '../../lib/kinds/permissions.ts';
import type { RegisteredResource } from '../../lib/register/types.ts';
import { collect, type Order, openRegister, type Register } from './harness.ts';

const estate = { seed: 11, size: 700, day: 0 };
/** A role for the described kinds alone, as an account that leaves the rest out would grant. */
const leaveOut = ['azure_resource'];
const whole = azureActions(leaveOut);
const withoutDisks = whole.filter((action) => !/compute\/disks/i.test(action));

let register: Register;
let before: readonly RegisteredResource[];
const sweep = (turn: number, azureActions: readonly string[], over: Partial<Order> = {}) =>
  collect(register, { estate, turn, only: ['azure'], leaveOut, ...over, serving: { azureActions } });

beforeAll(async () => {
  register = await openRegister();
  await sweep(0, whole);
  before = await register.all();
});
afterAll(() => register.close());

test('nothing is missing, however often: the listing is incomplete and names the permission and where', async () => {
  const disks = before.filter(({ kind }) => kind === 'azure_compute_disk');
  // Few enough that no share of the listing is suspicious.
  expect(disks.length).toBeGreaterThan(3);
  expect(disks.length).toBeLessThan(before.length / 2);
  for (const turn of [1, 2, 3, 4]) {
    const run = await sweep(turn, withoutDisks);
    expect(run.listings.incomplete).toMatchObject([{ listing: 'resources', outcome: 'incomplete' }]);
    const { reason } = run.listings.incomplete[0]!;
    expect(reason).toContain('microsoft.compute/disks/read in ');
    expect(reason).toContain('`cadastre onboard azure`');
    expect(run.resources).toMatchObject({ missing: 0, retired: 0, changed: 0 });
  }
  expect(await register.all()).toEqual(before);
});

test('what the role may read and is not there any more is missing, then retired', async () => {
  const later = { ...estate, day: 12 };
  const run = await sweep(5, whole, { estate: later });
  expect(run.listings.incomplete).toEqual([]);
  expect(run.resources.missing).toBeGreaterThan(0);
  expect((await sweep(6, whole, { estate: later })).resources.retired).toBe(run.resources.missing);
});

test('a collector that may not ask what it may read believes nothing to be gone', async () => {
  const faults: Order['faults'] = { azure: [{ operation: 'arm:permissions', answer: 'deny' }] };
  const run = await sweep(7, whole, { estate: { ...estate, day: 30 }, faults });
  expect(run.resources).toMatchObject({ missing: 0, retired: 0 });
  expect(run.listings.incomplete).not.toEqual([]);
  for (const { reason } of run.listings.incomplete)
    expect(reason).toContain('Microsoft.Authorization/permissions/read');
});
