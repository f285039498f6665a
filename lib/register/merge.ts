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

/** Several ordered sequences as one, in order; holds one item of each. */
export async function* ordered<Item>(
  sequences: readonly AsyncIterable<Item>[],
  keyOf: (item: Item) => string,
): AsyncGenerator<Item> {
  const heads = await Promise.all(
    sequences.map(async (sequence) => {
      const iterator = sequence[Symbol.asyncIterator]();
      return { iterator, head: await iterator.next() };
    }),
  );
  for (;;) {
    let least: (typeof heads)[number] | undefined;
    for (const one of heads) {
      if (one.head.done) continue;
      if (least === undefined || before(keyOf(one.head.value), keyOf((least.head as { value: Item }).value)))
        least = one;
    }
    if (least === undefined) return;
    yield least.head.value as Item;
    least.head = await least.iterator.next();
  }
}
