/** What a state machine's execution carries from step to step, and the lock that one execution a provider holds. */
import type { ProviderId } from '../providers/types.ts';
import type { Lock } from '../register/locks.ts';
import type { Begun } from '../runs/record.ts';
import type { PlanPlace } from './plans.ts';

/** A run of an execution. */
export type ExecutionRun = Begun & {
  /** ARN of the execution. */
  readonly execution: string;
};

/** What planning a run gives. `skipped`: another run of the provider is under way, and this one is over. */
export type Planned = { readonly provider: ProviderId; readonly partitions: number } & (
  | { readonly skipped: true }
  | ({ readonly skipped: false; readonly run: ExecutionRun } & PlanPlace)
);

/** Longer than a run is ever without a call: each may take 15 minutes, and prolongs it. */
const RUN_LOCK_MS = 60 * 60_000;

/** The lock of a provider's runs, held by an execution's ARN. */
export const runLock = (provider: ProviderId, execution: string): Lock => ({
  name: `run#${provider}`,
  holder: execution,
  forMs: RUN_LOCK_MS,
});

/** Another execution collects this provider by now: this one may do nothing more. */
export class RunOverError extends Error {
  override readonly name = 'RunOverError';
}
