/** A UTF-16 unit's place in the order of UTF-8 bytes: characters beyond the basic plane come last. */
const rank = (unit: number): number => (unit >= 0xe000 ? unit - 0x800 : unit >= 0xd800 ? unit + 0x2000 : unit);

/** Whether `a` comes before `b` in DynamoDB's order of sort keys, that of their bytes. */
const before = (a: string, b: string): boolean => {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const [left, right] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (left !== right) return rank(left) < rank(right);
  }
  return a.length < b.length;
};

/** Several ordered sequences as one, in that order, rising or falling; holds one item of each. */
export async function* ordered<Item>(
  sequences: readonly AsyncIterable<Item>[],
  keyOf: (item: Item) => string,
  order: 'rising' | 'falling' = 'rising',
): AsyncGenerator<Item> {
  const comes = (a: string, b: string): boolean => (order === 'rising' ? before(a, b) : before(b, a));
  const heads = await Promise.all(
    sequences.map(async (sequence) => {
      const iterator = sequence[Symbol.asyncIterator]();
      return { iterator, head: await iterator.next() };
    }),
  );
  for (;;) {
    let first: (typeof heads)[number] | undefined;
    for (const one of heads) {
      if (one.head.done) continue;
      if (first === undefined || comes(keyOf(one.head.value), keyOf((first.head as { value: Item }).value)))
        first = one;
    }
    if (first === undefined) return;
    yield first.head.value as Item;
    first.head = await first.iterator.next();
  }
}
