/** A resource as it was: the current one with the later versions' changes undone, newest first. */
import type { RegisteredResource, Version } from '../register/types.ts';
import { applyChanges } from './changes.ts';

/** The state that a version led to, from the state before it. */
export const redo = (before: RegisteredResource, { changes, version, at }: Version): RegisteredResource => ({
  ...applyChanges(before, changes),
  version,
  changedAt: at,
});

/** The state before a version, from the state that it led to; `changedAt` is when that state began. */
export const undo = (
  after: RegisteredResource,
  { changes, version }: Version,
  changedAt: string,
): RegisteredResource => ({
  ...applyChanges(
    after,
    Object.fromEntries(Object.entries(changes).map(([path, [before, since]]) => [path, [since, before] as const])),
  ),
  version: version - 1,
  changedAt,
});

/** `unborn`: first seen at `since` only. `expired`: what is kept of the history begins at `since`. */
export type Past =
  | { readonly resource: RegisteredResource; readonly versions: readonly Version[] }
  | { readonly resource: null; readonly why: 'unborn' | 'expired'; readonly since: string };

/** When the state before a version began; undefined where nothing tells. */
const beganBefore = (
  { version, previousAt }: Version,
  older: Version | undefined,
  firstSeen: string,
): string | undefined =>
  previousAt ?? (older?.version === version - 1 ? older.at : version === 2 ? firstSeen : undefined);

/**
 * The resource at `time`, with the versions up to then. `versions` are those that are kept, newest first. One newer
 * than the resource itself, which a crash left, is passed over.
 */
export const asOf = (now: RegisteredResource, versions: readonly Version[], time: string): Past => {
  if (now.firstSeen > time) return { resource: null, why: 'unborn', since: now.firstSeen };
  const kept = versions.filter(({ version }) => version <= now.version);
  let resource = now;
  let undone = 0;
  while (resource.changedAt > time) {
    const last = kept[undone];
    const expired: Past = { resource: null, why: 'expired', since: resource.changedAt };
    if (last?.version !== resource.version) return expired;
    const began = beganBefore(last, kept[undone + 1], now.firstSeen);
    if (began === undefined) return expired;
    // Which facts could not be read is known of now alone.
    const { stale: _, ...before } = undo(resource, last, began);
    resource = before;
    undone++;
  }
  return { resource, versions: kept.slice(undone) };
};
