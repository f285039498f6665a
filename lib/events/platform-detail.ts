/**
 * What a run came to for the platform team, for machines: what could not be read, what nobody owns, who was told of
 * what.
 */

import { UNOWNED } from '../owners/types.ts';
import { outcomeCounts } from '../register/outcomes.ts';
import type { Counts, OwnerSummary, Run } from '../register/types.ts';
import { type Listed, listed, type Room } from './digest.ts';
import { Few, type News, type Thing, type Trouble } from './news.ts';

export interface OwnerLine {
  readonly owner: string;
  readonly name: string | null;
  readonly opened: number;
  readonly resolved: number;
  readonly discovered: number;
  readonly retired: number;
}

export interface PlatformDetail {
  readonly baseline: boolean;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly resources: Counts;
  readonly totals: {
    readonly owners: number;
    readonly resources: number;
    readonly billed: number;
    readonly findings: number;
  };
  readonly listings: {
    readonly complete: number;
    readonly incomplete: number;
    readonly held: number;
    /** Closed by the organisation, so that nobody can list them. */
    readonly closed: number;
    /** Not complete from this run on, roots that could not be planned among them. */
    readonly new: Listed<Trouble>;
    /** Not complete in the run before, and complete now, closed or not asked for. */
    readonly recovered: Listed<Pick<Trouble, 'partition' | 'listing'>>;
    readonly failedRoots: Listed<{ readonly root: string; readonly reason: string }>;
  };
  readonly unowned: {
    readonly discovered: Listed<Thing>;
    readonly opened: number;
    readonly resolved: number;
    readonly retired: number;
    /** Of what is new and unowned, how many of each class that is billed for just existing. */
    readonly billed: Readonly<Record<string, number>>;
  };
  /** Opened findings of everybody, by check. */
  readonly checks: Readonly<Record<string, number>>;
  /** Who was told what; the most findings first. */
  readonly owners: Listed<OwnerLine>;
}

export interface PlatformOrder {
  readonly run: Run;
  /** The run of the same providers before. */
  readonly before: Run | undefined;
  readonly news: News;
  readonly owners: readonly OwnerSummary[];
  readonly baseline: boolean;
}

const few = <One extends object>(all: readonly One[]): Few<One> => {
  const some = new Few<One>();
  for (const one of all) some.add(one);
  return some;
};

const keyOf = ({ partition, listing }: Pick<Trouble, 'partition' | 'listing'>): string =>
  JSON.stringify([partition, listing]);

/** Listings that were not complete in the run before and are now. */
export const recoveredIn = ({ run, before }: PlatformOrder) => {
  // Of what it did not ask for it says nothing, nor of what its record has no room for.
  if (run.partial || run.listings.more) return [];
  const still = new Set(run.listings.incomplete.map(keyOf));
  return (before?.listings.incomplete ?? [])
    .filter((one) => !still.has(keyOf(one)))
    .map(({ partition, listing }) => ({ partition, listing }));
};

/** At the baseline what there is counts as new: of that the events need not be read. */
const linesOf = ({ news, owners, baseline }: PlatformOrder): OwnerLine[] => {
  const names = new Map(owners.map(({ id, name }) => [id, name]));
  const lines = baseline
    ? owners.map(({ id: owner, name, findings: opened, resources: discovered }) => ({
        owner,
        name,
        opened,
        resolved: 0,
        discovered,
        retired: 0,
      }))
    : [...news.owners]
        .filter(([, one]) => one.telling)
        .map(([owner, one]) => ({
          owner,
          name: names.get(owner) ?? null,
          opened: one.openedCount,
          resolved: one.resolved.count,
          discovered: one.discovered.count,
          retired: one.retired.count,
        }));
  return lines
    .filter(({ owner }) => owner !== UNOWNED)
    .sort((a, b) => b.opened - a.opened || b.discovered - a.discovered || (a.owner < b.owner ? -1 : 1));
};

const unownedIn = ({ news, owners, baseline }: PlatformOrder, room: Room): PlatformDetail['unowned'] => {
  const { discovered, openedCount: opened, resolved, retired, billed } = news.of(UNOWNED);
  const summary = owners.find(({ id }) => id === UNOWNED);
  return {
    discovered: baseline ? { count: summary?.resources ?? 0, items: [] } : listed(discovered, room),
    opened,
    resolved: resolved.count,
    retired: retired.count,
    billed: baseline ? (summary?.classes ?? {}) : Object.fromEntries(billed),
  };
};

const checksOf = ({ news }: PlatformOrder): Record<string, number> => {
  const checks: Record<string, number> = {};
  for (const { opened } of news.owners.values())
    for (const [check, { fail, unknown }] of opened) checks[check] = (checks[check] ?? 0) + fail.count + unknown.count;
  return checks;
};

/** A run in figures and lists, each cut to the room there is with a count of all. */
export const platformDetail = (order: PlatformOrder, full: Room): PlatformDetail => {
  const { run, news, owners, baseline } = order;
  const room = baseline ? { ...full, members: Math.min(full.members, 10) } : full;
  const sum = (name: 'resources' | 'billed' | 'findings') => owners.reduce((all, one) => all + one[name], 0);
  return {
    baseline,
    startedAt: run.startedAt,
    finishedAt: run.finishedAt,
    resources: run.resources,
    totals: { owners: owners.length, resources: sum('resources'), billed: sum('billed'), findings: sum('findings') },
    listings: {
      complete: run.listings.complete,
      ...outcomeCounts(run),
      closed: (run.listings.closed ?? []).reduce((all, { listings }) => all + listings, 0),
      new: listed(news.troubles, full),
      recovered: listed(few(recoveredIn(order)), full),
      failedRoots: listed(few(run.failedRoots.map(({ root, reason }) => ({ root, reason }))), full),
    },
    unowned: unownedIn(order, full),
    checks: checksOf(order),
    owners: listed(few(linesOf(order)), room),
  };
};
