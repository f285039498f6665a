/** The listings of a run by their outcome: as many as its record has room for are named, and all are counted. */
import type { ListingOutcome, OutcomeCounts, Run, UnreadListings } from './types.ts';

/** A record is one item of 400 KB, and whoever looks back holds some in memory; a reason has some hundred characters. */
export const MOST_OUTCOMES = 2_000;

/** And room for so many accounts of partitions that could not be begun: their ids do not shrink. */
export const MOST_ACCOUNTS = 5_000;

/** The first accounts there is room for, over all outcomes; those that are cut off keep the lines that coverage has of them. */
const withRoom = (all: readonly ListingOutcome[]): readonly ListingOutcome[] => {
  let room = MOST_ACCOUNTS;
  return all.map((one) => {
    if (one.whole === undefined) return one;
    const accounts = one.whole.accounts.slice(0, room);
    room -= accounts.length;
    return { ...one, whole: { ...one.whole, accounts } };
  });
};

/** Complete listings beside which something could not be read that a record names; `cadastre coverage` has all. */
const MOST_UNREAD = 100;

const counted = (all: readonly Pick<ListingOutcome, 'outcome'>[]): OutcomeCounts => {
  const held = all.filter(({ outcome }) => outcome === 'held').length;
  return { incomplete: all.length - held, held };
};

const added = (a: OutcomeCounts, b: OutcomeCounts): OutcomeCounts => ({
  incomplete: a.incomplete + b.incomplete,
  held: a.held + b.held,
});

/** How many listings of a run were incomplete, and how many held. */
export const outcomeCounts = ({ listings }: Pick<Run, 'listings'>): OutcomeCounts =>
  added(counted(listings.incomplete), listings.more ?? { incomplete: 0, held: 0 });

/** How many were not complete, for whichever reason. */
export const notComplete = (run: Pick<Run, 'listings'>): number => {
  const { incomplete, held } = outcomeCounts(run);
  return incomplete + held;
};

/** Whole partitions first, then what is held, then by name: the same ones in each run. */
const rankOf = ({ whole, outcome }: ListingOutcome): number => (whole !== undefined ? 0 : outcome === 'held' ? 1 : 2);
const byRank = (a: ListingOutcome, b: ListingOutcome): number =>
  rankOf(a) - rankOf(b) ||
  (a.partition < b.partition ? -1 : a.partition > b.partition ? 1 : a.listing < b.listing ? -1 : 1);

/** Gathers outcomes, however many come, in the memory of few. */
export class Outcomes {
  #kept: ListingOutcome[] = [];
  #more: OutcomeCounts = { incomplete: 0, held: 0 };
  #complete = 0;
  #unread: UnreadListings = { count: 0, first: [] };

  add(outcome: ListingOutcome): void {
    if (outcome.outcome === 'complete') this.#addComplete(outcome);
    else this.#kept.push(outcome);
    if (this.#kept.length >= 2 * MOST_OUTCOMES) this.#cut();
  }

  #addComplete({ partition, listing, unread }: ListingOutcome): void {
    this.#complete++;
    if (unread === undefined) return;
    const { count, first } = this.#unread;
    const named = count < MOST_UNREAD ? [...first, { partition, listing, reason: unread }] : first;
    this.#unread = { count: count + 1, first: named };
  }

  get all(): {
    readonly complete: number;
    readonly unread: UnreadListings | undefined;
    readonly incomplete: readonly ListingOutcome[];
    readonly more: OutcomeCounts | undefined;
  } {
    this.#cut();
    return {
      complete: this.#complete,
      unread: this.#unread.count > 0 ? this.#unread : undefined,
      incomplete: withRoom(this.#kept),
      more: this.#more.incomplete + this.#more.held > 0 ? this.#more : undefined,
    };
  }

  #cut(): void {
    if (this.#kept.length <= MOST_OUTCOMES) return;
    const sorted = this.#kept.toSorted(byRank);
    this.#more = added(this.#more, counted(sorted.slice(MOST_OUTCOMES)));
    this.#kept = sorted.slice(0, MOST_OUTCOMES);
  }
}
