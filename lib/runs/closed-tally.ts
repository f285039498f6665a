/** What the organisation closes in a run: one line for each reason, however many accounts it is told of. */
import type { ClosedListings, ListingOutcome } from '../register/types.ts';

/** Adds up the closed listings of partitions, each partition at once. */
export class ClosedTally {
  readonly #byReason = new Map<string, ClosedListings>();

  /** Closed listings of one partition. */
  add(outcomes: readonly Pick<ListingOutcome, 'partition' | 'reason'>[]): void {
    const counts = new Map<string, number>();
    for (const { reason } of outcomes) counts.set(reason ?? '', (counts.get(reason ?? '') ?? 0) + 1);
    for (const [reason, count] of counts) {
      const own = outcomes[0]!.partition;
      const before = this.#byReason.get(reason);
      this.#byReason.set(reason, {
        reason,
        partition: before !== undefined && before.partition < own ? before.partition : own,
        partitions: (before?.partitions ?? 0) + 1,
        listings: (before?.listings ?? 0) + count,
      });
    }
  }

  /** By the reason, whichever partition came first. */
  get all(): readonly ClosedListings[] {
    return [...this.#byReason.values()].sort((a, b) => (a.reason < b.reason ? -1 : 1));
  }
}
