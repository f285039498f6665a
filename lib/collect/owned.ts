/** Whose a resource is, by all that is around it: its containers, and what it hangs on. */
import type { Resource } from '../kinds/types.ts';
import type { Owner } from '../owners/types.ts';
import type { Entry } from './entry.ts';
import { heldBy } from './held.ts';
import type { Rules } from './rules.ts';
import type { Containers } from './surroundings.ts';

export interface Owned {
  readonly owner: Owner;
  /** As an entry has it: undefined where its own tags or its group name the owner. */
  readonly held: Entry['held'];
}

/** A sweep and what follows it ask the same, so that both come to the same owner. */
export const ownedBy =
  ({ owner }: Pick<Rules, 'owner'>, containers: Containers, find: (id: string) => Entry | undefined) =>
  (resource: Resource): Owned => {
    let held: Entry['held'];
    const holder = () => {
      const found = heldBy(resource, find);
      held = found?.held ?? null;
      return found;
    };
    return { owner: owner(resource, { group: containers.group, account: containers.account, holder }), held };
  };
