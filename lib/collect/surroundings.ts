/** The containers of a partition: what a group's or an account's tags say of the owner of what is in it. */
import type { Listing } from '../kinds/listing.ts';
import type { Resource } from '../kinds/types.ts';
import type { Partition, Tags } from '../providers/types.ts';
import type { PartitionStore } from './store.ts';

/** Tags of accounts and groups: gathered while containers are swept, asked for by what is in them. */
export class Containers {
  readonly #groups = new Map<string, Tags>();
  readonly #accounts = new Map<string, Tags>();
  readonly #keepers = new Map<string, string>();

  constructor(partition: Partition) {
    for (const { id, tags } of partition.accounts) this.#accounts.set(id, tags);
  }

  /** Notes a group or an account that a listing of containers brought; anything else is passed over. */
  add(resource: Pick<Resource, 'id' | 'class' | 'accountId' | 'tags' | 'links'>): void {
    const keeper = resource.class === 'resource_group' && resource.links.find(({ rel }) => rel === 'owned_by');
    if (keeper) this.#keepers.set(resource.id, keeper.to);
    if (resource.tags === null) return;
    if (resource.class === 'account') this.#accounts.set(resource.accountId, resource.tags);
    if (resource.class === 'account' || resource.class === 'resource_group')
      this.#groups.set(resource.id, resource.tags);
  }

  group = (id: string): Tags | undefined => this.#groups.get(id);
  /** What made a group and keeps it, by id: the cluster of a group of nodes. */
  keeper = (group: string | null): string | undefined => (group === null ? undefined : this.#keepers.get(group));
  account = (id: string): Tags | undefined => this.#accounts.get(id);
}

/** Containers that this call did not list (they failed, or an earlier call had them) as the register knows them. */
export const recall = async (
  listing: Listing,
  containers: Containers,
  store: PartitionStore,
  partition: Partition,
): Promise<void> => {
  if (listing.kinds === '*') return;
  for (const { id } of partition.accounts) {
    for (const kind of listing.kinds) {
      for await (const resource of store.known(id, kind)) {
        // What this call read of it before it failed is newer; what planning told of an account is not all.
        if (containers.group(resource.id) === undefined) containers.add(resource);
      }
    }
  }
};
