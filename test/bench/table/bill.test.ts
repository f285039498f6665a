import { describe, expect, it } from 'vitest';
import { openBill } from './bill.ts';
import type { WireItem } from './units.ts';

/** An item of about so many kilobytes, below a key of the index where it has one. */
const item = (kilobytes: number, key?: string, more: WireItem = {}): WireItem => ({
  text: { S: 'x'.repeat(kilobytes * 1024 - 100) },
  ...(key !== undefined && { key: { S: key } }),
  ...more,
});

const billed = (before: WireItem | undefined, after: WireItem | undefined, failed?: boolean) => {
  const bill = openBill([(one) => one.key?.S]);
  bill.write('sort', before, after, failed);
  const { table, indexes, written } = bill.take().sort!;
  return { table, indexes, written };
};

describe('the bill', () => {
  it.each([
    ['a new item that is in no index', undefined, item(1), 1, 0],
    ['a new item', undefined, item(3, 'a'), 3, 3],
    ['an item that comes again as it is', item(2, 'a'), item(2, 'a'), 2, 0],
    ['an item that changed', item(2, 'a'), item(2, 'a', { more: { S: 'x' } }), 2, 2],
    ['an item that shrank: the larger counts', item(3, 'a'), item(1, 'a'), 3, 3],
    ['an item that moved in the index: the old entry goes, the new one comes', item(3, 'a'), item(1, 'b'), 3, 4],
    ['an item that leaves the index', item(2, 'a'), item(2), 2, 2],
    ['a deletion', item(2, 'a'), undefined, 2, 2],
    ['a deletion of what is not there', undefined, undefined, 1, 0],
  ])('of %s', (_, before, after, table, indexes) => {
    expect(billed(before, after)).toEqual({ table, indexes, written: 1 });
  });

  it('of a write whose condition failed is what there is, and nothing in the index', () => {
    expect(billed(item(2, 'a'), item(2, 'a'), true)).toEqual({ table: 2, indexes: 0, written: 0 });
    expect(billed(undefined, undefined, true)).toEqual({ table: 1, indexes: 0, written: 0 });
  });
});
