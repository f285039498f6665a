/**
 * Works through the list with at most `size` under way. Stops taking new work when `goOn` says no: then false,
 * once what is under way is done. The first failure ends it, when what is under way has ended.
 */
export const pool = async <Work>(
  list: readonly Work[],
  size: number,
  work: (one: Work) => Promise<unknown>,
  goOn: () => boolean = () => true,
): Promise<boolean> => {
  let next = 0;
  let failure: { readonly error: unknown } | undefined;
  const worker = async () => {
    while (next < list.length && failure === undefined && goOn()) {
      try {
        await work(list[next++]!);
      } catch (error) {
        failure ??= { error };
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(size, list.length) }, worker));
  if (failure) throw failure.error;
  return next >= list.length;
};
