/** One partition, from its listings to its findings: resumable, safe to repeat, and quiet where nothing changed. */
import type { Listing } from '../kinds/listing.ts';
import type { Partition } from '../providers/types.ts';
import type { Counts, ListingOutcome } from '../register/types.ts';
import { completenessOf } from './completeness.ts';
import type { Entries } from './entry.ts';
import { settleFindings } from './findings.ts';
import { defaultLifecycle, type LifecycleSettings } from './lifecycle.ts';
import { countOwners } from './owner-counts.ts';
import { pool } from './pool.ts';
import type { Progress } from './progress.ts';
import { retire } from './retire.ts';
import type { Rules } from './rules.ts';
import { standingOf, stateAfter } from './standing.ts';
import type { PartitionStore } from './store.ts';
import { overAt, suppressedAt } from './suppression.ts';
import { Containers } from './surroundings.ts';
import { type SweepTools, sweep } from './sweep.ts';
import { Tally } from './tally.ts';
import { partTwins } from './twins.ts';
import { Index } from './view.ts';

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
  /** Absent: `defaultLifecycle`. */
  readonly lifecycle?: LifecycleSettings | undefined;
  /** Listings under way at once. */
  readonly concurrency: number;
  /** True when the time that is left is too short to begin another listing. */
  readonly outOfTime?: () => boolean;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress: (progress: Progress) => void;
}

export interface Collected {
  /** False: out of time; call again with the same run. */
  readonly finished: boolean;
  readonly outcomes: readonly ListingOutcome[];
  readonly counts: Counts;
}

export const collectPartition = async (options: CollectOptions): Promise<Collected> => {
  const { partition, listings, store, rules, run, now, concurrency, onProgress } = options;
  const { lifecycle = defaultLifecycle, leaveOut = new Set<string>(), repeats } = options;
  const tally = new Tally();
  const containers = new Containers(partition);
  const manifests = new Map<string, Entries>();
  const outcomes: ListingOutcome[] = [];
  const { provider } = partition;

  const one = async (listing: Listing) => {
    const state = store.listings.get(listing.id);
    const entries = await store.manifest(listing.id);
    manifests.set(listing.id, entries);
    if (state?.run === run) return void (listing.containers && (await recall(listing, containers, store, partition)));
    const tools: SweepTools = {
      run,
      now,
      repeats,
      lifecycle,
      leaveOut,
      owner: (resource) => rules.owner(resource, containers),
      look: (resource, owner, seen) => rules.look({ ...resource, owner }, { now, ...seen }),
      container: (resource) => containers.add(resource),
      onPage: (found) => onProgress({ event: 'page', provider, partition: partition.id, listing: listing.id, found }),
      signal: options.signal,
    };
    const confirmed = state?.hold === undefined ? 0 : await store.confirmed(listing.id, state.hold.since);
    const standing = standingOf(state, { now, repeats }, confirmed);
    const { dirty, ...swept } = await sweep(listing, entries, standing, store, tools, tally);
    if (listing.containers && swept.outcome !== 'complete') await recall(listing, containers, store, partition);
    const after = stateAfter(state, swept, standing, { run, now });
    await store.saveListing(listing.id, after, dirty ? entries : undefined);
    const { outcome: how, reason, found, lastComplete } = after;
    const listed = { partition: partition.id, listing: listing.id };
    const outcome: ListingOutcome = { ...listed, outcome: how, reason, found, lastComplete };
    outcomes.push(outcome);
    onProgress({ event: 'listing', provider, ...outcome });
  };

  onProgress({ event: 'listings', provider, partition: partition.id, listings: listings.length });
  const inTime = () => !options.outOfTime?.() && !options.signal?.aborted;
  for (const group of [listings.filter((l) => l.containers), listings.filter((l) => !l.containers)]) {
    if (!(await pool(group, concurrency, one, inTime))) {
      await store.release(false);
      return { finished: false, outcomes, counts: tally.counts() };
    }
  }

  // What was listed once and is no longer planned stays as it was: nobody looked.
  for (const id of store.listings.keys()) if (!manifests.has(id)) manifests.set(id, await store.manifest(id));
  const parted = partTwins(listings, manifests, store.listings, { run, hold: lifecycle.hold });
  for (const [id, gone] of parted.gone) {
    const { turn = 0, latest = now } = store.listings.get(id)!;
    if (
      await retire(
        id,
        manifests.get(id)!,
        gone,
        { turn, clock: latest },
        store,
        { run, now, repeats, lifecycle },
        tally,
      )
    )
      parted.dirty.add(id);
  }
  const completeness = completenessOf(listings, store.listings, rules.classOf, leaveOut);
  const index = new Index([...manifests.values()], completeness);
  const said = await store.suppressions();
  const settling = { run, now, ...rules, suppressed: suppressedAt(said, now) };
  for (const [id, entries] of manifests) {
    const settled = await settleFindings(entries, index, store, settling, tally);
    if (!settled && !parted.dirty.has(id)) continue;
    const { generation: _, chunks: __, ...state } = store.listings.get(id)!;
    await store.saveListing(id, state, entries);
  }
  await store.endSuppressions(overAt(said, manifests.values(), now));
  const { owners, accounts, totals } = countOwners(manifests.values(), rules.billed);
  await store.saveOwners(owners, accounts, totals);
  await store.release(true);
  return { finished: true, outcomes, counts: tally.counts() };
};

/** Containers that this call did not list (they failed, or an earlier call had them) as the register knows them. */
const recall = async (listing: Listing, containers: Containers, store: PartitionStore, partition: Partition) => {
  if (listing.kinds === '*') return;
  for (const { id } of partition.accounts) {
    for (const kind of listing.kinds) {
      for await (const resource of store.known(id, kind)) {
        const fresh =
          resource.class === 'account' ? containers.account(resource.accountId) : containers.group(resource.id);
        if (fresh === undefined) containers.add(resource);
      }
    }
  }
};
