/** What a run's record says to whoever watches: the metrics of its end. Pure. */
import { notComplete } from '../register/outcomes.ts';
import type { Run } from '../register/types.ts';
import type { MetricName } from './metrics.ts';

const DAY_MS = 86_400_000;

/**
 * `now`: epoch milliseconds. A run of some listings alone tells nothing of the others' age, and is not the one that was
 * due: runs that hints ask for must not hide that the schedule starts none.
 */
export const metricsOf = (run: Run, now: number): Partial<Record<MetricName, number>> => {
  const { resources, listings, failedRoots } = run;
  const troubles = [
    ...listings.incomplete.map(({ since, lastComplete }) => ({ since, from: lastComplete ?? since })),
    ...failedRoots.map(({ since }) => ({ since, from: since })),
  ];
  const ages = troubles.map(({ from }) => now - Date.parse(from));
  return {
    RunSeconds: (Date.parse(run.finishedAt ?? run.startedAt) - Date.parse(run.startedAt)) / 1000,
    ResourcesFound: resources.found,
    ResourcesChanged: resources.new + resources.changed + resources.missing + resources.reappeared + resources.retired,
    ListingsComplete: listings.complete,
    ListingsIncomplete: notComplete(run),
    ItemsWritten: run.items.written,
    ...(!run.partial && {
      RunsCompleted: 1,
      ListingsStale: troubles.filter(({ since }) => now - Date.parse(since) >= DAY_MS).length,
      OldestListingSeconds: Math.max(0, ...ages) / 1000,
    }),
  };
};
