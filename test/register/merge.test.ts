import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ordered } from '../../lib/register/merge.ts';
import { gather } from './table.ts';

async function* sequence(keys: readonly string[], onTaken: () => void = () => undefined) {
  for (const key of keys) {
    onTaken();
    yield key;
  }
}

/** The order of sort keys in DynamoDB: that of their bytes in UTF-8. */
const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

it('merges shards in the table’s own order, every item once', async () => {
  // Beyond the basic plane the order of JavaScript's strings is another than that of bytes.
  const key = fc.string({
    unit: fc.constantFrom('a', 'b', '#', 'é', '漢', '\uFF01', '\uE000', '𝒳', '🂡'),
    maxLength: 4,
  });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(key), { maxLength: 8 }), async (shards) => {
      const sequences = shards.map((shard) => sequence([...shard].sort(byBytes)));
      expect(await gather(ordered(sequences, (one) => one))).toEqual(shards.flat().sort(byBytes));
    }),
  );
});

it('takes no more from a shard than it needs', async () => {
  let taken = 0;
  const shards = ['a', 'b', 'c'].map((shard) =>
    sequence(
      [1, 2, 3].map((i) => shard + i),
      () => taken++,
    ),
  );
  for await (const one of ordered(shards, (key) => key)) {
    expect(one).toBe('a1');
    break;
  }
  expect(taken).toBe(3);
});
