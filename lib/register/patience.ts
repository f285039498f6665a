/** How a table that refuses is waited for: as long as DynamoDB takes to scale, and not for ever. */

/** Between two tries: doubling from the first to the last, milliseconds, less up to half of it by chance. */
const FIRST_WAIT_MS = 50;
const LAST_WAIT_MS = 5_000;
/** Tries in a row that bring nothing: with the waits between them about three minutes. */
const TRIES = 50;
/** DynamoDB answers in milliseconds, or within five seconds not at all; a full batch takes long over a thin line. */
const ANSWER_MS = 30_000;

/** The table refused for minutes, since more was asked of it than it gives. What was not written is written by the next run. */
export class TableThrottledError extends Error {
  override readonly name = 'TableThrottledError';
}

/** The table failed, cut connections or was silent for minutes. What was not written is written by the next run. */
export class TableUnreachableError extends Error {
  override readonly name = 'TableUnreachableError';
}

type Refusal = 'throttled' | 'unreachable';

const throttled =
  /^(ProvisionedThroughputExceededException|Throttling(Exception)?|RequestLimitExceeded|TooManyRequests(Exception)?)$/;
/** `AbortError` is our own impatience; `SyntaxError` an answer that was cut off, or that somebody between gave. */
const unreachable = /^(InternalServerError|ServiceUnavailable|TimeoutError|AbortError|SyntaxError)$/;
const cut = /^(ECONNRESET|EPIPE|ETIMEDOUT)$/;

interface SdkLike {
  readonly name?: string;
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly attempts?: number };
}

/** Undefined for what no waiting helps: a request that is wrong, a key that is not good, nobody at the address. */
const refusalOf = (error: unknown): Refusal | undefined => {
  const { name = '', code = '', $metadata } = (error ?? {}) as SdkLike;
  const status = $metadata?.httpStatusCode ?? 0;
  if (throttled.test(name) || status === 429) return 'throttled';
  if (code === 'ECONNREFUSED') return undefined;
  return unreachable.test(name) || cut.test(code) || status >= 500 ? 'unreachable' : undefined;
};

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const openPatience = (ended: (tries: number) => Error) => {
  let tries = 0;
  return {
    get tries() {
      return tries;
    },
    /** Before the next try; throws when there were enough. */
    async wait(): Promise<void> {
      tries++;
      if (tries >= TRIES) throw ended(tries);
      await sleep(Math.min(LAST_WAIT_MS, FIRST_WAIT_MS * 2 ** (tries - 1)) * (0.5 + Math.random() / 2));
    },
    progress() {
      tries = 0;
    },
  };
};

const refused = (what: string, why: Refusal, cause: unknown) => (tries: number) =>
  why === 'throttled'
    ? new TableThrottledError(
        `The register's table refused ${what} ${tries} times; it is throttled. Run again: nothing is lost.`,
        { cause },
      )
    : new TableUnreachableError(
        `The register's table did not answer ${what} in ${tries} tries (${(cause as Error).message.split('\n')[0]}). Run again when it does: nothing is lost.`,
        { cause },
      );

/** A request, tried again while the table refuses it or does not answer. `again`: an earlier try may have been carried out. */
export const patiently = async <Answer>(
  what: string,
  send: (signal: AbortSignal) => Promise<Answer>,
  failed: (error: unknown, again: boolean) => Promise<Answer> = async (error) => {
    throw error;
  },
): Promise<Answer> => {
  let last: { readonly why: Refusal; readonly error: unknown } = { why: 'unreachable', error: undefined };
  const patience = openPatience((tries) => refused(what, last.why, last.error)(tries));
  for (;;) {
    try {
      return await send(AbortSignal.timeout(ANSWER_MS));
    } catch (error) {
      const why = refusalOf(error);
      if (why === undefined)
        return failed(error, patience.tries > 0 || ((error as SdkLike).$metadata?.attempts ?? 1) > 1);
      last = { why, error };
      await patience.wait();
    }
  }
};

/** A batch, sent again for what the table left over of it until nothing is; that something was done renews the patience. */
export const untilDone = async <One>(
  what: string,
  first: readonly One[],
  send: (left: readonly One[]) => Promise<readonly One[]>,
): Promise<void> => {
  const patience = openPatience(
    (tries) =>
      new TableThrottledError(
        `The register's table left ${what} unprocessed after ${tries} tries; it is throttled. Run again: nothing is lost.`,
      ),
  );
  for (let left = first; ; ) {
    const rest = await send(left);
    if (rest.length === 0) return;
    if (rest.length < left.length) patience.progress();
    left = rest;
    await patience.wait();
  }
};
