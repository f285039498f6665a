/** Two collections of one partition at once, on a table that they share. */
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { connectTable } from '../../lib/local/table.ts';
import { LeaseLostError } from '../../lib/register/lease.ts';
import { keys } from '../../lib/register/table.ts';
import { difference, dumpOf, openRegister, type Register } from '../pipeline/harness.ts';
import { openFront } from './front.ts';
import { cleanOf, cleanRun, forgetCleans, survives } from './harness.ts';

const CLOUD = 'azure';

afterAll(forgetCleans);
afterEach(() => {
  vi.useRealTimers();
});

test('exactly one of two that begin at once writes; the other says that it left the partition alone', async () => {
  await survives(CLOUD, async (register) => {
    const runs = await Promise.all([1, 1].map((turn) => cleanRun(CLOUD, register, turn, { shared: true })));
    const [busy, ...others] = runs.flatMap(({ listings }) => listings.incomplete);
    expect(others).toEqual([]);
    expect(busy).toMatchObject({ listing: '*', reason: expect.stringContaining('is under way; this one left it') });
    const [idle, writer] = runs.map(({ resources }) => resources).sort((a, b) => a.found - b.found);
    expect(new Set(Object.values(idle!))).toEqual(new Set([0]));
    expect(writer!.changed).toBeGreaterThan(0);
    return runs;
  });
});

/** Whether anybody is at work on one of the partitions. */
const isHeld = async ({ table: { database } }: Register): Promise<boolean> => {
  for await (const { partition } of database.query('partitions', ''))
    if ((await database.get(keys.state(partition)))?.working === true) return true;
  return false;
};

/** The table as another process has it: not through what holds the first one up. */
const beside = async (register: Register, endpoint: string): Promise<Register> => ({
  ...register,
  table: await connectTable(endpoint),
});

test('a holder that slept until another took the partition over writes nothing when it wakes up', async () => {
  const { first } = await cleanOf(CLOUD);
  let woken = 0;
  for (let calls = 4; ; calls += 2) {
    const front = openFront();
    let endpoint = '';
    const register = await openRegister(first, (to) => {
      endpoint = to;
      return front.through(to);
    });
    const other = await beside(register, endpoint);
    const hold = front.hold(calls);
    const sleeper = cleanRun(CLOUD, register, 1, { shared: true }).then(
      () => undefined,
      (error: unknown) => error,
    );
    const asleep = await Promise.race([hold.held.then(() => true), sleeper.then(() => false)]);
    if (asleep) {
      // What it had sent before it slept, the table has by now.
      await new Promise((resolve) => setTimeout(resolve, 50));
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 25 * 60_000 });
      const held = await isHeld(other);
      const run = await cleanRun(CLOUD, other, 2, { shared: true });
      expect(run.listings.incomplete).toEqual([]);
      const before = await dumpOf(other.table);
      hold.release();
      const ended = await sleeper;
      vi.useRealTimers();
      // Who had no partition yet, or none any more, was in nobody's way.
      expect(ended instanceof LeaseLostError, `asleep after ${calls} calls: ${ended}`).toBe(held);
      if (held) {
        woken++;
        expect(difference(before, await dumpOf(other.table)).slice(0, 3), `asleep after ${calls} calls`).toEqual([]);
      }
      const next = await cleanRun(CLOUD, other, 3, { shared: true });
      expect(next.resources).toMatchObject({ new: 0, changed: 0, reappeared: 0 });
    }
    other.table.client.destroy();
    await register.close();
    if (!asleep) break;
  }
  expect(woken).toBeGreaterThan(1);
});
