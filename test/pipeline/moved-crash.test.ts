/** A process that dies while resources move to another partition: the next runs end in the register of clean ones. */
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Root } from '../../lib/providers/roots.ts';
import { openWriter } from '../../lib/register/suppress.ts';
import { openEstate } from '../../lib/sample/estate/index.ts';
import type { ServedSample } from '../../lib/sample/serve.ts';
import { collectFrom, difference, gathered, type Order, openRegister, type Register, serve } from './harness.ts';
import { Killed, killAt } from './kill.ts';

/** Every how many calls of the table it dies: `KILL_EVERY=1` is at each one. */
const EVERY = Number(process.env.KILL_EVERY ?? 5);

const estate = { seed: 5, size: 100, day: 0 };
const subscriptions = openEstate(estate).azure.subscriptions.map(({ id }) => id);
/** The root in other words: another partition, on a day when much is gone. */
const rootOf = (root: Root): Root => (root.provider === 'azure' ? { ...root, subscriptions } : root);
const moved: Order = { estate: { ...estate, day: 20 }, only: ['azure'], rootOf };

let served: ServedSample;
let before: string;
beforeAll(async () => {
  served = await serve(moved);
  const register = await openRegister();
  const first = { estate, only: ['azure'] } as const;
  const clouds = await serve({ ...first, only: [...first.only] });
  await collectFrom(clouds, register, { ...first, only: [...first.only] });
  await clouds.close();
  const [finding] = await gathered(register.reader.findings({}));
  const { resourceId: id, check } = finding!;
  const word = { id, check, by: 'ana', until: '2027-01-01', reason: 'kept', now: '2026-06-01T12:10:00.000Z' };
  await openWriter(register.table.database).suppress(word);
  before = register.folder;
  await register.close('keep');
});
afterAll(async () => {
  await served.close();
  await rm(before, { recursive: true });
});

const turn = (register: Register, number: number) => collectFrom(served, register, { ...moved, turn: number });
/**
 * The first run after the move, and those that find what is gone. When each was is left out: a run that is repeated may be
 * the first that lacks what another partition had.
 */
const rest = async (register: Register): Promise<string[]> => {
  for (const number of [1, 2, 3]) await turn(register, number);
  return (await register.dump()).map((item) => item.replace(/2026-06-01T1[3-5]:00:00\.000Z/g, 'later')).sort();
};

test('at any call of the table', async () => {
  const clean = await openRegister(before);
  const dump = await rest(clean);
  await clean.close();
  expect(dump.filter((item) => item.includes('"lifecycle":"retired"')).length).toBeGreaterThan(2);
  let at = 0;
  for (let dead = true; dead; at += EVERY) {
    const register = await openRegister(before);
    const when = (at / EVERY) % 2 === 0 ? 'before' : 'after';
    const kill = killAt(register.table.client, at, when);
    dead = await turn(register, 1).then(
      () => false,
      (error) => {
        expect(error).toBeInstanceOf(Killed);
        return true;
      },
    );
    kill.revive();
    expect(difference(dump, await rest(register)), `killed ${when} call ${at + 1}`).toEqual([]);
    await register.close();
  }
  expect(at).toBeGreaterThan(30);
}, 600_000);
