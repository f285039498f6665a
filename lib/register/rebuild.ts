/** The manifest out of the resources and findings themselves, where it was lost: it is a cache of the register. */
import { checkIds } from '../checks/catalog.ts';
import { calledOf } from '../collect/called.ts';
import { CompactEntries } from '../collect/compact.ts';
import type { Entries, Entry } from '../collect/entry.ts';
import type { Held } from '../owners/holders.ts';
import type { Owner } from '../owners/types.ts';
import type { Database, Item } from './database.ts';
import { openFindingFrom, resourceFrom } from './items.ts';
import { unpackWords } from './pack.ts';
import { accountQuery, checkQuery, keys } from './table.ts';

/** Who is named by no tag and no group hangs on what its evidence is from; on what else, the next collection looks. */
const heldFrom = ({ source, key, from }: Owner): Pick<Entry, 'held'> => {
  if (source === 'tag' || source === 'group' || source === 'assertion') return {};
  return source === 'holder' || source === 'maker'
    ? { held: { by: key as Held['by'], id: from ?? '', named: true } }
    : { held: null };
};

/** What the checks said is not in the register; the sweep that follows asks them again. */
const entryFrom = (item: Item): Entry => {
  const resource = resourceFrom(item);
  const { id, kind, type, class: classId, accountId, region, owner, version, lifecycle } = resource;
  const { changedAt, firstSeen, group, links, stale } = resource;
  const called = calledOf(resource);
  const gone = lifecycle === 'retired';
  return {
    id,
    kind,
    type,
    class: classId,
    accountId,
    region,
    owner: owner.id,
    hash: item.hash,
    version,
    lifecycle,
    // Its state is at least as old as its last change.
    since: changedAt,
    firstSeen,
    group: gone ? null : group,
    links: gone ? [] : links,
    pending: [],
    open: {},
    lasting: {},
    unchanged: changedAt,
    ...heldFrom(owner),
    ...(stale && { stale: stale.map(({ fact }) => fact) }),
    ...(called.length > 0 && { called }),
  };
};

/** The entries of the partition's listings that are kept, by listing; those of a partition never finished are not found. */
export const rebuild = async (
  database: Database,
  partition: string,
  keep: (listing: string) => boolean,
): Promise<ReadonlyMap<string, Entries>> => {
  const all = new Map<string, Entries>();
  const known = await database.get(keys.partition(partition));
  for (const account of unpackWords(known?.accounts)) {
    for await (const item of database.queryIndex(accountQuery(account))) {
      if (item.partition !== partition || !keep(item.listing)) continue;
      const entry = entryFrom(item);
      const entries = all.get(item.listing) ?? new CompactEntries();
      entries.set(entry.id, entry);
      all.set(item.listing, entries);
    }
  }
  if (all.size === 0) return all;
  for (const check of checkIds) {
    for await (const item of database.queryIndex(checkQuery(check))) {
      const open = openFindingFrom(item);
      if (open === undefined) continue;
      for (const entries of all.values()) {
        const entry = entries.get(item.resourceId);
        if (entry) entry.open = { ...entry.open, [check]: open };
      }
    }
  }
  return all;
};
