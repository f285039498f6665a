import type { Counts, ResourceEventType } from '../register/types.ts';

/** Counts of a partition while it is swept. */
export class Tally {
  found = 0;
  counted = 0;
  new = 0;
  changed = 0;
  missing = 0;
  reappeared = 0;
  retired = 0;
  findingsOpened = 0;
  findingsResolved = 0;
  findingsSuppressed = 0;
  findingsReopened = 0;

  event(event: ResourceEventType): void {
    if (event === 'discovered') this.new++;
    else if (event === 'owner_changed') this.changed++;
    else this[event]++;
  }

  counts(): Counts {
    return { ...this };
  }

  /** The counts that are not 0. */
  changes(): Partial<Counts> {
    return Object.fromEntries(Object.entries(this).filter(([, count]) => count !== 0));
  }
}

/** All counts at zero. */
export const noCounts: Counts = new Tally().counts();

/** Count by count. */
export const addCounts = (a: Counts, b: Counts): Counts =>
  Object.fromEntries(
    Object.entries(a).map(([name, value]) => [name, value + b[name as keyof Counts]]),
  ) as unknown as Counts;
