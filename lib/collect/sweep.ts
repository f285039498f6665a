/** One listing, from its first page to what it no longer has: what changed is written, the rest costs nothing. */
import type { Listing } from '../kinds/listing.ts';
import type { Resource } from '../kinds/types.ts';
import type { Owner } from '../owners/types.ts';
import { errorText, ProviderError } from '../providers/errors.ts';
import type { ListingOutcome } from '../register/types.ts';
import { hashOf, lifecycleOf, withOldFacts } from './content.ts';
import type { Entries, Entry, Pending } from './entry.ts';
import { lostFrom } from './lost.ts';
import type { PartitionStore, Truth } from './store.ts';
import type { Tally } from './tally.ts';
import { caughtUp, type Found, moveTo, versionOf } from './versions.ts';

/** What a sweep needs beside the listing and the store. */
export interface SweepTools {
  readonly run: string;
  /** The run's time, ISO 8601 UTC: every item of the run carries the same. */
  readonly now: string;
  readonly owner: (resource: Resource) => Owner;
  readonly look: (resource: Resource, owner: Owner, stateSince: string | undefined) => readonly Pending[];
  /** Told of each container before what it contains is looked at. */
  readonly container: (resource: Resource) => void;
  readonly onPage: (found: number) => void;
  readonly signal?: AbortSignal | undefined;
}

export interface Swept {
  readonly outcome: ListingOutcome['outcome'];
  readonly reason: string | null;
  readonly found: number;
  /** Something in the manifest is no longer as it was loaded. */
  readonly dirty: boolean;
}

/** Starts fetching the next page while the last is being worked on. */
async function* ahead<Page>(pages: AsyncIterable<Page>): AsyncGenerator<Page> {
  const iterator = pages[Symbol.asyncIterator]();
  let next = iterator.next();
  try {
    for (;;) {
      const { done, value } = await next;
      if (done) return;
      next = iterator.next();
      next.catch(() => undefined); // awaited at the next turn; this keeps an early failure from being unhandled
      yield value;
    }
  } finally {
    await iterator.return?.().catch(() => undefined);
  }
}

export const reasonOf = (error: unknown): string =>
  error instanceof ProviderError
    ? errorText(error)
    : `unexpected: ${error instanceof Error ? error.message : String(error)}`;

export const sweep = async (
  listing: Listing,
  entries: Entries,
  heldRuns: number,
  store: PartitionStore,
  tools: SweepTools,
  tally: Tally,
): Promise<Swept> => {
  for (const entry of entries.values()) entry.seen = false;
  const gaps: unknown[] = [];
  let found = 0;
  let dirty = false;
  let failure: unknown;
  const page = async (resources: readonly Resource[]) => {
    const fresh = unseen(resources, entries, tools);
    found += fresh.length;
    if (await absorb(listing.id, fresh, entries, store, tools, tally, gaps.length > 0)) dirty = true;
    tools.onPage(found);
  };
  try {
    for await (const resources of ahead(listing.pages((error) => gaps.push(error)))) {
      await page(resources);
      tools.signal?.throwIfAborted();
    }
  } catch (error) {
    // A failure of the register is not the provider's: it ends the collection, not the listing.
    if (!(error instanceof ProviderError)) throw error;
    failure = error;
  }
  const ended = { found, dirty };
  if (failure !== undefined) return { ...ended, outcome: 'incomplete', reason: reasonOf(failure) };
  if (gaps.length > 0) {
    const more = gaps.length > 1 ? ` (and ${gaps.length - 1} more like it)` : '';
    return { ...ended, outcome: 'incomplete', reason: `${reasonOf(gaps[0])}${more}` };
  }
  const lost = lostFrom(entries, heldRuns);
  if (lost.held) {
    const reason = `${lost.entries.length} of ${entries.size} resources are gone at once: held until runs or a person confirm it`;
    return { ...ended, outcome: 'held', reason };
  }
  if (await retire(listing.id, lost.entries, store, tools, tally))
    return { found, dirty: true, outcome: 'complete', reason: null };
  return { ...ended, outcome: 'complete', reason: null };
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

/** Takes a page into the entries and the register; true where an entry changed. */
const absorb = async (
  listing: string,
  resources: readonly Resource[],
  entries: Entries,
  store: PartitionStore,
  tools: SweepTools,
  tally: Tally,
  gaps: boolean,
): Promise<boolean> => {
  let dirty = false;
  const changed: Found[] = [];
  for (const resource of resources) {
    const owner = tools.owner(resource);
    const hash = hashOf(resource, owner);
    const entry = entries.get(resource.id);
    tally.found++;
    if (entry && entry.hash === hash && entry.lifecycle === lifecycleOf(resource)) {
      if (settle(entry, resource, owner, tools)) dirty = true;
    } else changed.push({ resource, owner, hash });
  }
  if (changed.length === 0) return dirty;

  const known = new Map<string, number>();
  for (const { resource } of changed) known.set(resource.id, entries.get(resource.id)?.version ?? 0);
  // A resource that the manifest never had is new, unless a crash left the manifest behind.
  const asked = store.unclean ? [...known.keys()] : [...known.keys()].filter((id) => entries.has(id));
  const truths: ReadonlyMap<string, Truth> = asked.length > 0 ? await store.truth(asked, known) : new Map();

  const moves = changed.flatMap((one) => {
    const truth = truths.get(one.resource.id);
    return moveTo(refilled(one, truth, gaps, tools), truth, tools);
  });
  await store.write(
    listing,
    moves.flatMap(({ steps }) => steps),
  );
  for (const { found, steps, resource, event } of moves) {
    if (event !== undefined) tally.event(event);
    const old = entries.get(found.resource.id);
    const stays = old !== undefined && old.lifecycle === resource.lifecycle;
    const entry: Entry = {
      id: resource.id,
      kind: resource.kind,
      class: resource.class,
      accountId: resource.accountId,
      region: resource.region,
      owner: resource.owner.id,
      hash: found.hash,
      version: resource.version,
      lifecycle: resource.lifecycle,
      since: stays ? old.since : (steps.at(-1)?.resource.changedAt ?? resource.changedAt),
      group: resource.group,
      links: resource.links,
      pending: old?.pending ?? [],
      open: old?.open ?? {},
    };
    entries.set(entry.id, entry);
    settle(entry, found.resource, found.owner, tools);
  }
  return true;
};

const refilled = (found: Found, truth: Truth | undefined, gaps: boolean, tools: SweepTools): Found => {
  const before = truth && caughtUp(truth);
  if (before === undefined || (!gaps && found.resource.tags !== null)) return found;
  const resource = withOldFacts(found.resource, before, truth?.hash, gaps);
  const owner = tools.owner(resource);
  return { ...found, resource, owner, hash: hashOf(resource, owner) };
};

/** Marks the entry seen and lets the checks look; true where they say something else than before. */
const settle = (entry: Entry, resource: Resource, owner: Owner, tools: SweepTools): boolean => {
  entry.seen = true;
  const pending = tools.look(resource, owner, entry.lifecycle === 'stopped' ? entry.since : undefined);
  if (pending.length === 0 && entry.pending.length === 0) return false;
  if (JSON.stringify(pending) === JSON.stringify(entry.pending)) return false;
  entry.pending = pending;
  return true;
};

/** How many lost resources are read and written at once: memory stays bounded by it. */
const RETIRE_BATCH = 500;

/** `missing` at the first complete listing without it, `retired` at the next; true where there was any. */
const retire = async (
  listing: string,
  lost: readonly Entry[],
  store: PartitionStore,
  tools: SweepTools,
  tally: Tally,
): Promise<boolean> => {
  for (let from = 0; from < lost.length; from += RETIRE_BATCH) {
    const batch = lost.slice(from, from + RETIRE_BATCH);
    const truths = await store.truth(
      batch.map(({ id }) => id),
      new Map(batch.map(({ id, version }) => [id, version])),
    );
    const steps = batch.flatMap((entry) => {
      const event = entry.lifecycle === 'missing' ? 'retired' : 'missing';
      const move = versionOf(truths.get(entry.id), event, tools);
      tally.event(event);
      entry.lifecycle = event;
      entry.since = tools.now;
      if (move) entry.version = move.resource.version;
      if (event === 'retired') Object.assign(entry, { links: [], pending: [], group: null });
      return move ? [move] : [];
    });
    await store.write(listing, steps);
  }
  return lost.length > 0;
};
