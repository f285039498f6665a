import { rm } from 'node:fs/promises';
import { afterAll, expect, test } from 'vitest';
import type { ServedSample } from '../../lib/sample/serve.ts';
import { collectFrom, difference, type Order, openRegister, type Register, serve } from './harness.ts';
import { Killed, killAt } from './kill.ts';

const folders: string[] = [];
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true });
});

/** Every how many calls of the table a process is killed: at each one in `npm run test:kills`. */
const EVERY = Number(process.env.KILL_EVERY ?? 15);

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

interface Clean {
  /** Of each turn: the register before it, closed, and the calls that it makes of the table. */
  readonly turns: readonly { readonly before: string; readonly calls: number }[];
  readonly dump: readonly string[];
}

const clean = async (): Promise<Clean> => {
  const done: Clean['turns'][number][] = [];
  let register = await openRegister();
  for (const turn of turns) {
    await register.close('keep');
    folders.push(register.folder);
    register = await openRegister(register.folder);
    const counter = killAt(register.table.client, Number.POSITIVE_INFINITY, 'before');
    await run(register, turn);
    counter.revive();
    done.push({ before: folders.at(-1)!, calls: counter.made() });
  }
  const dump = await register.dump();
  await register.close();
  return { turns: done, dump };
};

/** A turn that is killed and run again, and the turns after it. */
const withKill = async (before: string, which: number, at: number, when: 'before' | 'after'): Promise<string[]> => {
  const register = await openRegister(before);
  try {
    const kill = killAt(register.table.client, at, when);
    await expect(run(register, turns[which]!)).rejects.toThrow(Killed);
    kill.revive();
    for (const turn of turns.slice(which)) await run(register, turn);
    return await register.dump();
  } finally {
    await register.close();
  }
};

test('killed at any call of the table and run again, a collection ends in the same register as one clean run', async () => {
  const { turns, dump } = await clean();
  expect(dump.length).toBeGreaterThan(100);
  for (const [which, { before, calls }] of turns.entries()) {
    expect(calls).toBeGreaterThan(10);
    for (let at = which % EVERY; at < calls; at += EVERY) {
      // After its last call the run has ended: what follows is the next run, not a repetition.
      const when = (at + which) % 2 === 0 || at === calls - 1 ? 'before' : 'after';
      const left = await withKill(before, which, at, when);
      expect(difference(dump, left), `run ${which + 1} killed ${when} call ${at + 1} of ${calls}`).toEqual([]);
    }
  }
}, 600_000);
