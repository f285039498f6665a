/** AWS's own pace: token buckets, one for each operation, account and region. */

interface Pace {
  /** Calls that may come at once. */
  readonly burst: number;
  /** Calls a second thereafter. */
  readonly perSecond: number;
}

/** Describe calls of EC2: https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html */
const ec2: Pace = { burst: 100, perSecond: 20 };
/** GetResources: https://docs.aws.amazon.com/tag-editor/latest/userguide/reference.html */
const tagging: Pace = { burst: 15, perSecond: 15 };

const paceOf = (service: string, operation: string): Pace | undefined => {
  if (service === 'ec2') return ec2;
  return service === 'tagging' && operation === 'GetResources' ? tagging : undefined;
};

/** Whether a call must wait; asking counts the call. `now` gives milliseconds. */
export const openThrottle = (now: () => number) => {
  const buckets = new Map<string, { left: number; at: number }>();
  return (service: string, operation: string, accountId: string, region: string): boolean => {
    const pace = paceOf(service, operation);
    if (pace === undefined) return false;
    const key = `${service}:${operation}/${accountId}/${region}`;
    const at = now();
    const bucket = buckets.get(key) ?? { left: pace.burst, at };
    bucket.left = Math.min(pace.burst, bucket.left + ((at - bucket.at) / 1000) * pace.perSecond);
    bucket.at = at;
    buckets.set(key, bucket);
    if (bucket.left < 1) return true;
    bucket.left--;
    return false;
  };
};
