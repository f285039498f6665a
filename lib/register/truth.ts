/** What the table has of resources that are about to change. */
import type { Truth } from '../collect/store.ts';
import type { Database } from './database.ts';
import { resourceFrom } from './items.ts';
import { keys } from './table.ts';
import { carriedFrom, versionFrom } from './versions.ts';

/**
 * By id; `versions` are the numbers that the manifest has. Where the last holder did not end well (`unclean`), or another
 * partition's that may not have, also a version that was written although its resource was not.
 */
export const readTruth = async (
  database: Database,
  partition: string,
  ids: readonly string[],
  { versions, unclean }: { readonly versions: ReadonlyMap<string, number>; readonly unclean: boolean },
): Promise<ReadonlyMap<string, Truth>> => {
  const truths = new Map<string, { -readonly [K in keyof Truth]: Truth[K] }>();
  for (const id of ids) truths.set(id, { now: undefined, hash: undefined, next: undefined });
  for (const item of await database.getAll(ids.map((id) => keys.resource(id)))) {
    const truth = truths.get(item.id);
    if (truth) Object.assign(truth, { now: resourceFrom(item), hash: item.hash, last: carriedFrom(item) });
    if (truth && item.partition !== partition) truth.elsewhere = true;
  }
  const doubtful = unclean ? ids : ids.filter((id) => truths.get(id)?.elsewhere);
  const next = doubtful.map((id) => keys.version(id, (truths.get(id)?.now?.version ?? versions.get(id) ?? 0) + 1));
  for (const item of await database.getAll(next)) {
    const truth = truths.get(item.resourceId);
    if (truth) truth.next = versionFrom(item);
  }
  return truths;
};
