/** Faults on demand, for tests and demonstrations: what AWS, or something between, answers now and then. */

export interface AwsFault {
  /** `ec2:DescribeVolumes`, by the service's name in the signature (`tagging`, `elasticloadbalancing`); `ec2:*`; `*`. */
  readonly operation: string;
  /** Only for calls in this account; for `sts:AssumeRole` also the account of the role that is asked for. */
  readonly account?: string;
  readonly region?: string;
  /** From which call on, counted from 1 for each operation, account and region, retries included. Default 1. */
  readonly fromCall?: number;
  /** How many calls of each operation, account and region it strikes. Default: all. */
  readonly times?: number;
  /** Share of the calls that it strikes, 0 to 1; the same calls on every run. Default 1. */
  readonly probability?: number;
  /** Waits before it answers, in milliseconds. */
  readonly delayMs?: number;
  readonly answer: FaultAnswer;
}

/**
 * `throttle`, `deny`, `error` (an internal failure, 500) and `disabled` (the region is not enabled) in the service's
 * own words; `reset` cuts the connection; `html` is a gateway's error page; `truncate` ends a true answer half-way;
 * `slow` is the true answer after `delayMs`.
 */
export type FaultAnswer = 'throttle' | 'deny' | 'error' | 'disabled' | 'reset' | 'html' | 'truncate' | 'slow';

export type AwsFaults = readonly AwsFault[];

export interface FaultSite {
  readonly service: string;
  readonly operation: string;
  readonly accountId: string;
  readonly region: string;
  /** The account of the role that is asked for. */
  readonly target?: string | undefined;
}

const covers = ({ operation, account, region }: AwsFault, site: FaultSite): boolean =>
  (operation === '*' || operation === `${site.service}:*` || operation === `${site.service}:${site.operation}`) &&
  (account === undefined || account === (site.target ?? site.accountId)) &&
  (region === undefined || region === site.region);

/** A number in [0, 1) from a text, so that chance is the same on every run: FNV-1a, then mixed as MurmurHash3 does. */
const chance = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
};

/** The fault that strikes a call, if one does; asking counts the call. */
export const openFaults = (faults: AwsFaults) => {
  const calls = new Map<string, number>();
  const struck = new Map<string, number>();
  return (site: FaultSite): AwsFault | undefined => {
    const key = `${site.service}:${site.operation}/${site.target ?? site.accountId}/${site.region}`;
    const call = (calls.get(key) ?? 0) + 1;
    calls.set(key, call);
    for (const [index, fault] of faults.entries()) {
      if (!covers(fault, site) || call < (fault.fromCall ?? 1)) continue;
      if (chance(`${index}/${key}/${call}`) >= (fault.probability ?? 1)) continue;
      const strikes = struck.get(`${index}/${key}`) ?? 0;
      if (strikes >= (fault.times ?? Number.POSITIVE_INFINITY)) continue;
      struck.set(`${index}/${key}`, strikes + 1);
      return fault;
    }
    return undefined;
  };
};
