/** AWS's faults: those of every cloud, and a region that is not enabled. */
import { type CommonFaultAnswer, type Fault, type HttpFaultAnswer, openFaults } from '../faults.ts';

/**
 * In the service's own words: `disabled`, the region is not enabled; `off`, the account has not signed up; `forbidden`, a
 * policy of the organisation denies it. With `elsewhere` AssumeRole leads into the caller's own account, as where something
 * between knows one account alone.
 */
export type FaultAnswer = CommonFaultAnswer | HttpFaultAnswer | 'disabled' | 'off' | 'forbidden' | 'elsewhere';

/**
 * Services by their names in signatures (`tagging`, `elasticloadbalancing`). The account of `sts:AssumeRole` is that
 * of the role that is asked for. Calls are counted for each operation, account and region.
 */
export interface AwsFault extends Fault<FaultAnswer> {
  readonly region?: string;
}

export type AwsFaults = readonly AwsFault[];

export interface FaultSite {
  readonly service: string;
  readonly operation: string;
  readonly accountId: string;
  readonly region: string;
  /** The account of the role that is asked for. */
  readonly target?: string | undefined;
}

/** The fault that strikes a call, if one does; asking counts the call. */
export const openAwsFaults = (faults: AwsFaults) => {
  const strike = openFaults(faults);
  return ({ service, operation, accountId, region, target }: FaultSite): AwsFault | undefined => {
    const account = target ?? accountId;
    return strike(
      { service, operation, accounts: [account], listing: `${account}/${region}` },
      (fault) => fault.region === undefined || fault.region === region,
    );
  };
};
