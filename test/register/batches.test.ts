import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Item } from '../../lib/register/database.ts';
import { type Hand, itemsOf, type Table, tableForTest } from './table.ts';

const items = (count: number): Item[] =>
  Array.from({ length: count }, (_, i) => ({
    pk: `x#${i}`,
    sk: 'now',
    value: i,
    bytes: new Uint8Array([i]),
    none: null,
  }));
const keysOf = (count: number) => items(count).map(({ pk, sk }) => ({ pk, sk }));
const valuesOf = async (table: Table) => (await itemsOf(table)).map(({ value }) => value).sort((a, b) => a - b);
const numbers = (count: number) => Array.from({ length: count }, (_, i) => i);

/** Passes on about half of each of the first batches, and gives the rest back unprocessed. */
const halving = (operation: string, lists: string, left: string, wrap: (list: any[], whole: any) => unknown): Hand => {
  let times = 4;
  return async (request, send) => {
    if (request.operation !== operation || times-- <= 0) return send();
    const [[table, whole]] = Object.entries<any>(request.body.RequestItems) as [[string, any]];
    const list: any[] = lists === '' ? whole : whole[lists];
    const taken = list.slice(0, Math.ceil(list.length / 2));
    const rest = list.slice(taken.length);
    request.body.RequestItems[table] = wrap(taken, whole);
    const answer = await send();
    return rest.length > 0 ? { ...answer, [left]: { [table]: wrap(rest, whole) } } : answer;
  };
};

describe('a batch', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('of writes is sent again for what the table left unprocessed, until all is written, and counted once', async () => {
    const table = await tableForTest();
    const before = table.database.count.written;
    table.hand = halving('BatchWriteItem', '', 'UnprocessedItems', (list) => list);
    await table.database.write(items(60));
    expect(await valuesOf(table)).toEqual(numbers(60));
    expect(table.database.count.written - before).toBe(60);
    expect((await itemsOf(table))[0]).toMatchObject({ bytes: expect.any(Uint8Array), none: null });
  });

  it('of deletions likewise', async () => {
    const table = await tableForTest();
    await table.database.write(items(30));
    table.hand = halving('BatchWriteItem', '', 'UnprocessedItems', (list) => list);
    await table.database.write([], keysOf(29));
    expect(await valuesOf(table)).toEqual([29]);
  });

  it('of reads is asked again for the keys that were not read', async () => {
    const table = await tableForTest();
    await table.database.write(items(150));
    const before = table.database.count.read;
    table.hand = halving('BatchGetItem', 'Keys', 'UnprocessedKeys', (Keys, whole) => ({ ...whole, Keys }));
    const found = await table.database.getAll([...keysOf(150), ...keysOf(3), { pk: 'x#none', sk: 'now' }]);
    expect(found.map(({ value }) => value).sort((a, b) => a - b)).toEqual(numbers(150));
    expect(table.database.count.read - before).toBe(151);
  });

  it('that is never processed ends with an error that says what to do', async () => {
    const table = await tableForTest();
    let asked = 0;
    table.hand = async ({ body }) => {
      asked++;
      return { UnprocessedItems: body.RequestItems };
    };
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    let ended: string | undefined;
    table.database.write(items(2)).catch((error: Error) => {
      ended = error.message;
    });
    // The client's own work takes turns of the loop, which no clock can hurry.
    while (ended === undefined) {
      await new Promise((resolve) => setImmediate(resolve));
      await vi.advanceTimersByTimeAsync(10_000);
    }
    expect(ended).toMatch(/left writes unprocessed after \d+ tries; it is throttled\. Run again/);
    expect(asked).toBeGreaterThan(5);
  });
});

describe('one write under a condition', () => {
  const [item] = items(1) as [Item];
  const isNew = 'attribute_not_exists(pk)';
  /** The table does what the first request of its kind asks, and its answer never comes. */
  const lost = (operation: string): Hand => {
    let times = 1;
    return async (request, send) => {
      const answer = await send();
      if (request.operation !== operation || times-- <= 0) return answer;
      throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
    };
  };

  it('is done where the try without an answer did it, and is refused where somebody else had', async () => {
    const table = await tableForTest();
    table.hand = lost('PutItem');
    expect(await table.database.putIf(item, isNew, {})).toBe(true);
    table.hand = lost('PutItem');
    expect(await table.database.putIf({ ...item, value: 9 }, isNew, {})).toBe(false);
    expect(await valuesOf(table)).toEqual([0]);
    expect(table.database.count.written).toBe(1);
  });

  it('is refused without a second look where its first answer came', async () => {
    const table = await tableForTest();
    expect(await table.database.putIf(item, isNew, {})).toBe(true);
    expect(await table.database.putIf(item, isNew, {})).toBe(false);
  });

  it('takes no patience where no waiting helps', async () => {
    const table = await tableForTest();
    let asked = 0;
    table.hand = async () => {
      asked++;
      throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    };
    await expect(table.database.get({ pk: 'x', sk: 'y' })).rejects.toThrow('ECONNREFUSED');
    expect(asked).toBeLessThan(6);
  });
});
