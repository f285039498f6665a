/** What the register holds and answers. The JSON of these types is a contract: `docs/json.md`. */
import type { Severity } from '../checks/types.ts';
import type { Link, Resource } from '../kinds/types.ts';
import type { Owner } from '../owners/types.ts';
import type { ProviderId, Tags } from '../providers/types.ts';

/** `idle` and `stopped` follow from facts; `missing` and `retired` from complete listings alone. */
export type Lifecycle = 'active' | 'stopped' | 'idle' | 'missing' | 'retired';

/** A resource as stored and as shown. Times are ISO 8601 UTC. */
export interface RegisteredResource extends Omit<Resource, 'tags' | 'group'> {
  readonly tags: Tags;
  readonly group: string | null;
  readonly owner: Owner;
  readonly lifecycle: Lifecycle;
  /** Number of the newest version; the first is 1. */
  readonly version: number;
  readonly firstSeen: string;
  readonly changedAt: string;
}

export type ResourceEventType = 'discovered' | 'changed' | 'owner_changed' | 'missing' | 'reappeared' | 'retired';

/** One numbered version of a resource: what changed, from what, to what, and in which run. */
export interface Version {
  readonly resourceId: string;
  readonly version: number;
  readonly event: ResourceEventType;
  /** Path of each changed fact (`fields.state`, `tags.owner`, `owner`, `lifecycle`) → [before, after]; empty for `discovered`. */
  readonly changes: Readonly<Record<string, readonly [unknown, unknown]>>;
  readonly at: string;
  readonly run: string;
}

export interface Finding {
  readonly check: string;
  readonly severity: Severity;
  readonly verdict: 'fail' | 'unknown';
  readonly reason: string;
  /** When the finding was opened, by the register's own history. */
  readonly since: string;
  readonly resourceId: string;
  readonly kind: string;
  readonly accountId: string;
  /** The owner's id, `unowned` among them. */
  readonly owner: string;
}

export interface ListingOutcome {
  readonly partition: string;
  readonly listing: string;
  /** `held`: complete, but it lost so much that nothing of it is believed before it is confirmed. */
  readonly outcome: 'complete' | 'incomplete' | 'held';
  /** Code and text of what went wrong; null when complete. */
  readonly reason: string | null;
  readonly found: number;
  readonly lastComplete: string | null;
}

/** Counts of one partition or of a whole run. */
export interface Counts {
  readonly found: number;
  readonly new: number;
  readonly changed: number;
  readonly missing: number;
  readonly reappeared: number;
  readonly retired: number;
  readonly findingsOpened: number;
  readonly findingsResolved: number;
}

export interface Run {
  readonly id: string;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly providers: readonly ProviderId[];
  readonly partitions: number;
  readonly listings: { readonly complete: number; readonly incomplete: readonly ListingOutcome[] };
  readonly resources: Counts;
  /** Requests by `provider:operation`. */
  readonly calls: Readonly<Record<string, number>>;
  /** Items read from and written to the register. */
  readonly items: { readonly read: number; readonly written: number };
  /** Roots that could not be planned at all: code and text. */
  readonly failedRoots: readonly { readonly root: string; readonly reason: string }[];
}

export interface OwnerSummary {
  /** `unowned` among them. */
  readonly id: string;
  readonly name: string | null;
  readonly status: Owner['status'];
  readonly resources: number;
  /** Of them, how many of a class that is billed for just existing. */
  readonly billed: number;
  /** Resources by class, billed classes only. */
  readonly classes: Readonly<Record<string, number>>;
  readonly findings: number;
}

/** Open findings of one check. */
export interface CheckCounts {
  readonly severity: Severity;
  readonly fail: number;
  readonly unknown: number;
}

/** How much there is of what, whoever owns it; what there is none of is absent. */
export interface RegisterCounts {
  /** Resources by kind, the missing and the retired not among them. */
  readonly kinds: Readonly<Record<string, number>>;
  readonly checks: Readonly<Record<string, CheckCounts>>;
}

export interface ResourceQuery {
  readonly owner?: string | undefined;
  readonly accountId?: string | undefined;
  readonly kind?: string | undefined;
  readonly class?: string | undefined;
  /** Key → value; keys match without regard to case and `-_ :`. */
  readonly tags?: Readonly<Record<string, string>> | undefined;
  readonly region?: string | undefined;
  /** Retired resources are left out unless asked for. */
  readonly includeRetired?: boolean | undefined;
}

export interface FindingQuery {
  readonly owner?: string | undefined;
  readonly check?: string | undefined;
}

/** Everything `cadastre show` prints of one resource. */
export interface ResourceView {
  readonly resource: RegisteredResource;
  /** What links to it, with the relation as the other states it. */
  readonly linkedFrom: readonly (Link & { readonly from: string })[];
  readonly findings: readonly Finding[];
  /** Newest first. */
  readonly versions: readonly Version[];
}

/** The questions that people ask of the register. Sequences page by themselves and hold one page. */
export interface RegisterReader {
  resources(query: ResourceQuery): AsyncIterable<RegisteredResource>;
  findings(query: FindingQuery): AsyncIterable<Finding>;
  owners(): Promise<readonly OwnerSummary[]>;
  /** Id of whom the directory knows by this id, e-mail, alias or name, however it is cased; undefined for nobody. */
  person(written: string): Promise<string | undefined>;
  /** As the last run of each partition left them. */
  counts(): Promise<RegisterCounts>;
  /** By id in any casing; undefined where the register has no such resource. */
  show(id: string): Promise<ResourceView | undefined>;
  /** Newest first. */
  runs(limit: number): Promise<readonly Run[]>;
}
