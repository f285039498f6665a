/** Faults on demand, for tests and demonstrations: what a cloud, or something between, answers now and then. */

import type { PageFault } from './pages.ts';

/**
 * What every cloud can be made to answer: `throttle`, `deny`, `error` (an internal failure) and `expired` (the page's
 * token is no longer good) in the service's own words; `reset` cuts the connection; `silent` never answers; `slow` is
 * the true answer after `delayMs`; and pages that look true and are not.
 */
export type CommonFaultAnswer = 'throttle' | 'deny' | 'error' | 'expired' | 'reset' | 'silent' | 'slow' | PageFault;

/**
 * What is done to answers over HTTP alone: `html` is a gateway's error page; `truncate` ends a true one half-way;
 * `portal` is a page to sign in on and `blank` nothing at all, both with status 200.
 */
export type HttpFaultAnswer = 'html' | 'truncate' | 'portal' | 'blank';

export interface Fault<Answer extends string> {
  /** `ec2:DescribeVolumes`, by the names that `calls` counts under; `ec2:*`; `*`. */
  readonly operation: string;
  /** Only for calls that concern this account, subscription or project. */
  readonly account?: string;
  /** From which call of a listing on, counted from 1, retries included. Default 1. */
  readonly fromCall?: number;
  /** How many calls of each listing it strikes. Default: all. */
  readonly times?: number;
  /** Share of the calls that it strikes, 0 to 1; the same calls on every run. Default 1. */
  readonly probability?: number;
  /** Waits before it answers, in milliseconds. */
  readonly delayMs?: number;
  readonly answer: Answer;
}

/** One call, as far as faults tell calls apart. */
export interface CallSite {
  readonly service: string;
  readonly operation: string;
  readonly accounts: readonly string[];
  /** The listing that the call is a part of: calls are counted for each. */
  readonly listing: string;
}

/** A number in [0, 1) from a text, so that chance is the same on every run: FNV-1a, then mixed as MurmurHash3 does. */
const chance = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
};

/**
 * The fault that strikes a call, if one does; asking counts the call. `further` is a cloud's own condition, beside
 * operation and account.
 */
export const openFaults = <Rule extends Fault<string>>(faults: readonly Rule[]) => {
  const calls = new Map<string, number>();
  const struck = new Map<string, number>();
  return (site: CallSite, further: (fault: Rule) => boolean = () => true): Rule | undefined => {
    const name = `${site.service}:${site.operation}`;
    const key = `${name}/${site.listing}`;
    const call = (calls.get(key) ?? 0) + 1;
    calls.set(key, call);
    for (const [index, fault] of faults.entries()) {
      if (![name, `${site.service}:*`, '*'].includes(fault.operation)) continue;
      if (fault.account !== undefined && !site.accounts.includes(fault.account)) continue;
      if (!further(fault) || call < (fault.fromCall ?? 1)) continue;
      if (chance(`${index}/${key}/${call}`) >= (fault.probability ?? 1)) continue;
      const strikes = struck.get(`${index}/${key}`) ?? 0;
      if (strikes >= (fault.times ?? Number.POSITIVE_INFINITY)) continue;
      struck.set(`${index}/${key}`, strikes + 1);
      return fault;
    }
    return undefined;
  };
};
