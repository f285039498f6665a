/** Starts fetching the next page while the last is being worked on. */
export async function* ahead<Page>(pages: AsyncIterable<Page>): AsyncGenerator<Page> {
  const iterator = pages[Symbol.asyncIterator]();
  let next = iterator.next();
  try {
    for (;;) {
      const { done, value } = await next;
      if (done) return;
      next = iterator.next();
      next.catch(() => undefined); // awaited at the next turn; this keeps an early failure from being unhandled
      yield value;
    }
  } finally {
    await iterator.return?.().catch(() => undefined);
  }
}
