/** What people made the register believe, with who and when: written before it takes effect, and never deleted. */
import type { Act, Confirmation } from './act-types.ts';
import type { Database } from './database.ts';
import { listingStates } from './lease.ts';
import { newRunId } from './runs.ts';
import { keys } from './table.ts';

/** Ids sort by time, as those of runs do. */
export const newActId = (what: Act['what'], now: string): string => `${newRunId(now)}-${what}`;

/** Written over where it is there: an act is saved when it begins and when it is done. */
export const saveAct = (database: Database, act: Act): Promise<void> => database.write([{ ...keys.act(act.id), act }]);

/** Newest first. */
export async function* acts<What extends Act['what']>(
  database: Database,
  what: What,
): AsyncGenerator<Extract<Act, { readonly what: What }>> {
  for await (const item of database.query(keys.act('').pk, '', { newestFirst: true }))
    if (item.act.what === what) yield item.act;
}

/** Throws where no drop is held: one that is stays so through sweeps that were incomplete. */
export const confirm = async (
  database: Database,
  { partition, listing, by, now }: Pick<Confirmation, 'partition' | 'listing' | 'by'> & { readonly now: string },
): Promise<Confirmation> => {
  const state = (await listingStates(database, partition)).get(listing);
  if (state?.hold === undefined) throw new Error(`the listing ${listing} of ${partition} is not held`);
  const act: Confirmation = {
    what: 'confirm',
    id: newActId('confirm', now),
    at: now,
    by,
    partition,
    listing,
    ...state.hold,
  };
  await saveAct(database, act);
  await database.write([{ ...keys.confirmation(partition, listing), ...state.hold, by, at: now }]);
  return act;
};
