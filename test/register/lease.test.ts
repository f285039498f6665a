import { afterEach, describe, expect, it, vi } from 'vitest';
import { noLimit } from '../../lib/collect/time.ts';
import { LeaseLostError, PartitionBusyError } from '../../lib/register/lease.ts';
import { openReader } from '../../lib/register/reader.ts';
import { collect, listing, volume } from '../collect/estate.ts';
import { gather, openOn, tableForTest } from './table.ts';

describe('a partition', () => {
  it('is free again when its collection ended, and when that stopped to be continued', async () => {
    const { database } = await tableForTest();
    await collect(await openOn(database, 0), 0, [listing([[volume('a')]])]);
    await collect(await openOn(database, 1), 1, [listing([[volume('a')]])], { time: { ...noLimit, low: () => true } });
    const store = await openOn(database, 2);
    // Nothing was begun and nothing was cut off: the one before gave it up by itself.
    expect(store.listings.get('aws_ebs_volume@eu-west-1')).toMatchObject({ run: 'run-0', outcome: 'complete' });
  });

  it('is open to the run that holds it, called again', async () => {
    const { database } = await tableForTest();
    await openOn(database, 0);
    expect((await openOn(database, 0)).unclean).toBe(true);
  });

  it('passes on when the lease ran out: the one before may save nothing any more', async () => {
    const { database } = await tableForTest();
    const slow = await openOn(database, 0, { leaseMs: -600_000 });
    const quick = await openOn(database, 1);
    expect(quick.unclean).toBe(true);
    await expect(collect(slow, 0, [listing([[volume('slow')]])])).rejects.toBeInstanceOf(LeaseLostError);
    await collect(quick, 1, [listing([[volume('quick')]])]);
    const third = await openOn(database, 2);
    expect(third.listings.get('aws_ebs_volume@eu-west-1')).toMatchObject({ run: 'run-1', found: 1 });
    expect([...(await third.manifest('aws_ebs_volume@eu-west-1')).values()].map(({ id }) => id)).toEqual([
      volume('quick').id,
    ]);
  });

  it('is taken over at once where the table has no other user, and the one before is fenced off', async () => {
    const { database } = await tableForTest();
    const dead = await openOn(database, 0);
    const next = await openOn(database, 1, { takeOver: true });
    await expect(dead.release(true)).rejects.toBeInstanceOf(LeaseLostError);
    await expect(dead.saveOwners({}, [], { kinds: {}, checks: {} }).then(() => dead.release(true))).rejects.toThrow(
      'Nothing is lost.',
    );
    await collect(next, 1, [listing([[volume('a')]])]);
    expect(await gather(openReader(database).resources({}))).toHaveLength(1);
  });
});

describe('a lease, by clocks that do not agree', () => {
  afterEach(() => {
    vi.useRealTimers();
  });
  const minutes = (count: number) => count * 60_000;
  const setClock = (to: number) => vi.useFakeTimers({ toFake: ['Date'], now: to });
  const lease = { leaseMs: minutes(15) };

  it('is not taken from who holds it by a clock that is a few minutes ahead or behind', async () => {
    const { database } = await tableForTest();
    const start = Date.now();
    await openOn(database, 0, lease);
    for (const ahead of [minutes(15) + 1, minutes(19), -minutes(4)]) {
      setClock(start + ahead);
      await expect(openOn(database, 1, lease)).rejects.toBeInstanceOf(PartitionBusyError);
    }
    setClock(start + minutes(21));
    expect((await openOn(database, 1, lease)).unclean).toBe(true);
  });

  it('that was written by a clock far ahead blocks nobody once that is right, and its holder is fenced off', async () => {
    const { database } = await tableForTest();
    const start = Date.now();
    setClock(start + minutes(60 * 24 * 365));
    const ahead = await openOn(database, 0, lease);
    setClock(start);
    const right = await openOn(database, 1, lease);
    await expect(ahead.release(true)).rejects.toBeInstanceOf(LeaseLostError);
    await right.release(true);
  });

  it('is renewed by who goes on writing, and asked for when its clock was set', async () => {
    const table = await tableForTest();
    const start = Date.now();
    const store = await openOn(table.database, 0, lease);
    for (const at of [0.5, 10, 20, 30, -60]) {
      setClock(start + minutes(at));
      table.puts.state = 0;
      await store.writeFindings([]);
      expect(table.puts.state, `${at} minutes`).toBe(at === 0.5 ? 0 : 1);
    }
    setClock(start + minutes(-45));
    await expect(openOn(table.database, 1, lease)).rejects.toBeInstanceOf(PartitionBusyError);
  });
});
