/** What people made the register believe, with who and when: written before it takes effect, and never deleted. */
import type { Hold } from '../collect/store.ts';
import type { Act, Confirmation } from './act-types.ts';
import type { Database } from './database.ts';
import { heldDirectory, trustDirectory } from './directory.ts';
import { DIRECTORY } from './directory-names.ts';
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

/** Since when the directory is held, and how much of it changed at once. */
const peopleHeld = async (database: Database): Promise<Hold | undefined> => {
  const held = await heldDirectory(database);
  return held && { since: held.since, lost: Math.max(held.gone, held.back, held.left) };
};

/** Throws where no drop is held: one that is stays so through sweeps that were incomplete. */
export const confirm = async (
  database: Database,
  { partition, listing, by, now }: Pick<Confirmation, 'partition' | 'listing' | 'by'> & { readonly now: string },
): Promise<Confirmation> => {
  const people = partition === DIRECTORY.partition && listing === DIRECTORY.listing;
  const hold = people ? await peopleHeld(database) : (await listingStates(database, partition)).get(listing)?.hold;
  if (hold === undefined) throw new Error(`the listing ${listing} of ${partition} is not held`);
  const act: Confirmation = {
    what: 'confirm',
    id: newActId('confirm', now),
    at: now,
    by,
    partition,
    listing,
    ...hold,
  };
  await saveAct(database, act);
  if (people) await trustDirectory(database);
  else await database.write([{ ...keys.confirmation(partition, listing), ...hold, by, at: now }]);
  return act;
};
