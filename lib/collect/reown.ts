/** Owners that came by way of another resource, once all listings are in: what holds a thing may have come after it. */
import type { Resource } from '../kinds/types.ts';
import { holdersOf } from '../owners/holders.ts';
import type { RegisteredResource } from '../register/types.ts';
import { hashOf } from './content.ts';
import { type Entries, type Entry, plainEntry } from './entry.ts';
import { heldBy } from './held.ts';
import type { PartitionStore, Truth } from './store.ts';
import type { SweepTools } from './sweep.ts';
import type { Tally } from './tally.ts';
import { caughtUp, reownedTo } from './versions.ts';
import type { Whereabouts } from './whereabouts.ts';

/** How many are read and written at once: memory stays bounded by it. */
const BATCH = 500;

/** An owner goes one step a round at least, from a machine to its disk to the disk's snapshots; chains are shorter. */
const ROUNDS = 16;

export type ReownTools = Pick<SweepTools, 'run' | 'now' | 'owner' | 'look'>;

/** True where the owner that the entry has is the one that its holder gives, or that it has without one. */
const agrees = (entry: Entry, found: ReturnType<typeof heldBy>): boolean => {
  const used = entry.held;
  if (!found?.held.named) return !used?.named;
  return used?.named === true && used.by === found.held.by && used.id === found.held.id && entry.owner === found.owner;
};

/** What is missing or retired stands as it was. */
const isThere = ({ lifecycle }: Entry): boolean => lifecycle !== 'missing' && lifecycle !== 'retired';

/** Nothing here was ever told of what its owner came from, as where only a part of what moved here was listed: it stands. */
const isUnseen = (entry: Entry, find: Whereabouts['find']): boolean => {
  const { held } = entry;
  if (!held?.named || find(held.id) !== undefined) return false;
  return holdersOf(entry).some(({ by, id }) => by === held.by && id === held.id);
};

/** What it got its owner from is itself about to get another. */
const holderChanges = ({ held }: Entry, find: Whereabouts['find']): boolean => {
  const holder = held?.named ? find(held.id) : undefined;
  return holder?.held !== undefined && isThere(holder) && !agrees(holder, heldBy(holder, find));
};

const sameHeld = (a: Entry['held'], b: Entry['held']): boolean =>
  a && b ? a.by === b.by && a.id === b.id && a.named === b.named : a === b;

/** As a page would bring it: tags that were never read are not known, which the hash tells. */
const asFound = (before: RegisteredResource, hash: string | undefined): Resource =>
  hashOf({ ...before, tags: null }, before.owner) === hash ? { ...before, tags: null } : before;

/** Writes the new owners of a listing's resources; false where none of them is this partition's any more. */
const write = async (
  listing: string,
  entries: Entries,
  batch: readonly Entry[],
  store: PartitionStore,
  tools: ReownTools,
  tally: Tally,
): Promise<boolean> => {
  const truths: ReadonlyMap<string, Truth> = await store.truth(
    batch.map(({ id }) => id),
    new Map(batch.map(({ id, version }) => [id, version])),
  );
  const moves = batch.flatMap((entry) => {
    const truth = truths.get(entry.id);
    const before = truth && caughtUp(truth);
    // What moved to another partition is that one's to tell of.
    if (truth === undefined || before === undefined || truth.elsewhere) return [];
    const resource = asFound(before, truth.hash);
    const { owner, held } = tools.owner(resource);
    const hash = hashOf(resource, owner);
    return [{ entry, resource, owner, held, hash, move: reownedTo(truth, before, owner, hash, tools) }];
  });
  await store.write(
    listing,
    moves.flatMap(({ move }) => move.steps),
  );
  for (const { entry, resource, owner, held, hash, move } of moves) {
    if (move.event) tally.event(move.event);
    const pending = tools.look(resource, owner, entry.firstSeen);
    entries.set(entry.id, {
      ...plainEntry(entry),
      ...{ owner: owner.id, hash, held, pending, version: move.version, seen: entry.seen },
    });
  }
  return moves.length > 0;
};

/**
 * Looks again on what each resource hangs and whose that is, until nothing changes: a machine's new owner goes to its disks,
 * and from them to their snapshots. What could not be listed stands as it was known. Safe to repeat after a crash. Gives
 * the listings whose entries changed.
 */
export const settleOwners = async (
  manifests: ReadonlyMap<string, Entries>,
  { find }: Whereabouts,
  store: PartitionStore,
  tools: ReownTools,
  tally: Tally,
): Promise<ReadonlySet<string>> => {
  const dirty = new Set<string>();
  // What hangs on something that is about to change waits for it, unless all do, in a ring.
  let waits = true;
  for (let round = 0, changed = true; (changed || waits) && round < ROUNDS; round++) {
    const patient: boolean = changed;
    changed = false;
    waits = false;
    for (const [listing, entries] of manifests) {
      let batch: Entry[] = [];
      const flush = async () => {
        if (batch.length > 0 && (await write(listing, entries, batch, store, tools, tally))) changed = true;
        batch = [];
      };
      for (const entry of entries.values()) {
        if (entry.held === undefined || !isThere(entry)) continue;
        if (isUnseen(entry, find)) continue;
        if (patient && holderChanges(entry, find)) {
          waits = true;
          continue;
        }
        const found = heldBy(entry, find);
        const held = found?.held ?? null;
        if (agrees(entry, found)) {
          if (sameHeld(entry.held, held)) continue;
          entry.held = held;
          dirty.add(listing);
          continue;
        }
        batch.push(entry);
        dirty.add(listing);
        if (batch.length >= BATCH) await flush();
      }
      await flush();
    }
  }
  return dirty;
};
