/** Resources that move to another partition, since the config names their root in other words: nothing happened to them. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Root } from '../../lib/providers/roots.ts';
import { openWriter } from '../../lib/register/suppress.ts';
import type { Finding } from '../../lib/register/types.ts';
import { openEstate } from '../../lib/sample/estate/index.ts';
import { collect, gathered, type Order, openRegister, type Register } from './harness.ts';
import { counted, listen, tell } from './told.ts';

const estate = { seed: 11, size: 500, day: 0 };
const subscriptions = openEstate(estate).azure.subscriptions.map(({ id }) => id);
/** The same subscriptions, one by one in place of all that there are: another root, another partition. */
const named = (root: Root): Root => (root.provider === 'azure' ? { ...root, subscriptions } : root);

let register: Register;
const listener = listen();
const sweep = (turn: number, over: Partial<Order> = {}) =>
  collect(register, { estate, turn, only: ['azure'], ...over });
const findings = async (): Promise<readonly Finding[]> =>
  (await gathered(register.reader.findings({ includeSuppressed: true }))).toSorted((a, b) =>
    `${a.resourceId} ${a.check}` < `${b.resourceId} ${b.check}` ? -1 : 1,
  );

let before: readonly Finding[];
let silenced: Finding;
beforeAll(async () => {
  register = await openRegister();
  await sweep(0);
  silenced = (await findings())[0]!;
  const word = { id: silenced.resourceId, check: silenced.check, until: '2027-01-01', by: 'ana', reason: 'kept' };
  await openWriter(register.table.database).suppress({ ...word, now: '2026-06-01T12:10:00.000Z' });
  await sweep(1);
  before = await findings();
  await tell(register, listener);
});
afterAll(() => register.close());

test('they keep their findings, what people said of them, and are told to nobody; nothing is counted twice', async () => {
  const owners = await gathered(
    (async function* () {
      yield* await register.reader.owners();
    })(),
  );
  const [resources, known] = [await register.all(), listener.events.size];
  expect(before.filter(({ suppressed }) => suppressed?.by === 'ana')).toHaveLength(1);
  const run = await sweep(2, { rootOf: named });
  expect(run.resources).toMatchObject({ new: 0, changed: 0, missing: 0, findingsOpened: 0, findingsResolved: 0 });
  expect(await findings()).toEqual(before);
  expect(await register.all()).toEqual(resources);
  expect(await register.reader.owners()).toEqual(owners);
  await tell(register, listener);
  expect(counted([...listener.events.values()].slice(known))).toEqual({ 'Run Completed': 1 });
  const roots = new Set((await gathered(register.reader.coverage())).map(({ root }) => root));
  expect(roots.size).toBe(1);
  const linked =
    (await register.reader.show(resources.find(({ links }) => links.length > 0)!.links[0]!.to))?.linkedFrom ?? [];
  expect(new Set(linked.map((one) => JSON.stringify(one))).size).toBe(linked.length);
});

test('the word is still in force, and ends where it is taken back', async () => {
  const run = await sweep(3, { rootOf: named });
  expect(run.resources).toMatchObject({ findingsReopened: 0, findingsOpened: 0 });
  const { resourceId: id, check } = silenced;
  await openWriter(register.table.database).unsuppress({ id, check, by: 'ana', now: '2026-06-01T15:30:00.000Z' });
  await sweep(4, { rootOf: named });
  expect((await findings()).filter(({ suppressed }) => suppressed?.by === 'ana')).toEqual([]);
});

test('and back again', async () => {
  const now = await findings();
  const run = await sweep(5);
  expect(run.resources).toMatchObject({ new: 0, changed: 0, missing: 0, findingsOpened: 0, findingsResolved: 0 });
  expect(await findings()).toEqual(now);
});

test('what is gone when they move is missing by the next run, and retired by the one after', async () => {
  const later = { ...estate, day: 20 };
  const [moved, stayed] = [await openRegister(), await openRegister()];
  try {
    for (const one of [moved, stayed]) await collect(one, { estate, only: ['azure'] });
    const turn = async (one: Register, number: number, over: Partial<Order>) =>
      (await collect(one, { estate: later, turn: number, only: ['azure'], ...over })).resources;
    const lifecycles = async ({ all }: Register) => (await all()).map(({ id, lifecycle }) => `${id} ${lifecycle}`);
    for (const number of [1, 2]) await turn(stayed, number, {});
    const gone = (await stayed.all()).filter(({ lifecycle }) => lifecycle === 'retired').length;
    expect(gone).toBeGreaterThan(0);
    const rootOf = named;
    expect(await turn(moved, 1, { rootOf })).toMatchObject({ missing: 0, retired: 0 });
    expect(await turn(moved, 2, { rootOf })).toMatchObject({ missing: gone, retired: 0 });
    expect(await turn(moved, 3, { rootOf })).toMatchObject({ missing: 0, retired: gone });
    expect(await lifecycles(moved)).toEqual(await lifecycles(stayed));
    expect(await moved.reader.owners()).toEqual(await stayed.reader.owners());
    expect(await moved.reader.counts()).toEqual(await stayed.reader.counts());
    expect(new Set((await gathered(moved.reader.coverage())).map(({ root }) => root)).size).toBe(1);
    expect(await turn(moved, 4, { rootOf })).toMatchObject({ new: 0, changed: 0, missing: 0, retired: 0 });
  } finally {
    for (const one of [moved, stayed]) await one.close();
  }
});
