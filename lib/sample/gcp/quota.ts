/** Cloud Asset's own pace: calls a minute of the project that they are billed to. */

/** ListAssets: https://cloud.google.com/asset-inventory/docs/quota */
const CALLS = 100;
const MINUTE_MS = 60_000;

/** Whether a call must wait; asking counts it, unless it must. `now` gives milliseconds. */
export const openQuota = (now: () => number) => {
  const minutes = new Map<string, { readonly since: number; calls: number }>();
  return (consumer: string): boolean => {
    const at = now();
    let minute = minutes.get(consumer);
    if (minute === undefined || at - minute.since >= MINUTE_MS) {
      minute = { since: at, calls: 0 };
      minutes.set(consumer, minute);
    }
    if (minute.calls >= CALLS) return true;
    minute.calls++;
    return false;
  };
};
