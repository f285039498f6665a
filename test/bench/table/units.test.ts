import { describe, expect, it } from 'vitest';
import { readUnits, sizeOf, writeUnits } from './units.ts';

const number = (N: string) => sizeOf({ '': { N } });

describe('the size of an item', () => {
  it('is that of the names and values of its attributes, in bytes of UTF-8', () => {
    expect(sizeOf({ pk: { S: 'r#1' }, name: { S: 'bücket' } })).toBe(2 + 3 + 4 + 7);
    expect(sizeOf({ a: { BOOL: true }, b: { NULL: true }, c: { B: Buffer.from('four').toString('base64') } })).toBe(
      2 + 2 + 5,
    );
  });

  it('counts two significant digits of a number as a byte, and one more for it and one for a minus', () => {
    expect(['0', '7', '10', '42', '100', '1234', '12345'].map(number)).toEqual([1, 2, 2, 2, 2, 3, 4]);
    expect(['-42', '0.5', '0.05', '123.4', '1e3', '1200000'].map(number)).toEqual([3, 2, 2, 4, 2, 3]);
  });

  it('counts three bytes of a list or map, and one of each element', () => {
    expect(sizeOf({ l: { L: [] }, m: { M: {} } })).toBe(4 + 4);
    expect(sizeOf({ l: { L: [{ S: 'ab' }, { N: '1' }] } })).toBe(1 + 3 + 3 + 3);
    expect(sizeOf({ m: { M: { key: { S: 'value' } } } })).toBe(1 + 3 + 1 + 8);
    expect(sizeOf({ s: { SS: ['ab', 'c'] }, n: { NS: ['1'] } })).toBe(1 + 3 + 1 + 2);
  });
});

describe('units', () => {
  it('are begun kilobytes of a write, and four of a read, which counts half where it need not be the newest', () => {
    expect([0, 1, 1024, 1025, 2048].map(writeUnits)).toEqual([1, 1, 1, 2, 2]);
    expect([0, 4096, 4097].map((bytes) => readUnits(bytes, true))).toEqual([1, 1, 2]);
    expect([0, 4096, 4097].map((bytes) => readUnits(bytes, false))).toEqual([0.5, 0.5, 1]);
  });
});
