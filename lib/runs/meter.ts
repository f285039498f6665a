import type { Progress } from '../collect/progress.ts';
import type { Meter } from '../providers/types.ts';

/** Counts requests by `provider:operation` and passes throttling on to whoever watches. */
export const countingMeter = (
  onProgress: (progress: Progress) => void,
): Meter & { readonly calls: Record<string, number> } => {
  const calls: Record<string, number> = {};
  return {
    calls,
    call(provider, operation) {
      // An operation is named by its service already: `ec2:DescribeVolumes`.
      const name = `${provider}:${operation}`;
      calls[name] = (calls[name] ?? 0) + 1;
    },
    throttled: (provider, operation, waitMs) =>
      onProgress({ event: 'throttled', provider, operation, waitMs: waitMs ?? null }),
  };
};
