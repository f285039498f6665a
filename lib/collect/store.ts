/** What a partition's collection needs of the register: the port that the register implements. */
import type { Finding, ListingOutcome, RegisterCounts, RegisteredResource, Version } from '../register/types.ts';
import type { Entries } from './entry.ts';

/** What the register remembers of one listing between runs. */
export interface ListingState {
  readonly outcome: ListingOutcome['outcome'];
  readonly reason: string | null;
  readonly found: number;
  readonly lastComplete: string | null;
  /** Runs in a row that held it. */
  readonly heldRuns: number;
  /** The run that finished it last. */
  readonly run: string;
  /** Where its manifest lies; empty where it has none. */
  readonly generation: string;
  readonly chunks: number;
}

/** The truth of the table about a resource, read only where it is about to change. */
export interface Truth {
  readonly now: RegisteredResource | undefined;
  readonly hash: string | undefined;
  /** A version that was written although its resource was not: a crash came between. */
  readonly next: Version | undefined;
}

/** A finding's change. `closed` ends it. */
export interface FindingChange extends Finding {
  readonly closed: boolean;
  readonly run: string;
}

export interface Written {
  readonly resource: RegisteredResource;
  readonly hash: string;
  /** Absent where the version is in the table already. */
  readonly version: Version | undefined;
}

/** Resources, billed resources by class, and findings of one owner in one partition. */
export interface OwnerCounts {
  readonly resources: number;
  readonly billed: number;
  readonly classes: Readonly<Record<string, number>>;
  readonly findings: number;
}

/** A partition's memory, held under a lease. Every save fails where another collector took the lease over. */
export interface PartitionStore {
  readonly listings: ReadonlyMap<string, ListingState>;
  /** The last holder did not finish, or a manifest was lost: what it says may be older than the table. */
  readonly unclean: boolean;
  /** Made anew from the resources where it was lost. */
  manifest(listing: string): Promise<Entries>;
  truth(ids: readonly string[], versions: ReadonlyMap<string, number>): Promise<ReadonlyMap<string, Truth>>;
  /** Resources of an account as the register has them, of one kind: for containers that could not be listed. */
  known(accountId: string, kind: string): AsyncIterable<RegisteredResource>;
  /** Versions first, then resources, so that a crash between leaves a version that can be followed up. */
  write(listing: string, written: readonly Written[]): Promise<void>;
  writeFindings(changes: readonly FindingChange[]): Promise<void>;
  openFindings(wanted: readonly { readonly id: string; readonly check: string }[]): Promise<readonly Finding[]>;
  /** Saves a listing's state, and its manifest where `entries` is given. */
  saveListing(
    listing: string,
    state: Omit<ListingState, 'generation' | 'chunks'>,
    entries: Entries | undefined,
  ): Promise<void>;
  /** Written only where it differs from what is there. */
  saveOwners(
    counts: Readonly<Record<string, OwnerCounts>>,
    accounts: readonly string[],
    totals: RegisterCounts,
  ): Promise<void>;
  /** Saves what is unsaved, marks the partition clean and gives the lease up, `finished` or to be continued. */
  release(finished: boolean): Promise<void>;
}
