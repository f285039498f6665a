/** Faults on demand, for tests and demonstrations: what Cloud Asset, or the network, answers now and then. */
import type { CommonFaultAnswer, Fault } from '../faults.ts';

/**
 * Beside what every cloud can answer: `disabled` (the API is off in the project that is billed) and `unavailable` in
 * Google's own words; `repeat` is a true page which says that the next one begins where it began.
 */
export type GcpFaultAnswer = Exclude<CommonFaultAnswer, 'html' | 'truncate'> | 'disabled' | 'unavailable' | 'repeat';

/** Of `cai:ListAssets`; `account` is the parent that is listed, and a listing is that of a parent's asset types. */
export type GcpFault = Fault<GcpFaultAnswer>;

export type GcpFaults = readonly GcpFault[];
