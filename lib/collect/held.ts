/** On what a resource hangs, and whose that is, by the entries of its partition. */
import { type Hanging, type Held, holdersOf, mayHold, stageOf } from '../owners/holders.ts';
import { UNOWNED } from '../owners/types.ts';
import type { Entry } from './entry.ts';

type Find = (id: string) => Entry | undefined;

/** A snapshot's disk's machine's group's cluster: longer chains than this are none. */
const FAR = 8;

/**
 * Whether an entry's owner stands by itself: where it came by way of others, the last of them still has it by its own
 * evidence, and none of them is on the path that asks. Else it is left from another day, and says nothing.
 */
const stands = (entry: Entry, path: readonly string[], find: Find): boolean => {
  let at: Entry | undefined = entry;
  for (let n = 0; at !== undefined && n < FAR; n++) {
    if (!at.held?.named) return at.owner === entry.owner;
    if (path.includes(at.held.id)) return false;
    at = find(at.held.id);
  }
  // What the chain ends in may come yet, and nothing says that it lost its owner.
  return at === undefined;
};

/** What holds it, and who owns that. A holder that has no owner of its own is looked through to what holds it in turn. */
const look = (
  one: Hanging,
  find: Find,
  path: readonly string[],
): { readonly held: Held; readonly owner: string } | undefined => {
  let first: Held | undefined;
  for (const { by, id } of holdersOf(one)) {
    if (path.includes(id)) continue;
    const holder = find(id);
    // A copy is its owner's though what it was made of is gone; nothing is attached to what is gone.
    if (holder === undefined || !mayHold(by, holder.class)) continue;
    if (holder.lifecycle === 'retired' && by !== 'sourced_from') continue;
    let owner = stands(holder, path, find) ? holder.owner : UNOWNED;
    if (owner === UNOWNED && holder.held !== undefined && path.length < FAR)
      owner = look(holder, find, [...path, id])?.owner ?? UNOWNED;
    if (owner !== UNOWNED) return { held: { by, id, named: true }, owner };
    first ??= { by, id, named: false };
  }
  return first && { held: first, owner: UNOWNED };
};

/** The first holder that has an owner, else the first that there is, with its owner; nothing where nothing holds it. */
export const heldBy = (one: Hanging, find: Find) => look(one, find, [one.id]);

/** Whether something that may hold it is not known yet, although its class is one that usually hangs on something. */
export const awaits = (one: Hanging, find: Find): boolean =>
  stageOf(one.class) > 0 && holdersOf(one).some(({ by, id }) => by !== 'group' && find(id) === undefined);

/**
 * Whether a finding of its owner is told where it began: on the first of those on which it hangs that no other holds or
 * that names its owner by itself.
 */
export const beganAt = (entry: Entry, find: Find): Entry | undefined => {
  let at: Entry | undefined = entry;
  const path = new Set<string>();
  while (at?.held && !path.has(at.id)) {
    path.add(at.id);
    at = find(at.held.id);
  }
  return at === entry ? undefined : at;
};
