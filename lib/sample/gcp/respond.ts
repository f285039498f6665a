/** From a call to its reply: whether it may be made now, and what the estate holds. */
import type { openFaults } from '../faults.ts';
import type { Estate } from '../types.ts';
import type { GcpFault, GcpFaultAnswer } from './faults.ts';
import { type AssetPage, type ListAssetsRequest, listAssets } from './listing.ts';
import type { openQuota } from './quota.ts';
import { denied, disabled, failure, GcpRefusal, throttled, unavailable } from './refusals.ts';

export interface Desk {
  readonly estate: Estate;
  /** Signs page tokens; another one with each server. */
  readonly secret: Buffer;
  readonly fault: ReturnType<typeof openFaults<GcpFault>>;
  readonly mustWait: ReturnType<typeof openQuota>;
  /** Calls by `cai:ListAssets`. */
  readonly calls: Map<string, number>;
}

/** A page, a refusal, or a connection cut. */
interface Outcome {
  readonly delayMs: number;
  readonly reply: Omit<AssetPage, 'token'> | GcpRefusal | 'reset';
}

const OPERATION = 'cai:ListAssets';

const refusals: Readonly<Partial<Record<GcpFaultAnswer, (consumer: string) => GcpRefusal>>> = {
  throttle: throttled,
  deny: denied,
  disabled,
  error: () => failure(),
  unavailable,
};

const replyTo = (
  { estate, secret, mustWait }: Desk,
  request: ListAssetsRequest,
  consumer: string,
  answer: GcpFaultAnswer | undefined,
): Outcome['reply'] => {
  const refusal = answer && refusals[answer]?.(consumer);
  if (refusal !== undefined) return refusal;
  if (mustWait(consumer)) return throttled(consumer);
  try {
    const { token, ...page } = listAssets(estate, secret, request);
    return answer === 'repeat' ? { ...page, nextPageToken: token } : page;
  } catch (error) {
    return error instanceof GcpRefusal ? error : failure(String(error));
  }
};

/** Never throws. `consumer`: the project that the call is billed to; absent, the estate's first. */
export const respond = (desk: Desk, request: ListAssetsRequest, consumer: string | undefined): Outcome => {
  desk.calls.set(OPERATION, (desk.calls.get(OPERATION) ?? 0) + 1);
  const { parent, assetTypes } = request;
  const listing = JSON.stringify([parent, assetTypes]);
  const fault = desk.fault({ service: 'cai', operation: 'ListAssets', accounts: [parent], listing });
  const billed = consumer ?? desk.estate.gcp.projects[0]?.number ?? '0';
  const reply = fault?.answer === 'reset' ? 'reset' : replyTo(desk, request, billed, fault?.answer);
  return { delayMs: fault?.delayMs ?? 0, reply };
};
