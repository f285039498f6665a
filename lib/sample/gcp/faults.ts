/** Faults on demand, for tests and demonstrations: what Cloud Asset, or the network, answers now and then. */
import type { CommonFaultAnswer, Fault } from '../faults.ts';

/**
 * Beside what every cloud can answer: `disabled` (the API is off in the project that is billed) and `unavailable` in
 * Google's own words.
 */
export type GcpFaultAnswer = CommonFaultAnswer | 'disabled' | 'unavailable';

/** Of `cai:ListAssets`; `account` is the parent that is listed, and a listing is that of a parent's asset types. */
export type GcpFault = Fault<GcpFaultAnswer>;

export type GcpFaults = readonly GcpFault[];
