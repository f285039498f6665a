/** What a partition's collection needs of the register: the port that the register implements. */
import type { Suppression } from '../register/assertion-types.ts';
import type {
  CountedRow,
  Counts,
  Finding,
  ListingOutcome,
  RegisterCounts,
  RegisteredResource,
  Version,
} from '../register/types.ts';
import type { Entries, OpenFinding } from './entry.ts';
import type { Over } from './suppression.ts';

/** A listing that lost so much that it is not believed. */
export interface Hold {
  readonly since: string;
  readonly lost: number;
}

/** What the register remembers of one listing between runs. */
export interface ListingState {
  readonly outcome: ListingOutcome['outcome'];
  readonly reason: string | null;
  /** What could not be read beside the list by the sweep; absent: all was read. */
  readonly unread?: string | undefined;
  /** By the sweep; of it what is left, where some was forgotten since. */
  readonly found: number;
  readonly lastComplete: string | null;
  /** Runs in a row that held it. */
  readonly heldRuns: number;
  /** Digest of what it counts and does not register; absent: nothing. */
  readonly counted?: string | undefined;
  /** Since when it is held, and how many were gone when it was swept last; absent where it is not held. */
  readonly hold?: Hold | undefined;
  /** Complete listings so far; one that repeats that of a run that died is not counted. Absent: none. */
  readonly turn?: number | undefined;
  /** When the run began that finished it last, ISO 8601 UTC. */
  readonly at?: string | undefined;
  /** The latest time of any run that finished it: a clock may be set back. Absent: that is `at`. */
  readonly latest?: string | undefined;
  /** The run that finished it last; empty where one was cut off in it, and is to sweep it again. */
  readonly run: string;
  /** What that run counted in it, as far as it is not 0. Absent: it was swept before counts were kept. */
  readonly counts?: Partial<Counts> | undefined;
  /** Where its manifest lies; empty where it has none. */
  readonly generation: string;
  readonly chunks: number;
  /** An index says where each chunk lies. Absent: all are of the generation. */
  readonly indexed?: boolean | undefined;
}

/** Where a listing's manifest lies, and what else is known of the listing. */
export type Lies = Pick<ListingState, 'generation' | 'chunks' | 'indexed'>;
export type Known = Omit<ListingState, keyof Lies>;

/** A listing's state without where its manifest lies, which the store alone knows. */
export const knownOf = ({ generation: _, chunks: __, indexed: ___, ...known }: ListingState): Known => known;

/** The truth of the table about a resource, read only where it is about to change. */
export interface Truth {
  readonly now: RegisteredResource | undefined;
  readonly hash: string | undefined;
  /** The version that led to `now`, where the resource was written with it. */
  readonly last?: Version | undefined;
  /** A version that was written although its resource was not: a crash came between. */
  readonly next: Version | undefined;
  /** Another partition listed it last: it moved. */
  readonly elsewhere?: true | undefined;
}

/** A finding's change. `closed` ends it. */
export interface FindingChange extends Finding {
  readonly closed: boolean;
  readonly run: string;
  /** It cannot be told now, and failed since it was opened. */
  readonly failed?: true;
  /** Since when what it says is so, as far as the register saw it; absent where it speaks of no state. */
  readonly from?: string;
  /** What of it was open before, as far as it matters to whoever is told: null where nothing was. */
  readonly before: (Pick<Finding, 'verdict' | 'suppressed'> & { readonly failed: boolean }) | null;
  /** When a person's word made the same change already; absent where the run itself makes it. ISO 8601 UTC. */
  readonly at?: string;
}

/** A finding as the table has it; `open` is undefined where it has none that is open. */
export interface LeftFinding {
  readonly resourceId: string;
  readonly check: string;
  readonly open: OpenFinding | undefined;
}

export interface Written {
  readonly resource: RegisteredResource;
  readonly hash: string;
  /** Absent where the version is in the table already. */
  readonly version: Version | undefined;
  /** That version then: a resource is stored with the version that led to it. */
  readonly last?: Version | undefined;
}

/** Resources, billed resources by class, and findings of one owner in one partition. */
export interface OwnerCounts {
  readonly resources: number;
  readonly billed: number;
  /** Of which tags and an owner of their own are not asked: they take no tag, or a service keeps them. */
  readonly exempt: number;
  readonly classes: Readonly<Record<string, number>>;
  readonly findings: number;
  /** Findings that are suppressed, which the others are without. */
  readonly suppressed: number;
}

/** A partition's memory, held under a lease. Every save fails where another collector took the lease over. */
export interface PartitionStore {
  readonly listings: ReadonlyMap<string, ListingState>;
  /** The last holder did not finish, or a manifest was lost: what it says may be older than the table. */
  readonly unclean: boolean;
  /** How many a person confirmed to be gone from a listing that is held since then; 0 where nobody did. */
  confirmed(listing: string, since: string): Promise<number>;
  /** Made anew from the resources where it was lost. */
  manifest(listing: string): Promise<Entries>;
  truth(ids: readonly string[], versions: ReadonlyMap<string, number>): Promise<ReadonlyMap<string, Truth>>;
  /**
   * Takes over what another partition had: gives the findings that are open, and what people said of them holds here from
   * now on. By the ids of resources that the table has and no manifest of this partition.
   */
  adopt(ids: readonly string[]): Promise<ReadonlyMap<string, Readonly<Record<string, OpenFinding>>>>;
  /** Resources of an account as the register has them, of one kind: for containers that could not be listed. */
  known(accountId: string, kind: string): AsyncIterable<RegisteredResource>;
  /** Versions first, then resources, so that a crash between leaves a version that can be followed up. */
  write(listing: string, written: readonly Written[]): Promise<void>;
  writeFindings(changes: readonly FindingChange[]): Promise<void>;
  /** Findings that holders who died set out to write, as the table has them now; some at a time, since they may be many. */
  leftFindings(): AsyncIterable<readonly LeftFinding[]>;
  /** What people suppressed in this partition and is not ended: an index has just that. */
  suppressions(): Promise<readonly Suppression[]>;
  /** Ends what is over; it stays as a record. */
  endSuppressions(over: readonly Over[]): Promise<void>;
  /** Replaces what a listing counts and does not register: to be called where it differs. */
  saveCounted(listing: string, rows: readonly CountedRow[]): Promise<void>;
  /** Saves a listing's state, and its manifest where `entries` is given. */
  saveListing(listing: string, state: Known, entries: Entries | undefined): Promise<void>;
  /** Written only where it differs from what is there. */
  saveOwners(
    counts: Readonly<Record<string, OwnerCounts>>,
    accounts: readonly string[],
    totals: RegisterCounts,
  ): Promise<void>;
  /** Saves what is unsaved, marks the partition clean and gives the lease up, `finished` or to be continued. */
  release(finished: boolean): Promise<void>;
}
