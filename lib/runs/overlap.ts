/** Accounts that several roots reach: one root collects each, so that no resource is ever counted twice. */
import type { Root } from '../providers/roots.ts';
import type { Partition } from '../providers/types.ts';
import { rootIdOf } from './root-id.ts';

/** A root with the partitions that it was planned into. */
export interface Reach {
  readonly root: Root;
  readonly partitions: readonly Partition[];
}

/** What is left to a root; `elsewhere` tells by the other root's id how many of its accounts that one collects. */
export interface Share extends Reach {
  readonly elsewhere: Readonly<Record<string, number>>;
}

/** By account id, the id of the root that keeps it: one that the register knows to have it, and that could not be planned. */
export type Kept = ReadonlyMap<string, string>;

/** Nobody reads an account that its root does not see, where another root does. */
const UNSEEN = 9;

/** How widely a root names an account: one that names it by its id may have a role or an identity for it alone. */
const breadthOf = (root: Root, { access }: Partition, accountId: string): number => {
  if (access.unseen !== undefined) return UNSEEN;
  if (root.provider === 'aws') return root.accounts === undefined ? 1 : root.accounts === 'organization' ? 2 : 0;
  if (root.provider === 'gcp') return 0;
  if (root.subscriptions?.some((id) => id.toLowerCase() === accountId)) return 0;
  return root.managementGroups === undefined ? 2 : 1;
};

/** By account id, the root that names it most closely; of two alike, the one that the config has first. */
const holdersOf = (all: readonly Reach[]): Map<string, Root> => {
  const holders = new Map<string, { readonly root: Root; readonly breadth: number }>();
  for (const { root, partitions } of all)
    for (const partition of partitions)
      for (const { id } of partition.accounts) {
        const breadth = breadthOf(root, partition, id);
        if (breadth < (holders.get(id)?.breadth ?? Number.POSITIVE_INFINITY)) holders.set(id, { root, breadth });
      }
  return new Map([...holders].map(([id, { root }]) => [id, root]));
};

/** Leaves each account to its holder. */
const byAccount = (all: readonly Reach[], kept: Kept): Share[] => {
  const holders = holdersOf(all);
  return all.map(({ root, partitions }) => {
    const elsewhere: Record<string, number> = {};
    const own = ({ id }: { readonly id: string }): boolean => {
      const holder = kept.get(id) ?? rootIdOf(holders.get(id)!);
      if (holder === rootIdOf(root)) return true;
      elsewhere[holder] = (elsewhere[holder] ?? 0) + 1;
      return false;
    };
    const left = partitions.map((partition) => ({ ...partition, accounts: partition.accounts.filter(own) }));
    return { root, partitions: left.filter(({ accounts }) => accounts.length > 0), elsewhere };
  });
};

/**
 * Leaves a root that is below another one to that: on Google Cloud one listing has all that is below a root, so that the
 * wider root brings the narrower one's resources in any case.
 */
const byParent = (all: readonly Reach[], kept: Kept): Share[] => {
  const parentOf = ({ root }: Reach) => (root.provider === 'gcp' ? root.parent : '');
  const isInside = (one: Reach, other: Reach) =>
    one.partitions.some(({ inside = [] }) => inside.includes(parentOf(other)));
  return all.map((one, index) => {
    const { root, partitions } = one;
    const accounts = partitions.flatMap((partition) => partition.accounts);
    const wider = all.find((other, place) => {
      if (other === one || other.partitions.length === 0 || !isInside(one, other)) return false;
      // Two names of one project are each inside the other.
      return !isInside(other, one) || place < index;
    });
    const holder = wider ? rootIdOf(wider.root) : accounts.map(({ id }) => kept.get(id)).find((id) => id !== undefined);
    if (holder === undefined) return { root, partitions, elsewhere: {} };
    return { root, partitions: [], elsewhere: { [holder]: accounts.length } };
  });
};

/** Roots of one cloud, in the config's order, each with what is left to it. */
export const withoutOverlap = (all: readonly Reach[], kept: Kept = new Map()): readonly Share[] =>
  (all[0]?.root.provider === 'gcp' ? byParent : byAccount)(all, kept);
