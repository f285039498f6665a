/** Accounts that an identity may no longer read, and services that are off, where a cloud says so by leaving them out. */
import { afterAll, expect, test } from 'vitest';
import type { Estate } from '../../lib/sample/types.ts';
import { collect, openRegister } from '../pipeline/harness.ts';
import { forgetCleans, survives, within } from './harness.ts';

afterAll(forgetCleans);

/** As an identity sees it that may not read one of the subscriptions. */
const without =
  (hidden: string) =>
  (estate: Estate): Estate => {
    const seen = (ids: readonly string[]) => ids.filter((id) => id !== hidden);
    const { azure } = estate;
    return {
      ...estate,
      azure: {
        ...azure,
        rows: (table, ids, ...all) => azure.rows(table, seen(ids), ...all),
        total: (table, ids) => azure.total(table, seen(ids)),
      },
    };
  };

test('a subscription that is not shown any more keeps what it had, and goes on when it is shown again', async () => {
  await survives('azure', async (register, order) => {
    const before = await register.all();
    const counts = new Map<string, number>();
    for (const { accountId } of before) counts.set(accountId, (counts.get(accountId) ?? 0) + 1);
    const [hidden, most] = [...counts].sort(([, a], [, b]) => b - a)[0]!;
    expect(most).toBeGreaterThan(5);
    const run = await collect(register, { ...order, serving: { ...order.serving, alter: without(hidden) } });
    const now = new Map((await register.all()).map((one) => [one.id, one]));
    for (const one of before) if (one.accountId === hidden) expect(now.get(one.id)).toEqual(one);
    return run;
  });
});

test('a subscription that the config names and that is not shown is an incomplete listing that says so', async () => {
  const register = await openRegister();
  const estate = { seed: 5, size: 150, day: 0 };
  let ids: readonly string[] = [];
  const alter = (one: Estate) => {
    ids = one.azure.subscriptions.map(({ id }) => id);
    return without(ids[0]!)(one);
  };
  const run = await collect(register, {
    estate,
    only: ['azure'],
    serving: { alter },
    rootOf: (root) => ({ ...root, subscriptions: ids }) as typeof root,
  });
  expect(run.listings.incomplete).toMatchObject([
    {
      listing: '*',
      reason: expect.stringMatching(`access denied at azure: .* does not show the subscription ${ids[0]}`),
    },
  ]);
  expect(run.resources.found).toBeGreaterThan(20);
  await register.close();
});

test('a service that the account has not signed up for is complete and empty; what it has once it is on is new', async () => {
  const register = await openRegister();
  const order = {
    estate: { seed: 5, size: 200, day: 0 },
    only: ['aws' as const],
    rootOf: within(1, 1),
  };
  const run = await collect(register, { ...order, faults: { aws: [{ operation: 'rds:*', answer: 'off' }] } });
  expect([run.listings.incomplete, run.failedRoots]).toEqual([[], []]);
  const kinds = async () => new Set((await register.all()).map(({ kind }) => kind));
  expect(await kinds()).not.toContain('aws_rds_db_instance');
  const next = await collect(register, { ...order, turn: 1 });
  expect(next.resources).toMatchObject({ changed: 0, missing: 0 });
  expect(await kinds()).toContain('aws_rds_db_instance');
  await register.close();
});
