/** What the last run went by, kept for whoever reads the register without its config. */
import { isDeepStrictEqual } from 'node:util';
import type { CheckSettings } from '../checks/evaluate.ts';
import { noTagWords, type TagWords } from '../owners/tag-words.ts';
import type { Database } from './database.ts';
import { pack, unpack } from './pack.ts';
import { keys } from './table.ts';

export interface InForce {
  /** Of each check that the config says something of. */
  readonly checks: CheckSettings;
  readonly tags: TagWords;
}

/** What holds where nobody said anything. */
export const inForceByDefault: InForce = { checks: {}, tags: noTagWords };

/** The settings of the last run; the defaults where none was yet. */
export const readInForce = async (database: Database): Promise<InForce> => {
  const item = await database.get(keys.policy);
  return item === undefined ? inForceByDefault : unpack<InForce>(item.inForce);
};

/** Notes what a run goes by: one item is read, and written where it differs. */
export const saveInForce = async (database: Database, inForce: InForce): Promise<void> => {
  const stored = JSON.parse(JSON.stringify(inForce)) as InForce;
  if (isDeepStrictEqual(stored, await readInForce(database))) return;
  await database.write([{ ...keys.policy, inForce: pack(stored) }]);
};
