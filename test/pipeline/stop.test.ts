import { afterAll, beforeAll, expect, test } from 'vitest';
import { collect, openRegister, type Register } from './harness.ts';

const order = { estate: { seed: 5, size: 300, day: 0 }, only: ['azure', 'gcp'] } as const;

let register: Register;
beforeAll(async () => {
  register = await openRegister();
});
afterAll(() => register.close());

test('a run that is asked to stop ends in order, says what it left, and the next one goes on', async () => {
  const stop = new AbortController();
  const stopped = await collect(register, {
    ...order,
    signal: stop.signal,
    onProgress: ({ event }) => event === 'page' && stop.abort(),
  });
  expect(stopped.finishedAt).not.toBeNull();
  expect(stopped.listings.incomplete).toContainEqual(
    expect.objectContaining({ listing: '*', outcome: 'incomplete', reason: 'stopped before the end' }),
  );

  const next = await collect(register, { ...order, turn: 1 });
  expect(next.listings.incomplete).toEqual([]);
  expect(next.resources).toMatchObject({ missing: 0, retired: 0, found: (await register.all()).length });
});

test('a run that is asked to stop before a partition is begun says that it was not collected', async () => {
  const stop = new AbortController();
  const stopped = await collect(register, {
    ...order,
    only: ['azure'],
    turn: 2,
    signal: stop.signal,
    onProgress: ({ event }) => event === 'planned' && stop.abort(),
  });
  expect(stopped.partitions).toBe(1);
  expect(stopped.listings).toMatchObject({
    complete: 0,
    incomplete: [
      { listing: '*', reason: 'stopped before the end', whole: { accounts: [expect.any(String), expect.any(String)] } },
    ],
  });
});
