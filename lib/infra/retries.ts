import { TELLING_MS } from '../deployed/tell.ts';

/** Which errors of a collection pass by themselves, by the names that the functions and Lambda give them. */

/** A retrier of Amazon States Language: by the names of errors, seconds until the first try, and how many. */
const retry = (ErrorEquals: readonly string[], IntervalSeconds: number, MaxAttempts: number, more: object = {}) => ({
  ErrorEquals,
  IntervalSeconds,
  MaxAttempts,
  BackoffRate: 2,
  ...more,
});

/** Lambda's own trouble: tries are cheap, and spread so that thousands do not come back at once. */
export const lambdaTrouble = retry(
  [
    'Lambda.ServiceException',
    'Lambda.AWSLambdaException',
    'Lambda.SdkClientException',
    'Lambda.TooManyRequestsException',
  ],
  2,
  6,
  { JitterStrategy: 'FULL', MaxDelaySeconds: 60 },
);
export const tableTrouble = retry(['TableThrottledError', 'TableUnreachableError'], 15, 6, {
  JitterStrategy: 'FULL',
  MaxDelaySeconds: 300,
});
/** A process that ended or ran out of its time or memory: what it finished is saved, the rest is worth two tries more. */
export const processTrouble = retry(
  ['Sandbox.Timedout', 'States.Timeout', 'Runtime.ExitError', 'Lambda.Unknown'],
  30,
  2,
);
/** Until the lease of one that died runs out. */
export const leaseTrouble = retry(['PartitionBusyError', 'LeaseLostError'], 60, 8, { MaxDelaySeconds: 300 });

/** Until the digests of another provider's run are sent, or the lock of one that died while it sent them runs out. */
export const tellingTrouble = retry(['TellingBusyError'], 60, Math.ceil(TELLING_MS / 60_000) + 4, { BackoffRate: 1 });
