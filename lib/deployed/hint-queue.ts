/** How hints wait, as numbers that both the queue and who asks of it must agree on. */
import { functions } from './functions.ts';

/** What changes together is listed once: the longest that Lambda gathers, in seconds, and as many as it then takes at once. */
const WINDOW_S = 300;

export const hintQueue = {
  windowS: WINDOW_S,
  messages: 1000,
  /** For so long a message that is taken is hidden: six times the function's limit, as AWS advises, beside the window. */
  hiddenS: 6 * functions.hints.timeoutS + WINDOW_S,
  /** A hint that is older is overtaken by the next run. */
  keptS: 6 * 3600,
  /** As often a message is taken before it is a failure. */
  tries: 5,
} as const;

/** Apart from the time at which the queue gives up; seconds. */
const SPARE_S = 120;

/**
 * A hint that waits for a run to end is given up after this, milliseconds: before it is taken the last time, or the queue
 * would take it for a failure. The next run lists what it asks for.
 */
export const PATIENCE_MS = ((hintQueue.tries - 1) * hintQueue.hiddenS - SPARE_S) * 1000;
