/** Resource Graph's quota: how many queries a user may ask in a window of time. */

/** https://learn.microsoft.com/azure/governance/resource-graph/concepts/guidance-for-throttled-requests */
const QUERIES = 15;
const WINDOW_MS = 5_000;

export interface Allowance {
  /** Nothing was left: the query is not answered. */
  readonly spent: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

/** Whole seconds, rounded up, as `hh:mm:ss`. */
const clock = (seconds: number): string => new Date(seconds * 1_000).toISOString().slice(11, 19);

/**
 * What a user may still ask; asking takes one query, if one is left. A window begins with its first query. `now`
 * gives milliseconds; absent, nobody is ever out of queries.
 */
export const openQuota = (now: (() => number) | undefined) => {
  const windows = new Map<string, { left: number; readonly ends: number }>();
  return (user: string): Allowance => {
    const at = now?.() ?? 0;
    let window = windows.get(user);
    if (now === undefined || window === undefined || at >= window.ends) {
      window = { left: QUERIES, ends: at + WINDOW_MS };
      windows.set(user, window);
    }
    const seconds = Math.ceil((window.ends - at) / 1_000);
    const spent = window.left === 0;
    if (!spent) window.left--;
    return {
      spent,
      headers: {
        'x-ms-user-quota-remaining': String(window.left),
        'x-ms-user-quota-resets-after': clock(seconds),
        ...(spent && { 'retry-after': String(seconds) }),
      },
    };
  };
};
