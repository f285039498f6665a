/** What people make the register believe, and how fresh what it believes is. Their JSON is a contract: `docs/json.md`. */
import type { ProviderId } from '../providers/types.ts';
import type { AccountNamed } from './account-names.ts';
import type { ListingOutcome } from './types.ts';

/** What is to be forgotten: what fits every part that is given, of which there is at least one. */
export interface Selector {
  readonly root?: string | undefined;
  readonly accountId?: string | undefined;
  readonly region?: string | undefined;
  readonly kind?: string | undefined;
  /** As the register has it. */
  readonly id?: string | undefined;
}

/** A resource that a selector names. */
export interface Forgettable extends AccountNamed {
  readonly id: string;
  readonly kind: string;
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
}

interface Acted {
  /** Sorts by time; also the `run` of the versions that it wrote. */
  readonly id: string;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly by: string;
}

export interface Forgetting extends Acted {
  readonly what: 'forget';
  readonly selector: Selector;
  /** How many it retired; null where it was cut off: run it again. */
  readonly retired: number | null;
}

/** A person's word that what a held listing lost is gone. */
export interface Confirmation extends Acted {
  readonly what: 'confirm';
  readonly partition: string;
  readonly listing: string;
  /** Since when it was held, and how many were gone. */
  readonly since: string;
  readonly lost: number;
}

export type Act = Forgetting | Confirmation;

export interface RegisterActs {
  /** The next run believes it. Throws where the listing is not held. */
  confirm(held: Pick<Confirmation, 'partition' | 'listing' | 'by'> & { readonly now: string }): Promise<Confirmation>;
  /** Retires what fits, at once. Throws a `PartitionBusyError` where it is being collected. */
  forget(order: { readonly selector: Selector; readonly by: string; readonly now: string }): Promise<Forgetting>;
}

/** How fresh a listing is for one account. */
export interface Coverage extends AccountNamed {
  readonly provider: ProviderId;
  readonly root: string;
  /** Null for a root of which no partition is known. */
  readonly partition: string | null;
  /** Null where the listings of a root could not even be planned. */
  readonly accountId: string | null;
  /** `*`: none of the account's could be begun. */
  readonly listing: string;
  /** `unasked`: it was asked for once, and no longer is. */
  readonly outcome: ListingOutcome['outcome'] | 'unasked';
  readonly reason: string | null;
  /** What could not be read beside a list that is complete: of which resource, and why. Null: all was read. */
  readonly unread: string | null;
  /** Of all its accounts together; null where it was never swept. */
  readonly found: number | null;
  /** When it was complete for this account last; null: never. */
  readonly lastComplete: string | null;
}
