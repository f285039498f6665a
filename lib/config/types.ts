/** What `cadastre.yaml` says, checked and with its defaults: what a run is told. */
import type { LifecycleSettings } from '../collect/lifecycle.ts';
import type { Root } from '../providers/roots.ts';
import type { Policy } from '../runs/rules.ts';

export interface Config extends Policy {
  /** At least one. */
  readonly roots: readonly Root[];
  readonly concurrency: Concurrency;
  readonly lifecycle: LifecycleSettings;
  /** Kinds that are not collected. */
  readonly leaveOut: readonly string[];
  /** Days that versions are kept; undefined: for ever. */
  readonly historyDays: number | undefined;
  /** Targets of digests and of events, paths made absolute. */
  readonly notify: readonly string[];
  readonly events: readonly string[];
  /** What is deployed. Absent: under the name that is used where none is said, in the region of the credentials. */
  readonly deploy?: { readonly name: string; readonly region?: string | undefined } | undefined;
  /** Absolute. Absent: `.cadastre/register` beside the config file. */
  readonly dataDir?: string | undefined;
}

export interface Concurrency {
  /** Accounts, subscriptions and projects collected at once. */
  readonly partitions: number;
  /** Listings swept at once within each. */
  readonly listings: number;
}
