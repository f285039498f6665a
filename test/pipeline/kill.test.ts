import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, expect, test } from 'vitest';
import type { ServedSample } from '../../lib/sample/serve.ts';
import { collectFrom, difference, type Order, openRegister, type Register, serve } from './harness.ts';

const opened: Register[] = [];
const fresh = async (): Promise<Register> => {
  const register = await openRegister();
  opened.push(register);
  return register;
};
afterEach(async () => {
  for (const register of opened.splice(0)) await register.close();
});

class Killed extends Error {}

/** Lets `calls` calls through; at the next one the process is dead, before the table has it or after. */
const killAt = (client: DynamoDBClient, calls: number, when: 'before' | 'after') => {
  let made = 0;
  client.middlewareStack.add(
    (next) => async (args) => {
      made++;
      if (made > calls + 1) throw new Killed();
      if (made <= calls) return next(args);
      if (when === 'after') await next(args);
      throw new Killed();
    },
    { step: 'initialize', priority: 'high', name: 'kill', override: true },
  );
  return { made: () => made, revive: () => void client.middlewareStack.remove('kill') };
};

const day = (number: number): Order => ({
  estate: { seed: 5, size: 100, day: number },
  only: ['azure', 'gcp'],
});
/** An estate, what 25 days make of it, and the run that confirms what is gone. */
const turns: readonly Order[] = [day(0), { ...day(25), turn: 1 }, { ...day(25), turn: 2 }];

const servers = new Map<number, ServedSample>();
const run = async (register: Register, turn: Order) => {
  const { day: of } = turn.estate;
  const served = servers.get(of) ?? (await serve(turn));
  servers.set(of, served);
  return collectFrom(served, register, turn);
};
afterAll(async () => {
  for (const served of servers.values()) await served.close();
});

const clean = async (): Promise<{ dump: string[]; calls: number[] }> => {
  const register = await fresh();
  const calls: number[] = [];
  for (const turn of turns) {
    const counter = killAt(register.table.client, Number.POSITIVE_INFINITY, 'before');
    await run(register, turn);
    calls.push(counter.made());
    counter.revive();
  }
  return { dump: await register.dump(), calls };
};

/** The turns, one of them killed at a call of the table and run again. */
const withKill = async (which: number, at: number, when: 'before' | 'after'): Promise<string[]> => {
  const register = await fresh();
  for (const [number, turn] of turns.entries()) {
    if (number === which) {
      const kill = killAt(register.table.client, at, when);
      await expect(run(register, turn)).rejects.toThrow(Killed);
      kill.revive();
    }
    await run(register, turn);
  }
  const dump = await register.dump();
  await register.close();
  opened.splice(opened.indexOf(register), 1);
  return dump;
};

test('killed at any call of the table and run again, a collection ends in the same register as one clean run', async () => {
  const { dump, calls } = await clean();
  expect(dump.length).toBeGreaterThan(100);
  console.log(calls);
  for (const [which, count] of calls.entries()) {
    expect(count).toBeGreaterThan(10);
    for (let at = 0; at < count; at++) {
      const when = (at + which) % 2 === 0 ? 'before' : 'after';
      expect(
        difference(dump, await withKill(which, at, when)),
        `run ${which + 1} killed ${when} call ${at + 1} of ${count}`,
      ).toEqual([]);
    }
  }
}, 170_000);
