/** What the register holds and answers. The JSON of these types is a contract: `docs/json.md`. */
import type { Severity } from '../checks/types.ts';
import type { Link, Resource } from '../kinds/types.ts';
import type { Owner } from '../owners/types.ts';
import type { ClosedAccount, ProviderId, Tags } from '../providers/types.ts';
import type { AccountNamed } from './account-names.ts';
import type { Confirmation, Coverage, Forgettable, Forgetting, Selector } from './act-types.ts';
import type { Assertion, Suppressed, Suppression } from './assertion-types.ts';
import type { Change, ChangeQuery, Impact, PastView } from './history-types.ts';
import type { Called } from './named.ts';
import type { InForce } from './policy.ts';

/** `idle` and `stopped` follow from facts; `missing` and `retired` from complete listings alone. */
export type Lifecycle = 'active' | 'stopped' | 'idle' | 'missing' | 'retired';

/** A resource as stored and as shown. Times are ISO 8601 UTC. */
export interface RegisteredResource extends Omit<Resource, 'tags' | 'group' | 'unread'>, AccountNamed {
  readonly tags: Tags;
  readonly group: string | null;
  readonly owner: Owner;
  readonly lifecycle: Lifecycle;
  /** Number of the newest version; the first is 1. */
  readonly version: number;
  readonly firstSeen: string;
  readonly changedAt: string;
  /** Facts that could not be read when it was seen last: what stands there is older. Absent: all were read. */
  readonly stale?: readonly StaleFact[] | undefined;
}

/** `fact` is `tags` or the path of a field, `fields.targets`; `since` the first run that could not read it. */
export interface StaleFact {
  readonly fact: string;
  readonly since: string;
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
  /** `at` of the version before: since when what it changed was so. Null for the first, and where that is not kept. */
  readonly previousAt: string | null;
}

export interface Finding extends AccountNamed {
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
  /** Of its resource: what is found of one that is missing stands until that is retired. */
  readonly lifecycle: Lifecycle;
  /** Null where it is told. */
  readonly suppressed: Suppressed | null;
}

export interface ListingOutcome {
  readonly partition: string;
  readonly listing: string;
  /**
   * `held`: complete, but it lost so much that nothing of it is believed before it is confirmed; `closed`: the organisation
   * closes it to everybody, so that there is no more to know.
   */
  readonly outcome: 'complete' | 'incomplete' | 'held' | 'closed';
  /** Code and text of what went wrong; null when complete. */
  readonly reason: string | null;
  readonly found: number;
  readonly lastComplete: string | null;
  /**
   * What could not be read beside the list, which is complete all the same: the first failure with the resource that it is
   * about, and how many more there are. Absent: all was read.
   */
  readonly unread?: string | undefined;
  /** Of a partition that could not be begun, whose `listing` is `*`: its root, and as many of its accounts as there is room for. */
  readonly whole?: { readonly root: string; readonly accounts: readonly string[] } | undefined;
}

/** How much there is of a type that is counted and not registered, in an account and region. */
export interface CountedRow {
  readonly accountId: string;
  readonly region: string;
  /** The provider's own word. */
  readonly type: string;
  readonly resources: number;
  /** Why it has no row: a part of a sentence. */
  readonly because: string;
}

export interface Counted extends CountedRow {
  readonly provider: ProviderId;
}

/** Counts of one partition or of a whole run. */
export interface Counts {
  readonly found: number;
  /** Counted by account, region and type, and not registered; not among those found. */
  readonly counted: number;
  readonly new: number;
  readonly changed: number;
  readonly missing: number;
  readonly reappeared: number;
  readonly retired: number;
  readonly findingsOpened: number;
  readonly findingsResolved: number;
  /** Told before or not, and suppressed from now on. */
  readonly findingsSuppressed: number;
  /** Suppressed before, and open again. */
  readonly findingsReopened: number;
}

/** `since`: start of the first of the runs in a row, each of the same providers, in which it was so for one reason. */
export type Lasting<Trouble> = Trouble & { readonly since: string };

export interface FailedRoot {
  readonly root: string;
  readonly reason: string;
}

/** An account of an organisation that nobody can enter, and the root that it is below. */
export type RootsClosed = ClosedAccount & { readonly root: string };

/** Listings that are closed for one reason. */
export interface ClosedListings {
  readonly reason: string;
  /** The first of the partitions that it is told of, and how many they are. */
  readonly partition: string;
  readonly partitions: number;
  readonly listings: number;
}

/** Of listings that are not complete. */
export interface OutcomeCounts {
  readonly incomplete: number;
  readonly held: number;
}

/** Listings whose list is complete and whose facts are not: how many, and the first of them. */
export interface UnreadListings {
  readonly count: number;
  readonly first: readonly { readonly partition: string; readonly listing: string; readonly reason: string }[];
}

export interface Run {
  readonly id: string;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly providers: readonly ProviderId[];
  /** Some listings alone, since something was said to have changed there. Absent: all. */
  readonly partial?: true | undefined;
  readonly partitions: number;
  readonly listings: {
    readonly complete: number;
    /** Those that are not complete, as far as a record has room for them. */
    readonly incomplete: readonly Lasting<ListingOutcome>[];
    /** How many others are not, by their outcome. Absent: none. */
    readonly more?: OutcomeCounts | undefined;
    /** Complete listings beside which something could not be read; absent: none. */
    readonly unread?: UnreadListings | undefined;
    /** Those that the organisation closes, by the reason: no run can complete them. Absent: none. */
    readonly closed?: readonly ClosedListings[] | undefined;
  };
  readonly resources: Counts;
  /** Requests by `provider:operation`. */
  readonly calls: Readonly<Record<string, number>>;
  /** Items read from and written to the register. */
  readonly items: { readonly read: number; readonly written: number };
  /** Roots that could not be planned at all: code and text. */
  readonly failedRoots: readonly Lasting<FailedRoot>[];
  /** Accounts that could not be read any more, or not yet: nothing of them was asked. Absent: none. */
  readonly closed?: readonly RootsClosed[] | undefined;
}

export interface OwnerSummary {
  /** `unowned` among them. */
  readonly id: string;
  readonly name: string | null;
  readonly status: Owner['status'];
  readonly resources: number;
  /** Of them, how many of a class that is billed for just existing. */
  readonly billed: number;
  /** Of them, how many take no tag or are kept by a service: no share of what is tagged or owned counts them. */
  readonly exempt: number;
  /** Resources by class, billed classes only. */
  readonly classes: Readonly<Record<string, number>>;
  /** Open ones; those that are suppressed are counted beside them. */
  readonly findings: number;
  readonly suppressed: number;
}

/** Open findings of one check. */
export interface CheckCounts {
  readonly severity: Severity;
  readonly fail: number;
  readonly unknown: number;
  /** Of either verdict, and counted here alone. */
  readonly suppressed: number;
}

/** How much there is of what, whoever owns it; what there is none of is absent. */
export interface RegisterCounts {
  /** Resources by kind, the retired not among them. */
  readonly kinds: Readonly<Record<string, number>>;
  readonly checks: Readonly<Record<string, CheckCounts>>;
}

export interface ResourceQuery {
  readonly owner?: string | undefined;
  readonly accountId?: string | undefined;
  readonly kind?: string | undefined;
  readonly class?: string | undefined;
  /** Keys and values, all of which must fit, as the config of the last run says what is one: `openTags`. */
  readonly tags?: readonly (readonly [key: string, value: string])[] | undefined;
  readonly region?: string | undefined;
  /** Retired resources are left out unless asked for. */
  readonly includeRetired?: boolean | undefined;
  /** As the register was then, ISO 8601 UTC: all of the above is asked of the resources of that time. */
  readonly at?: string | undefined;
}

export interface FindingQuery {
  readonly owner?: string | undefined;
  readonly check?: string | undefined;
  /** Suppressed findings are left out unless asked for. */
  readonly includeSuppressed?: boolean | undefined;
}

/** Everything `cadastre show` prints of one resource. */
export interface ResourceView {
  readonly resource: RegisteredResource;
  /** What links to it, with the relation as the other states it. */
  readonly linkedFrom: readonly (Link & { readonly from: string })[];
  /** The suppressed among them. */
  readonly findings: readonly Finding[];
  /** Newest first. */
  readonly versions: readonly Version[];
  /** Newest first, those that ended among them. */
  readonly assertions: readonly Assertion[];
}

/** The questions that people ask of the register. Sequences page by themselves and hold one page. */
export interface RegisterReader {
  /** `untold` is called with each id whose history does not reach back to `at` any more. */
  resources(query: ResourceQuery, untold?: (id: string) => void): AsyncIterable<RegisteredResource>;
  findings(query: FindingQuery): AsyncIterable<Finding>;
  owners(): Promise<readonly OwnerSummary[]>;
  /** Id of whom the directory knows by this id, e-mail, alias or name, however it is cased; undefined for nobody. */
  person(written: string): Promise<string | undefined>;
  /** As the last run of each partition left them. */
  counts(): Promise<RegisterCounts>;
  /** What is counted by account, region and type, and has no row. */
  counted(): AsyncIterable<Counted>;
  /** By id in any casing; undefined where the register has no such resource. */
  resource(id: string): Promise<RegisteredResource | undefined>;
  /** The same with all that is around it: reads the manifests for what links to it. */
  show(id: string): Promise<ResourceView | undefined>;
  /** Those that are called so in any casing: by the last part of their id, their name or an address. Reads the manifests. */
  called(written: string): Promise<readonly Called[]>;
  /** Every resource as it is called. */
  everyName(): Promise<readonly Called[]>;
  /** Accounts that were ever collected or asked for, and regions in which something is or was. */
  accounts(): Promise<readonly string[]>;
  regions(): Promise<readonly string[]>;
  /** Start of the first run, ISO 8601 UTC: what was before is not known. Null before it. */
  firstRun(): Promise<string | null>;
  /** As it was at a time, ISO 8601 UTC; undefined where the register has no such resource. */
  showAt(id: string, at: string): Promise<PastView | undefined>;
  /** Newest first. */
  changes(query: ChangeQuery): AsyncIterable<Change>;
  /** Since when changes are found by time; null where they all are. Those before are in each resource's own history. */
  changesSince(): Promise<string | null>;
  /** What its retirement would do, to others up to `depth` steps away; undefined where the register has no such resource. */
  impact(id: string, depth?: number): Promise<Impact | undefined>;
  /** What people suppressed and is not ended. */
  suppressions(): AsyncIterable<Suppression>;
  /** What the last run went by; the defaults before the first. */
  inForce(): Promise<InForce>;
  /** Newest first. */
  runs(limit: number): Promise<readonly Run[]>;
  /** By account, each with its listings; at the end what could not be begun. */
  coverage(): AsyncIterable<Coverage>;
  /** What `forget` would retire. */
  forgettable(selector: Selector): AsyncIterable<Forgettable>;
  /** Newest first. */
  forgettings(): AsyncIterable<Forgetting>;
  confirmations(): AsyncIterable<Confirmation>;
}
