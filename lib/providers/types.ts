/** What every provider's edge speaks: places, accounts, partitions, and the hooks a sweep reports to. */
import type { RegionChoice } from './roots.ts';

export const providerIds = ['aws', 'azure', 'gcp'] as const;
/** A cloud. SaaS vendors join under their own names. */
export type ProviderId = (typeof providerIds)[number];

/** Tags or labels as the provider spelled them. */
export type Tags = Readonly<Record<string, string>>;

/** Where something is or happened; every part that is known. */
export interface Place {
  readonly provider: ProviderId;
  readonly accountId?: string | undefined;
  readonly region?: string | undefined;
  readonly kind?: string | undefined;
  /** One resource there, by the word that its provider knows it by: a bucket's name, an ARN. */
  readonly resource?: string | undefined;
}

/** An AWS account, Azure subscription or GCP project, as the root's directory tells it. */
export interface Account {
  readonly id: string;
  readonly name?: string | undefined;
  readonly tags: Tags;
  /** Of a Google project: numbers of the folders above it. */
  readonly folders?: readonly string[] | undefined;
}

/** An account below a root that no longer can be read, or not yet: nothing of it is asked, and nothing of it is gone. */
export interface ClosedAccount {
  readonly id: string;
  readonly name?: string | undefined;
  /** `the account is suspended`. */
  readonly reason: string;
}

/**
 * The unit of work: one invocation that can resume. Plain JSON, so that a state machine can carry it.
 * `id` is stable from run to run: it keys the partition's memory in the register.
 */
export interface Partition {
  readonly id: string;
  readonly provider: ProviderId;
  /** The configured root it was planned from, by its place in the config: `aws:o-abc123`. */
  readonly root: string;
  readonly accounts: readonly Account[];
  /** Accounts that its listings bring all the same, and that the config leaves out; absent: none. */
  readonly leftOut?: readonly ClosedAccount[] | undefined;
  /** AWS: the configured regions; empty, every enabled one, asked when swept. Azure and GCP: empty. */
  readonly regions: RegionChoice;
  /** Google Cloud: names of what its root is and of all above it, so that a root below another is known. */
  readonly inside?: readonly string[] | undefined;
  /** Google Cloud: projects below its root of which its listings say nothing, since they are being deleted. */
  readonly closed?: readonly string[] | undefined;
  /** What the provider's edge needs to come back to it: a role to assume, a parent to list. */
  readonly access: Readonly<Record<string, string>>;
}

/** What a provider's edge counts and says while it works. */
export interface Meter {
  /** One request sent over the wire, retries included. */
  call(provider: ProviderId, operation: string): void;
  /** The provider asked us to slow down; the wait in milliseconds where it is known. */
  throttled(provider: ProviderId, operation: string, waitMs?: number): void;
}
