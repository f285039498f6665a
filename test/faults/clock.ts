/** A clock on which waiting between tries takes no time; what guards against silence stays as long as it is. */
import { onTestFinished } from 'vitest';

/** Who waits: the product between tries, and the retries of the SDKs. */
const waiting = /lib\/providers\/(gcp\/assets|azure\/quota)\.ts|lib\/register\/patience\.ts|retry|core-util|helpers/i;

/** Whether whoever called the timer waits: its own line of the stack, below those of the clock. */
const isWait = (): boolean => waiting.test(new Error().stack?.split('\n')[3] ?? '');

interface Wait {
  readonly due: number;
  readonly done: () => void;
}

/**
 * Until the test ends. Waits end in their order, and the monotonic clock, by which the sample's clouds keep their
 * rates, goes on by as much. `guardMs`: how long a guard of 15 seconds or more lasts instead.
 */
export const fastClock = ({ guardMs }: { readonly guardMs?: number } = {}): { waited(): number } => {
  const { setTimeout: later, performance: real } = globalThis;
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  const now = real.now.bind(real);
  let ahead = 0;
  let waits: Wait[] = [];
  real.now = () => now() + ahead;
  globalThis.setTimeout = ((done: (...all: unknown[]) => void, ms = 0, ...all: unknown[]) => {
    if (ms < 5 || !isWait()) return later(done, ms >= 15_000 ? (guardMs ?? ms) : ms, ...all);
    waits = [...waits, { due: now() + ahead + ms, done: () => done(...all) }].sort((a, b) => a.due - b.due);
    return later(() => undefined, 0);
  }) as typeof setTimeout;
  if (guardMs !== undefined) AbortSignal.timeout = (ms) => timeout(Math.min(ms, guardMs));
  const ticks = setInterval(() => {
    const next = waits.shift();
    if (next === undefined) return;
    ahead = Math.max(ahead, next.due - now());
    next.done();
  }, 1);
  onTestFinished(() => {
    clearInterval(ticks);
    globalThis.setTimeout = later;
    real.now = now;
    AbortSignal.timeout = timeout;
    for (const { done } of waits) done();
  });
  return { waited: () => ahead };
};
