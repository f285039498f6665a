/** The record of a run: what it is at its beginning, and what its parts come to at its end. */
import { addCounts, noCounts } from '../collect/tally.ts';
import type { ProviderId } from '../providers/types.ts';
import { markHistory } from '../register/changes.ts';
import type { Database } from '../register/database.ts';
import { admitDirectory } from '../register/directory.ts';
import { settleNotes } from '../register/noted.ts';
import { Outcomes } from '../register/outcomes.ts';
import { saveInForce } from '../register/policy.ts';
import type { RunPart } from '../register/run-parts.ts';
import { diedSince, lasting, newRunId, runBefore, saveRun } from '../register/runs.ts';
import type { Counts, FailedRoot, ListingOutcome, RootsClosed, Run } from '../register/types.ts';
import { ClosedTally } from './closed-tally.ts';
import { inForceOf, type Policy } from './rules.ts';

/** A run that has begun, as plain JSON: whoever has a part in it is told this. */
export interface Begun {
  readonly id: string;
  /** ISO 8601 UTC: every item of the run carries it. */
  readonly startedAt: string;
  readonly providers: readonly ProviderId[];
  /** Start of the first of the runs that died before this one, which repeats them; null: none did. */
  readonly repeats: string | null;
  readonly partial: boolean;
  /** The config's directory is not believed, and why; absent where it is. */
  readonly held?: ListingOutcome | undefined;
}

const nothing = (run: Begun): Run => ({
  id: run.id,
  startedAt: run.startedAt,
  finishedAt: null,
  providers: run.providers,
  ...(run.partial && { partial: true }),
  partitions: 0,
  listings: { complete: 0, incomplete: [] },
  resources: noCounts,
  calls: {},
  items: { read: 0, written: 0 },
  failedRoots: [],
});

export interface BeginOptions {
  readonly providers: readonly ProviderId[];
  readonly startedAt: string;
  readonly policy: Policy;
  readonly partial?: boolean | undefined;
}

/** Begins a run: settles what runs that died left, and writes its record, which is without an end until it has one. */
export const beginRun = async (
  database: Database,
  { providers, startedAt, policy, partial = false }: BeginOptions,
): Promise<Begun> => {
  const repeats = await diedSince(database, { providers });
  const run: Begun = { id: newRunId(startedAt), startedAt, providers, repeats, partial };
  await settleNotes(database);
  await markHistory(database, startedAt);
  await saveRun(database, nothing(run));
  const held = await admitDirectory(database, policy.owners.directory, startedAt);
  await saveInForce(database, inForceOf(policy));
  return { ...run, ...(held && { held }) };
};

const addCalls = (a: Run['calls'], b: Run['calls']): Run['calls'] => {
  const sum = { ...a };
  for (const [name, count] of Object.entries(b)) sum[name] = (sum[name] ?? 0) + count;
  return sum;
};

type Ledger = Pick<RunPart, 'calls' | 'items'>;

/** Calls by name and items, added up. */
export const addLedgers = (a: Ledger, b: Ledger): Ledger => ({
  calls: addCalls(a.calls, b.calls),
  items: { read: a.items.read + b.items.read, written: a.items.written + b.items.written },
});

export const noLedger: Ledger = { calls: {}, items: { read: 0, written: 0 } };

/**
 * What parts come to, however many there are: their outcomes are counted, and few of them are named.
 */
export class Parts {
  readonly #outcomes = new Outcomes();
  readonly #closed = new ClosedTally();
  #counts: Counts = noCounts;
  #ledger = noLedger;

  add({ outcomes, counts, calls, items }: Pick<RunPart, 'outcomes' | 'counts' | 'calls' | 'items'>): void {
    this.#counts = addCounts(this.#counts, counts);
    this.#ledger = addLedgers(this.#ledger, { calls, items });
    for (const outcome of outcomes) if (outcome.outcome !== 'closed') this.#outcomes.add(outcome);
    this.#closed.add(outcomes.filter(({ outcome }) => outcome === 'closed'));
  }

  get sums() {
    return {
      ...this.#ledger,
      ...this.#outcomes.all,
      closedListings: this.#closed.all,
      resources: this.#counts,
    };
  }
}

const listingKey = ({ partition, listing, outcome }: ListingOutcome): string =>
  [partition, listing, outcome].join('\u0000');

export interface Ending {
  readonly partitions: number;
  readonly failedRoots: readonly FailedRoot[];
  readonly closed: readonly RootsClosed[];
  readonly finishedAt: string;
  /** Calls and items beside those of the parts. */
  readonly own: () => Ledger;
}

/** Writes the run's record with its end. */
export const endRun = async (
  database: Database,
  begun: Begun,
  parts: Parts,
  { partitions, failedRoots, closed, finishedAt, own }: Ending,
): Promise<Run> => {
  const { startedAt } = begun;
  const last = await runBefore(database, begun);
  const { complete, incomplete, more, unread, closedListings, resources, ...sums } = parts.sums;
  const run: Run = {
    ...nothing(begun),
    finishedAt,
    ...(closed.length > 0 && { closed }),
    partitions,
    resources,
    listings: {
      complete,
      incomplete: lasting(incomplete, last?.listings.incomplete ?? [], startedAt, listingKey),
      ...(more && { more }),
      ...(unread && { unread }),
      ...(closedListings.length > 0 && { closed: closedListings }),
    },
    failedRoots: lasting(failedRoots, last?.failedRoots ?? [], startedAt, ({ root }) => root),
    ...addLedgers(sums, own()),
  };
  await saveRun(database, run);
  return run;
};
