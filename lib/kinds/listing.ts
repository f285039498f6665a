/** The unit of completeness, as the core sees it: no cloud in it, only pages of resources. */
import type { ClosedAccount, Partition, Place } from '../providers/types.ts';
import type { Resource } from './types.ts';

/**
 * Takes what a listing could not read beside its pages. The list of what there is stays complete; a resource says
 * itself which of its facts lack (`tags: null`, `unread`).
 */
export type GapReport = (error: unknown) => void;

/** Where a listing tells the id of a resource that its provider still shows, and says of that it is gone. */
export type GoneReport = (id: string) => void;

export interface Listing {
  /** Stable within its partition: `aws_ebs_volume@eu-west-1`, `resources`, `assets`. */
  readonly id: string;
  readonly place: Place;
  /** The kinds that it alone reports for its place; `*` where it reports whatever there is. */
  readonly kinds: readonly string[] | '*';
  /**
   * The accounts it was asked for, where it is asked account by account: of any other it says nothing, though it
   * had them once. Absent: it tells of whatever there is below its root.
   */
  readonly accounts?: readonly string[] | undefined;
  /**
   * Accounts of which it says nothing, though its provider may still show something there: they are nobody's, or are
   * no longer. Absent: there are none.
   */
  readonly without?: ((accountId: string) => boolean) | undefined;
  /**
   * The kind whose listing says more of a resource, by its id: of that this one says nothing, though it had it once.
   * Absent: it leaves nothing to others.
   */
  readonly leaves?: ((id: string) => string | undefined) | undefined;
  /**
   * `hint`: that it shows a resource proves nothing, since its source keeps what is gone. Absent: what it shows is there.
   * What a complete listing no longer shows is gone either way, once the grace for a late index is over.
   */
  readonly presence?: 'hint' | undefined;
  /** Containers (resource groups, projects) are swept before what they contain, since owners follow from them. */
  readonly containers: boolean;
  /**
   * Page after page, in the provider's order. A resource that was seen twice may come twice. Errors are
   * `ProviderError`s and end the listing.
   */
  readonly pages: (gap: GapReport, gone?: GoneReport) => AsyncIterable<readonly Resource[]>;
  /**
   * Asked before what a whole listing lacks is believed to be gone: throws a `ProviderError` where the provider would
   * leave some of it out without a word. Absent: the provider says what may not be read.
   */
  readonly mayRead?: ((lacking: readonly Pick<Resource, 'id' | 'accountId'>[]) => Promise<void>) | undefined;
}

/** One answer of `cadastre doctor`: a credential, root or permission that works or does not. */
export interface Probe {
  /** What was tried: `list EC2 volumes in eu-west-1`. */
  readonly what: string;
  readonly ok: boolean;
  /** What it found, or the error's text. */
  readonly detail: string;
  /** What to do, where it failed. */
  readonly advice: string | null;
}

/** A root, opened: what it holds and how to read it. One for each configured root. */
export interface Source {
  /**
   * The partitions below the root; `closed` is told the accounts that are below it and have none. Throws a
   * `ProviderError` where the root itself cannot be read. `wanted`: the accounts whose partitions are needed, where not
   * all are; others may be among what it gives.
   */
  plan(
    closed?: (account: ClosedAccount) => void,
    wanted?: (accountId: string) => boolean,
  ): Promise<readonly Partition[]>;
  /** The listings of a partition. Throws a `ProviderError` where its scope (its regions, say) cannot be read. */
  listings(partition: Partition): Promise<readonly Listing[]>;
  /** Tries credentials, the root and each permission, but for kinds that are left out; never throws. */
  probe(leaveOut?: readonly string[]): AsyncIterable<Probe>;
  /** Ends connections. */
  close(): Promise<void>;
}
