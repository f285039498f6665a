/** One partition, from its listings to its findings: resumable, safe to repeat, and quiet where nothing changed. */
import { doubtOf, isExempt } from '../kinds/facts/facts.ts';
import type { Listing } from '../kinds/listing.ts';
import { noSelection, type Selectable, type Selection, selectorOf } from '../kinds/selection.ts';
import { stageOf } from '../owners/holders.ts';
import type { Partition } from '../providers/types.ts';
import type { Counts, ListingOutcome } from '../register/types.ts';
import { completenessOf, coverageOf } from './completeness.ts';
import type { Entries, Entry } from './entry.ts';
import { settleFindings } from './findings.ts';
import { beganAt } from './held.ts';
import { takeLeft } from './left.ts';
import { defaultLifecycle, type LifecycleSettings } from './lifecycle.ts';
import { ownedBy } from './owned.ts';
import { countOwners } from './owner-counts.ts';
import { pool } from './pool.ts';
import type { Progress } from './progress.ts';
import { settleOwners } from './reown.ts';
import { retire } from './retire.ts';
import type { Rules } from './rules.ts';
import { standingOf, stateAfter } from './standing.ts';
import { knownOf, type PartitionStore } from './store.ts';
import { overAt, suppressedAt } from './suppression.ts';
import { Containers, recall } from './surroundings.ts';
import { type SweepTools, sweep } from './sweep.ts';
import { addCounts, noCounts, Tally } from './tally.ts';
import { FAIR_SHARE, noLimit, type TimeBudget } from './time.ts';
import { partTwins } from './twins.ts';
import { Index } from './view.ts';
import { Whereabouts } from './whereabouts.ts';

export interface CollectOptions {
  readonly partition: Partition;
  readonly listings: readonly Listing[];
  readonly store: PartitionStore;
  readonly rules: Rules;
  readonly run: string;
  /** The run's time, ISO 8601 UTC. */
  readonly now: string;
  /** Start of the first of the runs that died since the last one that ended: this one repeats them. Null: none did. */
  readonly repeats: string | null;
  /** Kinds that the config leaves out; what the register has of them stays as it was. Absent: none. */
  readonly leaveOut?: ReadonlySet<string> | undefined;
  /** What else the config excludes, or takes in; absent: nothing. */
  readonly selection?: Selection | undefined;
  /** Absent: `defaultLifecycle`. */
  readonly lifecycle?: LifecycleSettings | undefined;
  /** Listings under way at once. */
  readonly concurrency: number;
  /** Absent: there is no limit. */
  readonly time?: TimeBudget | undefined;
  /** The listings that are to be swept; what is known of the others stands. Absent: all. */
  readonly only?: ((listing: Listing) => boolean) | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress: (progress: Progress) => void;
}

/** What a run has come to in this partition, calls before this one among it. */
export interface Collected {
  /** False: out of time; call again with the same run. */
  readonly finished: boolean;
  readonly outcomes: readonly ListingOutcome[];
  readonly counts: Counts;
}

/** Of the listings that this run has swept, in whichever call of it. */
const collected = (
  { listings, store, partition, run }: CollectOptions,
  settled: Tally,
  finished: boolean,
): Collected => {
  const swept = listings.flatMap(({ id: listing }) => {
    const state = store.listings.get(listing);
    return state?.run === run ? [{ listing, state }] : [];
  });
  return {
    finished,
    outcomes: swept.map(({ listing, state: { outcome, reason, unread, found, lastComplete } }) => ({
      ...{ partition: partition.id, listing, outcome, reason, found, lastComplete },
      ...(unread !== undefined && { unread }),
    })),
    counts: swept.reduce((sum, { state }) => addCounts(sum, { ...noCounts, ...state.counts }), settled.counts()),
  };
};

/** Manifests by listing, of all that are planned or were once. */
const manifestsOf = async (
  listings: readonly Listing[],
  store: PartitionStore,
  concurrency: number,
): Promise<Map<string, Entries>> => {
  const ids = [...new Set([...listings.map(({ id }) => id), ...store.listings.keys()])];
  const read = new Map<string, Entries>();
  await pool(ids, concurrency, async (id) => read.set(id, await store.manifest(id)));
  return new Map(ids.map((id) => [id, read.get(id)!]));
};

/** Listings one stage after another: containers, then what holds others, then what hangs on it, so that owners are known. */
const inStages = (listings: readonly Listing[], classOf: Rules['classOf']): readonly (readonly Listing[])[] => {
  const stages: Listing[][] = [];
  const classStage = (kind: string) => stageOf(classOf(kind) ?? '');
  for (const listing of listings) {
    const { containers, kinds } = listing;
    const stage = containers ? 0 : 1 + (kinds === '*' ? 0 : Math.min(...kinds.map(classStage)));
    (stages[stage] ??= []).push(listing);
  }
  return stages.filter((stage) => stage !== undefined);
};

/**
 * Sweeps a partition's listings, says what is missing, settles the findings and counts, as far as there is time. What a
 * cloud refuses is in the outcomes; what the table refuses, and a lease that was lost, is thrown.
 */
export const collectPartition = async (options: CollectOptions): Promise<Collected> => {
  const { partition, listings, store, rules, run, now, concurrency, onProgress } = options;
  const {
    selection = noSelection,
    lifecycle = defaultLifecycle,
    leaveOut = new Set<string>(),
    repeats,
    time = noLimit,
    only,
  } = options;
  const containers = new Containers(partition);
  const selector = selectorOf(selection, leaveOut);
  const leftOut = new Map(partition.leftOut?.map(({ id, reason }) => [id, reason]));
  const accountAlone = ({ accountId }: Selectable) => leftOut.get(accountId);
  const because = (resource: Selectable) => accountAlone(resource) ?? selector.because(resource);
  const whereabouts = new Whereabouts();
  const owner = ownedBy(rules, containers, whereabouts.find);
  const hinted = new Set(listings.flatMap(({ presence, kinds }) => (presence === 'hint' ? kinds : [])));
  const look: SweepTools['look'] = (resource, of, firstSeen) => {
    const doubt = hinted.has(resource.kind) ? doubtOf(resource) : null;
    const keeper = containers.keeper(resource.group);
    return rules.look({ ...resource, ...rules.facts(resource), owner: of, doubt, keeper }, { now, firstSeen });
  };
  const { provider } = partition;
  // All of them before the first page, those that are no longer planned as well: what holds a thing may be in any.
  const manifests = await manifestsOf(listings, store, concurrency);
  for (const entries of manifests.values()) whereabouts.addAll(entries);
  let cutOff = false;
  let swept = false;

  const one = async (listing: Listing) => {
    const state = store.listings.get(listing.id);
    const entries = manifests.get(listing.id)!;
    if (state?.run === run || only?.(listing) === false)
      return void (listing.containers && (await recall(listing, containers, store, partition)));
    swept = true;
    const begun = time.used();
    const tally = new Tally();
    const tools: SweepTools = {
      run,
      now,
      repeats,
      lifecycle,
      because: listing.containers ? accountAlone : because,
      owner,
      exempt: (resource) => isExempt(rules.facts(resource)),
      find: whereabouts.find,
      added: (id, manifest) => whereabouts.add(id, manifest),
      look,
      container: (resource) => containers.add(resource),
      onPage: (found) => onProgress({ event: 'page', provider, partition: partition.id, listing: listing.id, found }),
      signal: options.signal,
      over: time.over,
    };
    const confirmed = state?.hold === undefined ? 0 : await store.confirmed(listing.id, state.hold.since);
    const standing = standingOf(state, { now, repeats, partial: only !== undefined }, confirmed);
    const { dirty, late, ...ended } = await sweep(listing, entries, standing, store, tools, tally);
    if (listing.containers && ended.outcome !== 'complete') await recall(listing, containers, store, partition);
    // Nobody's run: so the next call of this one sweeps it again.
    const again = late && time.used() - begun < FAIR_SHARE;
    if (again) cutOff = true;
    const after = stateAfter(state, ended, standing, { run: again ? '' : run, now });
    if (after.counted !== state?.counted) await store.saveCounted(listing.id, ended.counted);
    await store.saveListing(listing.id, { ...after, counts: tally.changes() }, dirty ? entries : undefined);
    if (again) return;
    const { outcome, reason, unread, found, lastComplete } = after;
    const listed = { partition: partition.id, listing: listing.id };
    onProgress({ event: 'listing', provider, ...listed, outcome, reason, unread, found, lastComplete });
  };

  onProgress({ event: 'listings', provider, partition: partition.id, listings: listings.length });
  const inTime = () => !time.low() && !options.signal?.aborted;
  const settled = new Tally();
  for (const group of inStages(listings, rules.classOf)) {
    if (!(await pool(group, concurrency, one, inTime)) || cutOff) {
      await store.release(false);
      return collected(options, settled, false);
    }
  }
  // What follows may take long, and is not saved in parts: a call that swept until its time was short leaves it to the next.
  if (swept && time.low()) {
    await store.release(false);
    return collected(options, settled, false);
  }

  // What was listed once and is no longer planned stays as it was: nobody looked.
  const parted = partTwins(listings, manifests, store.listings, { run, hold: lifecycle.hold });
  for (const [id, gone] of parted.gone) {
    const { turn = 0, latest = now } = store.listings.get(id)!;
    const standing = { turn, clock: latest };
    const tools = { run, now, repeats, lifecycle };
    if (await retire(id, manifests.get(id)!, gone, standing, store, tools, settled)) parted.dirty.add(id);
  }
  const keeps = (id: string) => [...(manifests.get(id)?.values() ?? [])].some((entry) => entry.lifecycle !== 'retired');
  const completeness = completenessOf(listings, store.listings, rules.classOf, leaveOut, selector.lacking, keeps);
  const left = await takeLeft(store, manifests);
  const reowned = await settleOwners(manifests, whereabouts, store, { run, now, owner, look }, settled);
  const coverage = coverageOf(
    partition.accounts.map(({ id }) => id),
    listings,
    completeness,
  );
  const index = new Index([...manifests.values()], coverage);
  const said = await store.suppressions();
  const toldElsewhere = (entry: Entry, check: string) =>
    rules.judgesOwner(check) &&
    beganAt(entry, whereabouts.find)?.pending.some((pending) => pending.check === check) === true;
  const settling = { run, now, ...rules, suppressed: suppressedAt(said, now), toldElsewhere };
  for (const [id, entries] of manifests) {
    const wholeAt = store.listings.get(id)?.lastComplete ?? null;
    const changed = await settleFindings(entries, index, store, { ...settling, wholeAt }, settled);
    if (!changed && ![parted.dirty, left, reowned].some((dirty) => dirty.has(id))) continue;
    await store.saveListing(id, knownOf(store.listings.get(id)!), entries);
  }
  await store.endSuppressions(overAt(said, manifests.values(), now));
  const { owners, accounts, totals } = countOwners(manifests.values());
  await store.saveOwners(owners, accounts, totals);
  await store.release(true);
  return collected(options, settled, true);
};
