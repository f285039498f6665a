/** From a call to its reply: whether it may be made now, and what the estate holds. */
import type { openFaults } from '../faults.ts';
import type { GcpFault, GcpFaultAnswer } from './faults.ts';
import { type AssetPage, type ListAssetsRequest, listAssets, type Making } from './listing.ts';
import type { openQuota } from './quota.ts';
import { denied, disabled, failure, GcpRefusal, invalid, throttled, unavailable } from './refusals.ts';

export interface Desk extends Making {
  readonly fault: ReturnType<typeof openFaults<GcpFault>>;
  readonly mustWait: ReturnType<typeof openQuota>;
  /** Calls by `cai:ListAssets`. */
  readonly calls: Map<string, number>;
}

/** A page, a refusal, or a connection that is cut or left without a word. */
interface Outcome {
  readonly delayMs: number;
  readonly reply: AssetPage | GcpRefusal | 'reset' | 'silent';
}

const OPERATION = 'cai:ListAssets';

const refusals: Readonly<Partial<Record<GcpFaultAnswer, (consumer: string) => GcpRefusal>>> = {
  throttle: throttled,
  deny: denied,
  disabled,
  error: () => failure(),
  unavailable,
  expired: () => invalid('Invalid page token in request.'),
};

const replyTo = (
  desk: Desk,
  request: ListAssetsRequest,
  consumer: string,
  answer: GcpFaultAnswer | undefined,
): Outcome['reply'] => {
  const refusal = answer && refusals[answer]?.(consumer);
  if (refusal !== undefined) return refusal;
  if (desk.mustWait(consumer)) return throttled(consumer);
  try {
    return listAssets(desk, request, answer);
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
  const answer = fault?.answer;
  const cut = answer === 'reset' || answer === 'silent';
  return { delayMs: fault?.delayMs ?? 0, reply: cut ? answer : replyTo(desk, request, billed, answer) };
};
