/** What `cadastre.yaml` says, checked and with its defaults: what a run is told. */
import type { LifecycleSettings } from '../collect/lifecycle.ts';
import type { Selection } from '../kinds/selection.ts';
import type { Root } from '../providers/roots.ts';
import type { Policy } from '../runs/rules.ts';
import type { Deploy } from './deploy-schema.ts';

export interface Config extends Policy {
  /** What is odd about the directory's file, and was read all the same: file, line and column of each. Absent: nothing is. */
  readonly remarks?: readonly string[] | undefined;
  /** At least one. */
  readonly roots: readonly Root[];
  readonly concurrency: Concurrency;
  readonly lifecycle: LifecycleSettings;
  /** Kinds that are not collected. */
  readonly leaveOut: readonly string[];
  /** Types, accounts, projects and folders that are not registered, and those that are all the same. */
  readonly selection: Selection;
  /** Days that versions are kept; undefined: for ever. */
  readonly historyDays: number | undefined;
  /** Targets of digests and of events, paths made absolute. */
  readonly notify: readonly string[];
  readonly events: readonly string[];
  /** Absolute. Absent: `.cadastre/register` beside the config file. */
  readonly dataDir?: string | undefined;
  /** Absent where the config says nothing of a deployment: `defaultDeploy` then holds. */
  readonly deploy?: Deploy | undefined;
}

export interface Concurrency {
  /** Accounts, subscriptions and projects collected at once. */
  readonly partitions: number;
  /** Listings swept at once within each. */
  readonly listings: number;
}
