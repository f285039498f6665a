/** From what the register holds to what was found: the numbered versions between them. */
import type { Resource } from '../kinds/types.ts';
import type { Owner } from '../owners/types.ts';
import type { RegisteredResource, ResourceEventType, Version } from '../register/types.ts';
import { changesBetween } from './changes.ts';
import { lifecycleOf, same } from './content.ts';
import type { Entry } from './entry.ts';
import { redo } from './history.ts';
import type { Truth, Written } from './store.ts';

/** A resource as a page brought it. */
export interface Found {
  readonly resource: Resource;
  readonly owner: Owner;
  readonly hash: string;
  /** On what it hangs, as an entry has it. */
  readonly held: Entry['held'];
  /** Facts that could not be read, by path. */
  readonly stale: readonly string[];
}

interface Stamp {
  readonly run: string;
  readonly now: string;
}

/** What to write for a found resource, in order; no step and no event where the register has it already. */
export interface Move {
  readonly found: Found;
  readonly steps: readonly Written[];
  readonly resource: RegisteredResource;
  readonly event: ResourceEventType | undefined;
}

/** Where a version was written and its resource was not, the state that the version led to. */
export const caughtUp = ({ now, next }: Truth): RegisteredResource | undefined => (now && next ? redo(now, next) : now);

const eventOf = (before: RegisteredResource, changes: Version['changes']): ResourceEventType => {
  if (before.lifecycle === 'missing' || before.lifecycle === 'retired') return 'reappeared';
  return Object.keys(changes).length === 1 && 'owner' in changes ? 'owner_changed' : 'changed';
};

/** Each fact that could not be read, with the time since which it could not. */
const staleFacts = (stale: readonly string[], before: RegisteredResource | undefined, now: string) =>
  stale.map((fact) => before?.stale?.find((one) => one.fact === fact) ?? { fact, since: now });

/**
 * What is to be written so that the register holds what was found, and the event that tells it. What a crash left between
 * (`truth.next`) is gone on from, so that no version is written or told twice.
 */
export const moveTo = (found: Found, truth: Truth | undefined, { run, now }: Stamp): Move => {
  const { resource: raw, owner, hash } = found;
  const { unread: _, ...told } = raw;
  const before = truth && caughtUp(truth);
  const stale = staleFacts(found.stale, before, now);
  const marks = stale.length > 0 ? { stale } : {};
  const content = { ...told, tags: raw.tags ?? {}, owner, lifecycle: lifecycleOf(raw), ...marks };
  if (before === undefined) {
    // The version may be there from a crash in the middle: then it keeps its time, and is not told again.
    const noted = truth?.next;
    const at = noted?.at ?? now;
    const resource: RegisteredResource = { ...content, version: 1, firstSeen: at, changedAt: at };
    const previousAt = null;
    const version: Version = { resourceId: raw.id, version: 1, event: 'discovered', changes: {}, at, run, previousAt };
    return {
      found,
      steps: [{ resource, hash, version: noted ? undefined : version, last: noted }],
      resource,
      event: noted ? undefined : 'discovered',
    };
  }
  const after: RegisteredResource = {
    ...content,
    version: before.version + 1,
    firstSeen: before.firstSeen,
    changedAt: now,
  };
  const changes = changesBetween(before, after);
  if (Object.keys(changes).length === 0) {
    const { stale: old = [], ...rest } = before;
    const { version, firstSeen, changedAt } = before;
    const written = truth?.next !== undefined || truth?.hash !== hash || truth.elsewhere === true || !same(old, stale);
    // Where the cloud changed nothing and the hash is another, the kind says more or less of it than it did.
    const resource: RegisteredResource =
      truth?.hash === hash ? { ...rest, ...marks } : { ...content, version, firstSeen, changedAt };
    return {
      found,
      steps: written ? [{ resource, hash, version: undefined, last: truth?.next ?? truth?.last }] : [],
      resource,
      event: undefined,
    };
  }
  const event = eventOf(before, changes);
  const version: Version = {
    resourceId: raw.id,
    version: after.version,
    event,
    changes,
    at: now,
    run,
    previousAt: before.changedAt,
  };
  return { found, steps: [{ resource: after, hash, version }], resource: after, event };
};

/** The step that marks a lost resource; none where the register never had it, or is there already. */
export const versionOf = (
  truth: Truth | undefined,
  event: 'missing' | 'retired',
  { run, now }: Stamp,
): Written | undefined => {
  const before = truth && caughtUp(truth);
  if (before === undefined || truth === undefined) return undefined;
  const hash = truth.hash ?? '';
  if (before.lifecycle === event) return { resource: before, hash, version: undefined, last: truth.next ?? truth.last };
  const after: RegisteredResource = { ...before, lifecycle: event, version: before.version + 1, changedAt: now };
  const changes = { lifecycle: [before.lifecycle, event] as const };
  return {
    resource: after,
    hash,
    version: {
      resourceId: before.id,
      version: after.version,
      event,
      changes,
      at: now,
      run,
      previousAt: before.changedAt,
    },
  };
};

/**
 * What to write so that a resource has another owner, and nothing else of it changes. Without an event where the register
 * has it so already: a crash came between.
 */
export const reownedTo = (
  truth: Truth,
  before: RegisteredResource,
  owner: Owner,
  hash: string,
  { run, now }: Stamp,
): { readonly steps: readonly Written[]; readonly version: number; readonly event: 'owner_changed' | undefined } => {
  if (same(before.owner, owner)) {
    const written = truth.next !== undefined || truth.hash !== hash;
    const step = { resource: before, hash, version: undefined, last: truth.next ?? truth.last };
    return { steps: written ? [step] : [], version: before.version, event: undefined };
  }
  const resource: RegisteredResource = { ...before, owner, version: before.version + 1, changedAt: now };
  const version: Version = {
    ...{ resourceId: before.id, version: resource.version, event: 'owner_changed' },
    ...{ changes: { owner: [before.owner, owner] }, at: now, run, previousAt: before.changedAt },
  };
  return { steps: [{ resource, hash, version }], version: resource.version, event: 'owner_changed' };
};
