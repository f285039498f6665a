/** The process dies while it writes or tells: nothing is missed, and nothing told twice to who remembers ids. */
import { rm } from 'node:fs/promises';
import { afterAll, expect, test } from 'vitest';
import type { ServedSample } from '../../lib/sample/serve.ts';
import { agrees } from './consumer.ts';
import { collectFrom, type Order, openRegister, type Register, serve } from './harness.ts';
import { Killed, killAt } from './kill.ts';
import { heirOf, type Listener, listen, tell } from './told.ts';

/** Every how many calls of the table the process dies: at each one in `npm run test:kills`. */
const EVERY = Number(process.env.KILL_EVERY ?? 29);

const only = ['gcp'] as const;
const orderOf = (day: number): Order => ({ estate: { seed: 5, size: 150, day }, only: [...only] });

const servers = new Map<number, ServedSample>();
const folders: string[] = [];
afterAll(async () => {
  for (const served of servers.values()) await served.close();
  for (const folder of folders) await rm(folder, { recursive: true });
});

let clock = 0;
/** A run on a day, an hour after the one before, and what is told of it. */
const pass = async (register: Register, day: number, listener: Listener) => {
  const order = orderOf(day);
  const served = servers.get(day) ?? (await serve(order));
  servers.set(day, served);
  await collectFrom(served, register, { ...order, turn: ++clock });
  await tell(register, listener);
};

/** The days of a run that is killed, of what goes before it, and of what comes after: the same day again, or another. */
test.each([
  ['is new', 0, [], [0]],
  ['is new, and another day when it is run again', 0, [], [20]],
  ['changed', 20, [0], [20, 20]],
  ['changed, and changed again when it is run again', 20, [0], [40, 40]],
  ['changed, and is as it was when it is run again', 20, [0], [0, 20, 20]],
  ['is retired', 20, [0, 20], [20]],
])(
  'killed while everything %s',
  async (_, day, before, after) => {
    const start = await openRegister();
    const known = listen();
    for (const one of before) await pass(start, one, known);
    await start.close('keep');
    folders.push(start.folder);
    for (let at = 0; ; at += EVERY) {
      const register = await openRegister(start.folder);
      const listener = heirOf(known);
      const when = at % 2 === 0 ? 'before' : 'after';
      const kill = killAt(register.table.client, at, when);
      const killed = await pass(register, day, listener).then(
        () => false,
        (error) => {
          expect(error).toBeInstanceOf(Killed);
          return true;
        },
      );
      kill.revive();
      for (const one of after) await pass(register, one, listener);
      await agrees(register, listener, `killed ${when} call ${at + 1}`);
      await register.close();
      if (!killed) return expect(at).toBeGreaterThan(15);
    }
  },
  300_000,
);
