/** From what the register holds to what was found: the numbered versions between them. */
import type { Resource } from '../kinds/types.ts';
import type { Owner } from '../owners/types.ts';
import type { RegisteredResource, ResourceEventType, Version } from '../register/types.ts';
import { applyChanges, changesBetween, lifecycleOf } from './content.ts';
import type { Truth, Written } from './store.ts';

/** A resource as a page brought it. */
export interface Found {
  readonly resource: Resource;
  readonly owner: Owner;
  readonly hash: string;
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
export const caughtUp = ({ now, next }: Truth): RegisteredResource | undefined =>
  now && next ? { ...applyChanges(now, next.changes), version: next.version, changedAt: next.at } : now;

const eventOf = (before: RegisteredResource, changes: Version['changes']): ResourceEventType => {
  if (before.lifecycle === 'missing' || before.lifecycle === 'retired') return 'reappeared';
  return Object.keys(changes).length === 1 && 'owner' in changes ? 'owner_changed' : 'changed';
};

export const moveTo = (found: Found, truth: Truth | undefined, { run, now }: Stamp): Move => {
  const { resource: raw, owner, hash } = found;
  const before = truth && caughtUp(truth);
  const content = { ...raw, tags: raw.tags ?? {}, owner, lifecycle: lifecycleOf(raw) };
  if (before === undefined) {
    // The version may be there from a crash in the middle: then it keeps its time, and is not told again.
    const told = truth?.next;
    const at = told?.at ?? now;
    const resource: RegisteredResource = { ...content, version: 1, firstSeen: at, changedAt: at };
    const version: Version = { resourceId: raw.id, version: 1, event: 'discovered', changes: {}, at, run };
    return {
      found,
      steps: [{ resource, hash, version: told ? undefined : version }],
      resource,
      event: told ? undefined : 'discovered',
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
    const written = truth?.next !== undefined || truth?.hash !== hash;
    return {
      found,
      steps: written ? [{ resource: before, hash, version: undefined }] : [],
      resource: before,
      event: undefined,
    };
  }
  const event = eventOf(before, changes);
  const version: Version = { resourceId: raw.id, version: after.version, event, changes, at: now, run };
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
  if (before.lifecycle === event) return { resource: before, hash, version: undefined };
  const after: RegisteredResource = { ...before, lifecycle: event, version: before.version + 1, changedAt: now };
  const changes = { lifecycle: [before.lifecycle, event] as const };
  return {
    resource: after,
    hash,
    version: { resourceId: before.id, version: after.version, event, changes, at: now, run },
  };
};
