/** Where it lies what a listing counts and does not register, and what all of it comes to. */
import type { ProviderId } from '../providers/types.ts';
import type { Database, Item } from './database.ts';
import { pack, unpack } from './pack.ts';
import { readPlan } from './plan.ts';
import { partitionsOf } from './summaries.ts';
import { countedPrefix, keys } from './table.ts';
import type { Counted, CountedRow } from './types.ts';

/** Rows that an item holds: of names that hardly shrink, deflated, they stay under its 400 KB. */
const ROWS = 4_000;

/** Replaces what the table has of a listing; to be called only where it differs. */
export const saveCounted = async (
  database: Database,
  partition: string,
  listing: string,
  rows: readonly CountedRow[],
): Promise<void> => {
  const items: Item[] = [];
  for (let from = 0; from < rows.length; from += ROWS)
    items.push({
      ...keys.counted(partition, listing, items.length),
      listing,
      rows: pack(rows.slice(from, from + ROWS)),
    });
  const stay = new Set(items.map(({ sk }) => sk));
  const gone = [];
  for await (const { pk, sk } of database.query(keys.state(partition).pk, countedPrefix(listing)))
    if (!stay.has(sk)) gone.push({ pk, sk });
  await database.write(items, gone);
};

/** All that is counted and not registered, by partition; of listings that are still planned. */
export async function* counted(database: Database): AsyncGenerator<Counted> {
  for (const { partition, provider } of await partitionsOf(database)) {
    const plan = await readPlan(database, partition);
    if (plan === undefined || plan.accounts.length === 0) continue;
    const planned = new Set(plan.listings);
    for await (const item of database.query(keys.state(partition).pk, countedPrefix()))
      if (planned.has(item.listing))
        for (const row of unpack<CountedRow[]>(item.rows)) yield { provider: provider as ProviderId, ...row };
  }
}
