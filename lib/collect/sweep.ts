/** One listing, from its first page to what it no longer has: what changed is written, the rest costs nothing. */
import { isEphemeral } from '../kinds/facts/facts.ts';
import type { Listing } from '../kinds/listing.ts';
import type { Selectable } from '../kinds/selection.ts';
import type { Resource } from '../kinds/types.ts';
import { stageOf } from '../owners/holders.ts';
import type { Owner } from '../owners/types.ts';
import { errorText, ProviderError } from '../providers/errors.ts';
import type { CountedRow, ListingOutcome } from '../register/types.ts';
import { absorb } from './absorb.ts';
import { ahead } from './ahead.ts';
import { Counting } from './counted.ts';
import type { Entries, Entry, Pending } from './entry.ts';
import type { LifecycleSettings } from './lifecycle.ts';
import { lostFrom, spokenOf } from './lost.ts';
import type { Owned } from './owned.ts';
import { Parked } from './parked.ts';
import { carryOut, retire } from './retire.ts';
import type { Standing } from './standing.ts';
import type { PartitionStore } from './store.ts';
import type { Tally } from './tally.ts';

/** What a sweep needs beside the listing and the store. */
export interface SweepTools {
  readonly run: string;
  /** The run's time, ISO 8601 UTC: every item of the run carries the same. */
  readonly now: string;
  readonly repeats: string | null;
  readonly lifecycle: LifecycleSettings;
  /** Why something is counted and has no row; undefined where it has one. */
  readonly because: (resource: Selectable) => string | undefined;
  readonly owner: (resource: Resource) => Owned;
  /** By id, of all the partition's listings as they are known by now. */
  readonly find: (id: string) => Entry | undefined;
  /** Told of each entry that a listing had not. */
  readonly added: (id: string, entries: Entries) => void;
  /** Tags and an owner of its own are not asked of it. */
  readonly exempt: (resource: Resource) => boolean;
  readonly look: (resource: Resource, owner: Owner, firstSeen: string) => readonly Pending[];
  /** Told of each container before what it contains is looked at. */
  readonly container: (resource: Resource) => void;
  readonly onPage: (found: number) => void;
  readonly signal?: AbortSignal | undefined;
  /** The time is over: what was read is kept, and the listing is not complete. */
  readonly over: () => boolean;
}

export interface Swept {
  readonly outcome: ListingOutcome['outcome'];
  readonly reason: string | null;
  /** What could not be read beside the list; absent: all was. */
  readonly unread: string | undefined;
  readonly found: number;
  /** What it counts and does not register. */
  readonly counted: readonly CountedRow[];
  /** Live until now and not found, where the listing came to its end. */
  readonly lost: number;
  /** Which run in a row this is that agrees on what is held, where it is. */
  readonly heldRun: number;
  /** Something in the manifest is no longer as it was loaded. */
  readonly dirty: boolean;
  /** It was cut off because the time was over. */
  readonly late: boolean;
}

/** A listing that has more pages than there was time for. */
class LateError extends Error {}

/** What went wrong, and where, as an outcome has it. */
export const reasonOf = (error: unknown): string => {
  if (!(error instanceof ProviderError)) return `unexpected: ${error instanceof Error ? error.message : String(error)}`;
  // Of many that are closed for one reason one line is told, whatever their places.
  return error.code === 'closed' ? error.message : errorText(error);
};

/**
 * Reads a listing's pages into the entries and the register, and retires what it lacks where it is complete and believed.
 * A provider's failure makes it incomplete; the register's is thrown.
 */
export const sweep = async (
  listing: Listing,
  entries: Entries,
  standing: Standing,
  store: PartitionStore,
  tools: SweepTools,
  tally: Tally,
): Promise<Swept> => {
  for (const entry of entries.values()) entry.seen = false;
  const gaps: unknown[] = [];
  const gone = new Set<string>();
  const counting = new Counting();
  let found = 0;
  let dirty = false;
  let failure: unknown;
  const parked = new Parked(tools.find);
  // In a page, what holds others comes before them.
  const take = async (resources: readonly Resource[], keep?: Parked['keep']) => {
    for (const stage of stagesOf(resources))
      if (await absorb(listing.id, stage, entries, store, tools, tally, keep)) dirty = true;
  };
  const page = async (resources: readonly Resource[]) => {
    const wanted = resources.filter((resource) => {
      if (listing.without?.(resource.accountId)) return false;
      const because = tools.because(resource);
      if (because !== undefined) counting.add(resource, because);
      return because === undefined;
    });
    const fresh = unseen(wanted, entries, tools).filter(({ id }) => !parked.has(id));
    found += fresh.length;
    await take(fresh, parked.keep);
    await take(parked.release(false));
    tools.onPage(found);
  };
  try {
    for await (const resources of ahead(
      listing.pages(
        (error) => gaps.push(error),
        (id) => entries.has(id) && gone.add(id),
      ),
    )) {
      await page(resources);
      tools.signal?.throwIfAborted();
      if (tools.over()) throw new LateError();
    }
  } catch (error) {
    // A failure of the register is not the provider's: it ends the collection, not the listing.
    if (!(error instanceof ProviderError || error instanceof LateError)) throw error;
    failure = error;
  }
  await take(parked.release(true));
  const late = failure instanceof LateError;
  const more = gaps.length > 1 ? ` (and ${gaps.length - 1} more like it)` : '';
  const unread = gaps.length > 0 ? `${reasonOf(gaps[0])}${more}` : undefined;
  tally.counted += counting.total;
  const ended = { found, dirty, unread, counted: counting.rows(), lost: 0, heldRun: standing.heldRun, late };
  if (late)
    return {
      ...ended,
      outcome: 'incomplete',
      reason: `out of time after ${found} resources: the listing has more than one invocation can read`,
    };
  if (failure !== undefined) {
    const closed = failure instanceof ProviderError && failure.code === 'closed';
    return { ...ended, outcome: closed ? 'closed' : 'incomplete', reason: reasonOf(failure) };
  }
  const { heldRun, heldLost: before, confirmed } = standing;
  const spoken = spokenOf(listing, tools.because);
  const doubt = { ...tools.lifecycle.hold, run: heldRun, before, confirmed };
  const { provider } = listing.place;
  const steady = ({ type }: Entry) => !isEphemeral(provider, type);
  const lost = lostFrom(entries, doubt, (entry) => spoken(entry) && !gone.has(entry.id), steady);
  const doubtful = lost.entries.length > 0 ? await unreadBehind(listing, lost.entries) : null;
  if (doubtful !== null) return { ...ended, outcome: 'incomplete', reason: doubtful };
  const whole = { ...ended, lost: lost.newly, heldRun: lost.run };
  if (lost.held) {
    const reason = `${lost.newly} of ${lost.live} resources are gone at once: held until runs or a person confirm it`;
    return { ...whole, outcome: 'held', reason };
  }
  const told = [...gone].flatMap((id) => {
    const entry = entries.get(id);
    return entry === undefined || entry.lifecycle === 'retired' ? [] : [{ entry, event: 'retired' as const }];
  });
  await carryOut(listing.id, entries, told, standing, store, tools, tally);
  const noted = await retire(listing.id, entries, lost.entries, standing, store, tools, tally);
  return { ...whole, dirty: dirty || noted || told.length > 0, outcome: 'complete', reason: null };
};

/** Why what a whole listing lacks may be there all the same: its provider would not say so. Null: it is not there. */
const unreadBehind = async ({ mayRead }: Listing, lacking: readonly Entry[]): Promise<string | null> => {
  try {
    await mayRead?.(lacking);
    return null;
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return reasonOf(error);
  }
};

/** A page's resources, those first on which others may hang. */
const stagesOf = (resources: readonly Resource[]): readonly (readonly Resource[])[] => {
  const stages: Resource[][] = [];
  for (const resource of resources) (stages[stageOf(resource.class)] ??= []).push(resource);
  return stages.filter((stage) => stage !== undefined);
};

/** Resources of the page that this sweep has not had yet: providers repeat rows between pages. */
const unseen = (resources: readonly Resource[], entries: Entries, tools: SweepTools): Resource[] => {
  const inPage = new Set<string>();
  return resources.filter((resource) => {
    tools.container(resource);
    const entry = entries.get(resource.id);
    if (inPage.has(resource.id) || entry?.seen) return false;
    inPage.add(resource.id);
    return true;
  });
};
