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
      if (least === undefined || keyOf(one.head.value) < keyOf((least.head as { value: Item }).value)) least = one;
    }
    if (least === undefined) return;
    yield least.head.value as Item;
    least.head = await least.iterator.next();
  }
}
