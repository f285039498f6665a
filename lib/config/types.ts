/** What `cadastre.yaml` says, checked and with its defaults: what a run is told. */
import type { CheckSettings } from '../checks/evaluate.ts';
import type { OwnerRule } from '../owners/rules.ts';
import type { DirectoryEntry } from '../owners/types.ts';
import type { Root } from '../providers/roots.ts';

export interface Config {
  /** At least one. */
  readonly roots: readonly Root[];
  readonly owners: {
    /** Tag keys that name an owner, the strongest first. */
    readonly tagKeys: readonly string[];
    /** Tag keys that name who made a thing. */
    readonly creatorTagKeys: readonly string[];
    /** People and teams, read from the file that the config names; empty where it names none. */
    readonly directory: readonly DirectoryEntry[];
    readonly rules: readonly OwnerRule[];
  };
  readonly requiredTags: readonly string[];
  /** By check id, as written, without the params' defaults: `false` is off. */
  readonly checks: CheckSettings;
  readonly concurrency: Concurrency;
  /** Absolute. Absent: `.cadastre/register` beside the config file. */
  readonly dataDir?: string | undefined;
}

export interface Concurrency {
  /** Accounts, subscriptions and projects collected at once. */
  readonly partitions: number;
  /** Listings swept at once within each. */
  readonly listings: number;
}
