/** One page into the register: what is as it was costs nothing, what differs becomes a version. */
import { isDeepStrictEqual } from 'node:util';
import type { Resource } from '../kinds/types.ts';
import { holdersOf } from '../owners/holders.ts';
import type { Owner } from '../owners/types.ts';
import type { RegisteredResource } from '../register/types.ts';
import { calledOf } from './called.ts';
import { hashOf, lifecycleOf, same, unreadIn, withOldFacts } from './content.ts';
import { type Entries, type Entry, plainEntry } from './entry.ts';
import type { PartitionStore, Truth } from './store.ts';
import type { SweepTools } from './sweep.ts';
import type { Tally } from './tally.ts';
import { caughtUp, type Found, moveTo } from './versions.ts';

const noneAdopted: Awaited<ReturnType<PartitionStore['adopt']>> = new Map();

/** Takes a page into the entries and the register, but for what is to be kept aside; true where an entry changed. */
export const absorb = async (
  listing: string,
  resources: readonly Resource[],
  entries: Entries,
  store: PartitionStore,
  tools: SweepTools,
  tally: Tally,
  keep: (resource: Resource) => boolean = () => false,
): Promise<boolean> => {
  let dirty = false;
  const changed: Found[] = [];
  for (const resource of resources) {
    const { owner, held } = tools.owner(resource);
    const hash = hashOf(resource, owner);
    const entry = entries.get(resource.id);
    const stale = unreadIn(resource);
    if (
      entry?.hash === hash &&
      entry.lifecycle === lifecycleOf(resource) &&
      (entry.stale === undefined ? stale.length === 0 : same(entry.stale, stale))
    ) {
      if (entry.lacked !== undefined) {
        entry.lacked = undefined;
        dirty = true;
      }
      if (!same(entry.held, held)) {
        entry.held = held;
        dirty = true;
      }
      if (settle(entry, resource, owner, tools)) dirty = true;
    } else if (held !== undefined && keep(resource)) continue;
    else changed.push({ resource, owner, hash, held, stale });
    tally.found++;
  }
  if (changed.length === 0) return dirty;

  const known = new Map<string, number>();
  for (const { resource } of changed) known.set(resource.id, entries.get(resource.id)?.version ?? 0);
  // What this manifest never had is new, or another had it: another partition, since the config names its root in other
  // words now, or another listing, since this version of the code knows other kinds.
  const truths: ReadonlyMap<string, Truth> = await store.truth([...known.keys()], known);

  const others = [...truths].flatMap(([id, { now }]) => (now !== undefined && !entries.has(id) ? [id] : []));
  const adopted = others.length > 0 ? await store.adopt(others) : noneAdopted;

  const moves = changed.flatMap((one) => {
    const truth = truths.get(one.resource.id);
    return moveTo(withOldHolder(refilled(one, truth, tools), truth, tools), truth, tools);
  });
  await store.write(
    listing,
    moves.flatMap(({ steps }) => steps),
  );
  for (const { found, steps, resource, event } of moves) {
    if (event !== undefined) tally.event(event);
    const old = entries.get(found.resource.id);
    const stays = old !== undefined && old.lifecycle === resource.lifecycle;
    const called = calledOf(resource);
    const entry: Entry = {
      id: resource.id,
      kind: resource.kind,
      type: resource.type,
      class: resource.class,
      accountId: resource.accountId,
      region: resource.region,
      owner: resource.owner.id,
      hash: found.hash,
      version: resource.version,
      lifecycle: resource.lifecycle,
      since: stays ? old.since : (steps.at(-1)?.resource.changedAt ?? resource.changedAt),
      firstSeen: resource.firstSeen,
      group: resource.group,
      links: resource.links,
      pending: old?.pending ?? [],
      open: old?.open ?? adopted.get(resource.id) ?? {},
      lasting: old?.lasting ?? {},
      ...(found.held !== undefined && { held: found.held }),
      ...(resource.stale && { stale: resource.stale.map(({ fact }) => fact) }),
      ...(isOlder(resource, old, tools) && { unchanged: resource.changedAt }),
      ...(called.length > 0 && { called }),
      ...(old?.exempt && { exempt: old.exempt }),
    };
    // An incomplete sweep finds the same facts lacking day after day: then nothing is to be saved.
    if (old === undefined || !isDeepStrictEqual(plainEntry(old), plainEntry(entry))) dirty = true;
    if (settle(entry, found.resource, found.owner, tools)) dirty = true;
    entries.set(entry.id, entry);
    if (old === undefined) tools.added(entry.id, entries);
  }
  return dirty;
};

/** Whether it is news here and no change of this run: a run that died wrote it, or another partition had it. */
const isOlder = (
  { version, changedAt }: Pick<RegisteredResource, 'version' | 'changedAt'>,
  old: Entry | undefined,
  { now }: SweepTools,
): boolean => changedAt < now && (old === undefined || old.version < version);

const refilled = (found: Found, truth: Truth | undefined, tools: SweepTools): Found => {
  const before = truth && caughtUp(truth);
  if (before === undefined || found.stale.length === 0) return found;
  const resource = withOldFacts(found.resource, before, truth?.hash);
  const { owner, held } = tools.owner(resource);
  return { resource, owner, hash: hashOf(resource, owner), held, stale: found.stale };
};

/**
 * Keeps the owner that came by a holder which this partition has not brought yet, as where the resource moved here: else it
 * would lose its owner and have it back within one run. What settles the owners after the listings looks again.
 */
const withOldHolder = (found: Found, truth: Truth | undefined, { find }: SweepTools): Found => {
  const before = truth && caughtUp(truth);
  const { source, from, key } = before?.owner ?? {};
  if (before === undefined || !from || (source !== 'holder' && source !== 'maker')) return found;
  if (found.held === undefined || found.held?.named || find(from) !== undefined) return found;
  const hold = holdersOf(found.resource).find(({ by, id }) => by === key && id === from);
  if (hold === undefined) return found;
  const { owner } = before;
  return { ...found, owner, held: { ...hold, named: true }, hash: hashOf(found.resource, owner) };
};

/** Marks the entry seen and lets the checks look; true where they say something else than before. */
const settle = (entry: Entry, resource: Resource, owner: Owner, tools: SweepTools): boolean => {
  entry.seen = true;
  const exempt = tools.exempt(resource) ? true : undefined;
  const recounted = entry.exempt !== exempt;
  if (recounted) entry.exempt = exempt;
  const pending = tools.look(resource, owner, entry.firstSeen);
  if (pending.length === 0 && entry.pending.length === 0) return recounted;
  if (JSON.stringify(pending) === JSON.stringify(entry.pending)) return recounted;
  entry.pending = pending;
  return true;
};
