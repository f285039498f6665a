/** What a register believes, apart from when it was written; and how two registers differ in it. */
import { expect } from 'vitest';
import { difference, type Register } from '../pipeline/harness.ts';

const times = /"2026-06-\d\dT\d\d:00:00\.000Z"/g;
/** Where a version lies in the index by its day. */
const day = /("placePk":"d#|"placeSk":")2026-06-\d\d(T\d\d:00:00\.000Z)?/g;
const closed = /"closedAt"/;

/** Items without when they were written: what is believed, and every version by its number. Closed findings are left out. */
export const believed = async (register: Register): Promise<string[]> =>
  (await register.dump())
    .filter((item) => !closed.test(item))
    .map((item) =>
      item
        .replace(times, '"then"')
        .replace(day, '$1')
        .replace(/(.)"since":"then",?/g, '$1'),
    );

/**
 * Versions without their numbers and owners, resources without the last of them: a group's word may come in a later run
 * than its resources' own changes.
 */
export const withoutOwners = (items: readonly string[]): string[] =>
  items.flatMap((text) => {
    const { version: _, placeSk: __, ...item } = JSON.parse(text);
    if (!item.sk.startsWith('v#')) {
      const { event: _, changes: __, previousAt: ___, ...rest } = item;
      return [JSON.stringify(rest)];
    }
    const { owner: _owner, changes: all, ...version } = item;
    const changes = all.filter((change: string) => !change.startsWith('["owner"'));
    if (changes.length === 0 && all.length > 0) return [];
    return [JSON.stringify({ ...version, changes, sk: 'v#' })];
  });

/** The first of what two registers do not share, short enough to be read. */
export const expectSame = (expected: readonly string[], is: readonly string[]): void =>
  expect(
    difference(expected, is)
      .slice(0, 5)
      .map((item) => item.slice(0, 600)),
  ).toEqual([]);
