/** Sequences that are under way before anybody asks for them. */

/** The same items and the same failure as `source`, which begins at once and waits for nobody. */
export const begun = <One>(source: AsyncIterable<One>): AsyncIterable<One> => {
  const items: One[] = [];
  let end: { readonly failure?: unknown } | undefined;
  let wake = () => {};
  const drain = async () => {
    try {
      for await (const one of source) {
        items.push(one);
        wake();
      }
      end = {};
    } catch (failure) {
      end = { failure };
    }
    wake();
  };
  void drain();
  return (async function* () {
    for (let next = 0; ; next++) {
      while (next >= items.length && end === undefined)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      if (next < items.length) yield items[next]!;
      else if (end !== undefined && 'failure' in end) throw end.failure;
      else return;
    }
  })();
};
