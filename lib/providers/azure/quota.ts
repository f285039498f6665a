/** Resource Graph's quota, obeyed before it says no: its own headers tell what is left and for how long. */
import type { ResourceGraphClient } from '@azure/arm-resourcegraph';
import type { Meter } from '../types.ts';

/** A policy of the client's pipeline. */
type PipelinePolicy = Parameters<ResourceGraphClient['pipeline']['addPolicy']>[0];

const OPERATION = 'arg:resources';

/** 429s in a row that one request waits out. The window is 5 seconds long. */
const TRIES = 8;
/** Where the answer names no time: the length of the documented window. */
const WINDOW_MS = 5_000;

/** `00:00:05` in milliseconds; undefined for what is no such time. */
const durationMs = (text: string | undefined): number | undefined => {
  const parts = /^(\d+):(\d\d):(\d\d)(?:\.\d+)?$/.exec(text ?? '');
  return parts ? ((Number(parts[1]) * 60 + Number(parts[2])) * 60 + Number(parts[3])) * 1_000 : undefined;
};

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** One for each identity: requests that share it wait for one another. */
export const quotaPolicy = (meter: Meter): PipelinePolicy => {
  // On the monotonic clock: the system's may be set back in the middle of a wait.
  let freeAt = 0;
  const turn = async () => {
    const wait = freeAt - performance.now();
    if (wait <= 0) return;
    meter.throttled('azure', OPERATION, wait);
    await sleep(wait);
  };
  return {
    name: 'cadastreQuotaPolicy',
    async sendRequest(request, next) {
      for (let attempt = 1; ; attempt++) {
        await turn();
        meter.call('azure', OPERATION);
        const response = await next(request);
        const resets = durationMs(response.headers.get('x-ms-user-quota-resets-after'));
        const remaining = response.headers.get('x-ms-user-quota-remaining');
        if (response.status !== 429) {
          if (remaining === '0') freeAt = performance.now() + (resets ?? WINDOW_MS);
          return response;
        }
        if (attempt >= TRIES) return response;
        const after = Number(response.headers.get('retry-after')) * 1_000;
        // A second's grain hides up to a second: waiting it out is cheaper than another refusal.
        freeAt = Math.max(freeAt, performance.now() + (resets ?? (after > 0 ? after : WINDOW_MS)) + 250);
      }
    },
  };
};
