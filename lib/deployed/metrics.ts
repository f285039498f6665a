/** Metrics as data: what functions count, and what alarms and the dashboard show. */

export const NAMESPACE = 'Cadastre';

/** The dimension that each metric has, beside `service`. */
export const DIMENSION = 'provider';

export interface MetricSpec {
  readonly unit: 'Count' | 'Seconds';
  readonly description: string;
}

export const metrics = {
  RunsCompleted: { unit: 'Count', description: 'Runs over all of a provider that came to their end, complete or not.' },
  RunSeconds: { unit: 'Seconds', description: 'From a run’s start to its end.' },
  ResourcesFound: { unit: 'Count', description: 'Resources that a run’s listings found.' },
  ResourcesChanged: { unit: 'Count', description: 'New, changed, missing, reappeared and retired resources of a run.' },
  ListingsComplete: { unit: 'Count', description: 'Listings of a run that were complete.' },
  ListingsIncomplete: { unit: 'Count', description: 'Listings of a run that were incomplete or held.' },
  ListingsStale: { unit: 'Count', description: 'Listings that were not complete for a day, after a run.' },
  OldestListingSeconds: { unit: 'Seconds', description: 'Age of the listing that was not complete for longest.' },
  ItemsWritten: { unit: 'Count', description: 'Items that a run wrote to the table.' },
  TargetsFailed: {
    unit: 'Count',
    description: 'Topics and addresses that did not take all of their digests or events after a run.',
  },
  EventsPublished: { unit: 'Count', description: 'Events put on the bus.' },
} as const satisfies Readonly<Record<string, MetricSpec>>;

export type MetricName = keyof typeof metrics;
