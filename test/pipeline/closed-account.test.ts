/** An account of the organisation that is suspended or closed: told apart, and nothing of it is gone. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ClosedAccount } from '../../lib/providers/types.ts';
import { openSource } from '../../lib/runs/source.ts';
import type { Estate } from '../../lib/sample/types.ts';
import { collectFrom, gathered, openRegister, type Register, serve } from './harness.ts';

const MEMBER = '222233334444';
const order = { estate: { seed: 5, size: 200, day: 0 }, only: ['aws'] } as const;

/** The estate in which the account came into another state. */
const closing =
  (state: 'SUSPENDED' | 'CLOSED') =>
  (estate: Estate): Estate => ({
    ...estate,
    aws: {
      ...estate.aws,
      accounts: estate.aws.accounts.map((one) => (one.id === MEMBER ? { ...one, state } : one)),
    },
  });

let register: Register;
beforeAll(async () => {
  register = await openRegister();
  const served = await serve(order);
  await collectFrom(served, register, order);
  await served.close();
});
afterAll(() => register.close());

test.each([
  ['SUSPENDED', 'the account is suspended'],
  ['CLOSED', 'the account is closed'],
] as const)('%s: it has no partition, and the plan says why', async (state, reason) => {
  const served = await serve({ ...order, serving: { alter: closing(state) } });
  const source = await openSource(served.roots[0]!, served.connections, {
    call: () => undefined,
    throttled: () => undefined,
  });
  const closed: ClosedAccount[] = [];
  const partitions = await source.plan((account) => closed.push(account));
  await source.close();
  await served.close();
  expect(partitions.flatMap(({ accounts }) => accounts).map(({ id }) => id)).not.toContain(MEMBER);
  expect(closed.find(({ id }) => id === MEMBER)).toEqual({ id: MEMBER, name: expect.any(String), reason });
});

test('nothing of it is retired, however often the others are collected; coverage says why it grows old', async () => {
  const before = (await register.all()).filter(({ accountId }) => accountId === MEMBER);
  expect(before.length).toBeGreaterThan(5);
  const closed = { ...order, serving: { alter: closing('SUSPENDED') } };
  for (const turn of [1, 2, 3]) {
    const served = await serve(closed);
    const run = await collectFrom(served, register, { ...closed, turn });
    await served.close();
    expect(run.resources).toMatchObject({ missing: 0, retired: 0 });
    expect(run.closed).toContainEqual(expect.objectContaining({ id: MEMBER, reason: 'the account is suspended' }));
  }
  expect((await register.all()).filter(({ accountId }) => accountId === MEMBER)).toEqual(before);
  const lines = await gathered(register.reader.coverage());
  const of = lines.filter(({ accountId }) => accountId === MEMBER);
  expect(of.length).toBeGreaterThan(5);
  for (const line of of) expect(line).toMatchObject({ outcome: 'unasked', reason: 'the account is suspended' });
  expect(new Set(lines.filter(({ accountId }) => accountId !== MEMBER).map(({ outcome }) => outcome))).toEqual(
    new Set(['complete']),
  );
});
