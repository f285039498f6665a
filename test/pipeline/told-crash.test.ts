/** The process dies while it writes or tells: nothing is missed, and nothing told twice to who remembers ids. */
import { rm } from 'node:fs/promises';
import { afterAll, expect, test } from 'vitest';
import type { ServedSample } from '../../lib/sample/serve.ts';
import { collectFrom, gathered, type Order, openRegister, type Register, serve } from './harness.ts';
import { Killed, killAt } from './kill.ts';
import { type Listener, listen, tell } from './told.ts';

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

/** What a consumer makes of events must be what the register holds; and what it is told of must fit together. */
const agrees = async (register: Register, { events, digests }: Listener, at: string) => {
  const versions = new Map<string, number[]>();
  const open = new Map<string, string>();
  for (const { type, detail } of events.values()) {
    if (/^Resource/.test(type) || (type === 'Owner Changed' && 'version' in detail)) {
      const { resourceId, version } = detail as { resourceId: string; version: number };
      const known = versions.get(resourceId) ?? versions.set(resourceId, []).get(resourceId)!;
      if (!known.includes(version)) known.push(version);
    }
    if (type === 'Finding Opened') {
      expect(open.has(`${detail.check} ${detail.resourceId}`), `${at}: opened twice`).toBe(
        detail.verdict === 'fail' && open.get(`${detail.check} ${detail.resourceId}`) === 'unknown',
      );
      open.set(`${detail.check} ${detail.resourceId}`, detail.verdict);
    }
    if (type === 'Finding Resolved')
      expect(open.delete(`${detail.check} ${detail.resourceId}`), `${at}: resolved and never opened`).toBe(true);
  }
  const opened = [...events.values()].filter(({ type }) => type === 'Finding Opened');
  const inDigests = [...digests.values()].map(({ type, detail }: any) =>
    type === 'Owner Digest' ? detail.findings.opened : detail.unowned.opened,
  );
  expect(
    inDigests.reduce((sum, count) => sum + count, 0),
    `${at}: in digests`,
  ).toBe(opened.length);
  const findings = await gathered(register.reader.findings({}));
  expect([...open.keys()].sort(), at).toEqual(findings.map(({ check, resourceId }) => `${check} ${resourceId}`).sort());
  for (const { id, version } of await register.all())
    expect(
      versions.get(id)?.sort((a, b) => a - b),
      `${at}: ${id}`,
    ).toEqual(Array.from({ length: version }, (_, n) => n + 1));
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
      const listener: Listener = listen();
      for (const [id, event] of known.events) listener.events.set(id, event);
      for (const [id, digest] of known.digests) listener.digests.set(id, digest);
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
