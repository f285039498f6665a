/** What people suppress, from the clouds to the lists, over runs of the whole sample estate. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventsOf } from '../../lib/events/of.ts';
import type { CadastreEvent } from '../../lib/events/types.ts';
import { openWriter } from '../../lib/register/suppress.ts';
import { keys } from '../../lib/register/table.ts';
import type { Finding } from '../../lib/register/types.ts';
import type { ServedSample } from '../../lib/sample/serve.ts';
import { collectFrom, gathered, type Order, openRegister, type Register, serve } from './harness.ts';
import { listen, tell } from './told.ts';

/** Runs are an hour apart, the first at noon of 1 June 2026. */
const turnAt = (day: number) => (day - 1) * 24;
/** AWS, listed kind by kind and region by region, would take most of the time and show nothing else. */
const order: Order = { estate: { seed: 5, size: 200, day: 0 }, only: ['azure', 'gcp'] };

let register: Register;
let served: ServedSample;
beforeAll(async () => {
  register = await openRegister();
  served = await serve(order);
});
afterAll(async () => {
  await served.close();
  await register.close();
});

const collect = (turn: number) => collectFrom(served, register, { ...order, turn });

const key = ({ check, resourceId }: Finding) => `${check} ${resourceId}`;
const totals = async () => {
  const owners = await register.reader.owners();
  const checks = Object.values((await register.reader.counts()).checks);
  const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
  return {
    owners: [sum(owners.map(({ findings }) => findings)), sum(owners.map(({ suppressed }) => suppressed))],
    checks: [sum(checks.map(({ fail, unknown }) => fail + unknown)), sum(checks.map(({ suppressed }) => suppressed))],
  };
};

it('findings of two clouds are suppressed, survive runs that write nothing, and are open again after their day', async () => {
  await collect(0);
  const all = await gathered(register.reader.findings({}));
  const first = (id: RegExp) => all.find(({ resourceId, check }) => id.test(resourceId) && check !== 'unowned')!;
  const chosen = [first(/^\/subscriptions/), first(/^\/\//)];
  for (const { resourceId: id, check } of chosen) {
    const word = { id, check, by: 'ana', now: '2026-06-01T12:30:00.000Z', until: '2026-06-03', reason: 'kept' };
    const { finding } = await openWriter(register.table.database).suppress(word);
    expect(finding!.suppressed).toMatchObject({ by: 'ana', source: 'assertion' });
  }
  const open = async () => (await gathered(register.reader.findings({}))).map(key).sort();
  const others = all
    .filter((one) => !chosen.includes(one))
    .map(key)
    .sort();
  const apart = [all.length - 2, 2];
  expect(await open()).toEqual(others);
  expect(await totals()).toEqual({ owners: apart, checks: apart });

  const taken = await collect(1);
  expect(taken.resources).toMatchObject({ findingsSuppressed: 2, findingsOpened: 0, findingsResolved: 0 });
  const before = await register.dump();
  const quiet = await collect(2);
  expect(quiet.resources).toMatchObject({ findingsSuppressed: 0, findingsReopened: 0 });
  expect(await register.dump()).toEqual(before);
  expect(await open()).toEqual(others);
  expect(await totals()).toEqual({ owners: apart, checks: apart });

  const over = await collect(turnAt(4));
  expect(over.resources).toMatchObject({ findingsReopened: 2, findingsSuppressed: 0 });
  const again = await gathered(register.reader.findings({}));
  for (const finding of chosen) expect(again).toContainEqual(finding);
  expect((await totals()).owners[1]).toBe(0);
  expect(await gathered(register.reader.suppressions())).toEqual([]);
});

it('what the table’s stream tells of a word is what the next run tells of it', async () => {
  const { database } = register.table;
  await collect(turnAt(5));
  const listener = listen();
  await tell(register, listener);
  const [finding] = await gathered(register.reader.findings({}));
  const { resourceId: id, check } = finding!;
  const item = async () => (await database.get(keys.finding(id, check)))!;
  const streamed: CadastreEvent[] = [];
  const hear = async (speak: () => Promise<unknown>) => {
    const before = await item();
    await speak();
    streamed.push(...eventsOf(await item(), before));
  };
  const writer = openWriter(database);
  const word = { id, check, by: 'ana', until: '2026-06-09', reason: 'kept' };
  for (const [turn, speak] of [
    () => writer.suppress({ ...word, now: '2026-06-05T12:20:00.000Z' }),
    () => writer.unsuppress({ ...word, now: '2026-06-05T13:20:00.000Z' }),
  ].entries()) {
    const known = listener.events.size;
    await hear(speak);
    await hear(() => collect(turnAt(5) + turn + 1));
    await tell(register, listener);
    const told = [...listener.events.values()].slice(known).filter(({ type }) => type.startsWith('Finding'));
    expect(told.map(({ id: event, type, time }) => ({ event, type, time }))).toEqual(
      streamed.splice(0).map(({ id: event, type, time }) => ({ event, type, time })),
    );
    expect(told.map(({ type }) => type)).toEqual([turn === 0 ? 'Finding Resolved' : 'Finding Opened']);
  }
});
