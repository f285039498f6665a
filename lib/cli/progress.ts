/** How far a run has come, by provider: events in, figures out. */
import type { Progress } from '../collect/progress.ts';
import type { ProviderId } from '../providers/types.ts';

export interface Figures {
  roots: number;
  partitions: number;
  accounts: number;
  /** Accounts that cannot be read and are not. */
  closed: number;
  /** Listings that are known so far; more come as partitions are opened. */
  listings: number;
  done: number;
  incomplete: number;
  found: number;
  throttles: number;
  failedRoots: number;
  /** Partitions whose listings have been told. */
  opened: number;
}

/** How many roots of each provider there are to plan. */
export type RootCounts = Readonly<Partial<Record<ProviderId, number>>>;

export class ProgressTally {
  readonly #expected: RootCounts;

  constructor(expected: RootCounts = {}) {
    this.#expected = expected;
  }

  readonly providers = new Map<ProviderId, Figures>();
  /** What listings under way have found so far. */
  readonly #found = new Map<string, number>();

  add(progress: Progress): void {
    const figures = this.#of(progress.provider);
    switch (progress.event) {
      case 'planned':
        figures.roots++;
        figures.partitions += progress.partitions;
        figures.accounts += progress.accounts;
        figures.closed += progress.closed?.length ?? 0;
        return;
      case 'root_failed':
        figures.failedRoots++;
        return;
      case 'listings':
        figures.opened++;
        figures.listings += progress.listings;
        return;
      case 'page':
        this.#counted(figures, progress.partition, progress.listing, progress.found);
        return;
      case 'listing':
        // A partition whose listings could not be told stands for one that failed.
        if (progress.listing === '*') {
          figures.opened++;
          figures.listings++;
        }
        figures.done++;
        if (progress.outcome !== 'complete' && progress.outcome !== 'closed') figures.incomplete++;
        this.#counted(figures, progress.partition, progress.listing, progress.found);
        return;
      case 'throttled':
        figures.throttles++;
    }
  }

  /** Whether every listing of a provider is known: before that their number is no measure of how much is left. */
  isWhole(provider: ProviderId): boolean {
    const { roots, failedRoots, partitions, opened } = this.#of(provider);
    return roots > 0 && roots + failedRoots >= (this.#expected[provider] ?? 0) && opened >= partitions;
  }

  /** Whether all that was planned of a provider is done. */
  isDone(provider: ProviderId): boolean {
    const { listings, done } = this.#of(provider);
    return this.isWhole(provider) && done >= listings;
  }

  #of(provider: ProviderId): Figures {
    let figures = this.providers.get(provider);
    if (figures === undefined) {
      figures = {
        roots: 0,
        partitions: 0,
        accounts: 0,
        closed: 0,
        listings: 0,
        done: 0,
        incomplete: 0,
        found: 0,
        throttles: 0,
        failedRoots: 0,
        opened: 0,
      };
      this.providers.set(provider, figures);
    }
    return figures;
  }

  #counted(figures: Figures, partition: string, listing: string, found: number): void {
    const key = `${partition} ${listing}`;
    figures.found += found - (this.#found.get(key) ?? 0);
    this.#found.set(key, found);
  }
}
