/** A message to an address: JSON in a POST, tried a few times, and bounded in time. */

const TRIES = 4;
/** Between two tries: doubling from the first, milliseconds; or as long as the receiver asks for, within the last. */
const FIRST_WAIT_MS = 500;
const LAST_WAIT_MS = 10_000;

/** How a receiver is waited for; in all, four tries and three waits. */
export interface Patience {
  /** Waits so many milliseconds before a try is repeated. */
  readonly wait: (ms: number) => Promise<void>;
  /** Milliseconds that one try may take. */
  readonly timeoutMs: number;
}

interface Failure {
  readonly reason: string;
  /** What the receiver asked to wait, milliseconds. */
  readonly asked?: number | undefined;
  readonly final: boolean;
}

const askedOf = (header: string | null): number | undefined =>
  header !== null && /^\d+$/.test(header) ? Number(header) * 1_000 : undefined;

const causeOf = (error: unknown, timeoutMs: number): string => {
  if ((error as Error).name === 'TimeoutError') return `no answer in ${timeoutMs / 1_000} s`;
  const { cause, message } = error as Error;
  return cause instanceof Error ? cause.message || String((cause as NodeJS.ErrnoException).code) : message;
};

const once = async (
  url: URL,
  headers: Record<string, string>,
  body: string,
  timeoutMs: number,
): Promise<Failure | undefined> => {
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    // What a redirect would lead to is nothing that was configured, and a POST would become a GET.
    const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal });
    await response.body?.cancel();
    if (response.ok) return undefined;
    const { status } = response;
    const final = status < 500 && status !== 408 && status !== 429;
    return { reason: `it answered ${status}`, asked: askedOf(response.headers.get('retry-after')), final };
  } catch (error) {
    return { reason: causeOf(error, timeoutMs), final: false };
  }
};

const usual: Patience = {
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  timeoutMs: 10_000,
};

/** Rejects with the last reason when no try was answered with success. The id goes with it, so that it may be known again. */
export const post = async (
  address: URL,
  id: string,
  message: unknown,
  { wait, timeoutMs }: Patience = usual,
): Promise<void> => {
  const url = new URL(address);
  const { username, password } = url;
  // `fetch` takes no credentials in an address.
  [url.username, url.password] = ['', ''];
  const credentials = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64');
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'cadastre',
    'idempotency-key': id,
    ...((username !== '' || password !== '') && { authorization: `Basic ${credentials}` }),
  };
  const body = JSON.stringify(message);
  let failure: Failure | undefined;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    if (failure) await wait(Math.min(LAST_WAIT_MS, failure.asked ?? FIRST_WAIT_MS * 2 ** (attempt - 1)));
    failure = await once(url, headers, body, timeoutMs);
    if (failure === undefined) return;
    if (failure.final) break;
  }
  throw new Error(failure?.reason);
};
