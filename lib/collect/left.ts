/** Findings that a holder who died left: in the table, and in no manifest. */
import { isDeepStrictEqual } from 'node:util';
import type { Entries } from './entry.ts';
import type { LeftFinding, PartitionStore } from './store.ts';

/** True where any differed. */
const takeOver = (left: readonly LeftFinding[], entries: Entries): boolean => {
  let differed = false;
  for (const { resourceId, check, open } of left) {
    const entry = entries.get(resourceId);
    if (entry === undefined || isDeepStrictEqual(entry.open[check], open)) continue;
    const { [check]: _, ...others } = entry.open;
    entry.open = open === undefined ? others : { ...others, [check]: open };
    differed = true;
  }
  return differed;
};

/**
 * A holder that died may have written findings, and its manifests not: the entries take over what the table has, so that
 * nothing is opened or closed a second time. Gives the listings whose entries differed. Costs nothing where the holder
 * before ended well.
 */
export const takeLeft = async (
  store: Pick<PartitionStore, 'unclean' | 'leftFindings'>,
  manifests: ReadonlyMap<string, Entries>,
): Promise<ReadonlySet<string>> => {
  const dirty = new Set<string>();
  if (!store.unclean) return dirty;
  for await (const left of store.leftFindings())
    for (const [listing, entries] of manifests) if (takeOver(left, entries)) dirty.add(listing);
  return dirty;
};
