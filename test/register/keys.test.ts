import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  findingIndexes,
  keys,
  OWNER_SHARDS,
  ownerQueries,
  resourceIndexes,
  suppressionIndexes,
} from '../../lib/register/table.ts';

const bytes = (key: string) => Buffer.byteLength(key);

/** Ids of any length around the limits, in one to four bytes a character. */
const id = fc
  .tuple(fc.constantFrom('a', 'é', '漢', '𝒳', 'a漢𝒳é'), fc.integer({ min: 1, max: 1_200 }), fc.nat(3))
  .map(([word, times, more]) => word.repeat(times) + 'x'.repeat(more));

const allKeys = (name: string) => [
  ...[keys.resource(name), keys.version(name, 7), keys.finding(name, name), keys.state(name), keys.owners(name)],
  keys.assertion(name, '2026-06-01T00:00:00.000Z'),
  ...[keys.chunk(name, name, '12.3', 4), keys.partition(name)],
];

describe('keys', () => {
  it('keep within DynamoDB’s limits whatever the id, and stay whole characters', () => {
    fc.assert(
      fc.property(id, (name) => {
        for (const { pk, sk } of allKeys(name)) {
          expect(bytes(pk)).toBeLessThanOrEqual(2_048);
          expect(bytes(sk)).toBeLessThanOrEqual(1_024);
          expect((pk + sk).isWellFormed()).toBe(true);
          expect(pk + sk).not.toContain('\uFFFD');
        }
        const indexes = [
          resourceIndexes({ id: name, kind: 'aws_resource', accountId: name }, name),
          findingIndexes(name, 'unowned', name),
          { ...suppressionIndexes(name, name, name), ownerPk: '', ownerSk: '' },
        ];
        for (const { ownerPk, ownerSk, placePk, placeSk } of indexes) {
          expect(Math.max(bytes(ownerPk!), bytes(placePk!))).toBeLessThanOrEqual(2_048);
          expect(Math.max(bytes(ownerSk!), bytes(placeSk!))).toBeLessThanOrEqual(1_024);
        }
      }),
    );
  });

  it('hold a short id word for word, and one that just fits', () => {
    expect(keys.resource('arn:aws:s3:::bücket')).toEqual({ pk: 'r#arn:aws:s3:::bücket', sk: 'now' });
    expect(keys.resource('x'.repeat(2_046)).pk).toBe(`r#${'x'.repeat(2_046)}`);
    expect(keys.resource('x'.repeat(2_047)).pk).toMatch(/^r#x{1900,}~[\w-]{43}$/);
  });

  it('tell ids apart that differ only where they are cut', () => {
    const [a, b] = [`${'漢'.repeat(900)}a`, `${'漢'.repeat(900)}b`];
    expect(keys.resource(a).pk).not.toBe(keys.resource(b).pk);
    expect(findingIndexes(a, 'unowned', 'x').placeSk).not.toBe(findingIndexes(b, 'unowned', 'x').placeSk);
  });

  it('put an owner’s things where the owner’s queries look, spread over all shards', () => {
    const asked = new Set(ownerQueries('ana', 'r').map(({ pk }) => pk));
    const counts = new Map<string, number>();
    for (let i = 0; i < 4_000; i++) {
      const { ownerPk } = resourceIndexes({ id: `vol-${i}`, kind: 'k', accountId: '1' }, 'ana');
      expect(asked).toContain(ownerPk);
      counts.set(ownerPk!, (counts.get(ownerPk!) ?? 0) + 1);
    }
    expect(counts.size).toBe(OWNER_SHARDS);
    expect(Math.max(...counts.values())).toBeLessThan((4_000 / OWNER_SHARDS) * 1.5);
  });

  it('leave a retired resource to be found by its account alone', () => {
    expect(Object.keys(resourceIndexes({ id: 'a', kind: 'k', accountId: '1' }, null))).toEqual(['placePk', 'placeSk']);
  });
});
