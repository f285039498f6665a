/** How long a cloud may take to let us in, so that a run never hangs on one that does not answer. */

/**
 * Finding credentials, or the first answer, in milliseconds. A command line that signs in (`az`, a credential
 * process) takes seconds; a metadata address that nobody serves takes for ever.
 */
export const PATIENCE_MS = 15_000;

/** The work's answer; rejects with what `late` makes once `ms` have passed, and aborts what the work is told to heed. */
export const within = async <Answer>(
  ms: number,
  work: (signal: AbortSignal) => Promise<Answer>,
  late: () => Error,
): Promise<Answer> => {
  const stop = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(late());
      stop.abort();
    }, ms);
  });
  try {
    return await Promise.race([work(stop.signal), tooLate]);
  } finally {
    clearTimeout(timer);
  }
};
