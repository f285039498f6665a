import type { ClosedAccount, ProviderId } from '../providers/types.ts';
import type { ListingOutcome } from '../register/types.ts';

/** What a run says while it works, for a person who watches. */
export type Progress =
  | {
      readonly event: 'planned';
      readonly provider: ProviderId;
      readonly root: string;
      readonly partitions: number;
      readonly accounts: number;
      /** Accounts that cannot be read any more, or not yet, and are not. */
      readonly closed?: readonly ClosedAccount[] | undefined;
      /** Accounts that another root collects, by its id. Absent: none. */
      readonly elsewhere?: Readonly<Record<string, number>> | undefined;
    }
  | { readonly event: 'root_failed'; readonly provider: ProviderId; readonly root: string; readonly reason: string }
  /** A partition's listings are known: `listings` more will be swept. */
  | { readonly event: 'listings'; readonly provider: ProviderId; readonly partition: string; readonly listings: number }
  /** A page of a listing; `found` counts the listing so far. */
  | {
      readonly event: 'page';
      readonly provider: ProviderId;
      readonly partition: string;
      readonly listing: string;
      readonly found: number;
    }
  | ({ readonly event: 'listing'; readonly provider: ProviderId } & ListingOutcome)
  | {
      readonly event: 'throttled';
      readonly provider: ProviderId;
      readonly operation: string;
      readonly waitMs: number | null;
    };
