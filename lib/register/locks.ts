/** Locks in the table, each held until it is given up or runs out: whoever died holds none for ever. */
import type { Database } from './database.ts';
import { keys } from './table.ts';

export interface Lock {
  readonly name: string;
  /** Who takes it; the same holder may take it again. */
  readonly holder: string;
  readonly forMs: number;
}

/** True where it is this holder's now. */
export const takeLock = (database: Database, { name, holder, forMs }: Lock): Promise<boolean> => {
  const now = Date.now();
  return database.putIf(
    { ...keys.lock(name), holder, until: now + forMs },
    'attribute_not_exists(pk) OR holder = :holder OR #until < :now',
    { ':holder': holder, ':now': now },
    { '#until': 'until' },
  );
};

/**
 * True while the lock is this holder's; it is prolonged where less than half of the time is left, so that a lock which
 * thousands ask for is written seldom.
 */
export const keepLock = async (database: Database, lock: Lock): Promise<boolean> => {
  const item = await database.get(keys.lock(lock.name));
  if (item?.holder !== lock.holder) return false;
  return item.until - Date.now() > lock.forMs / 2 || takeLock(database, lock);
};

/** Nothing happens where it is no longer this holder's. */
export const freeLock = async (database: Database, { name, holder }: Pick<Lock, 'name' | 'holder'>): Promise<void> => {
  await database.putIf({ ...keys.lock(name), holder: '', until: 0 }, 'holder = :holder', { ':holder': holder });
};

/** Whether anybody holds it. */
export const isLocked = async (database: Database, name: string): Promise<boolean> =>
  ((await database.get(keys.lock(name)))?.until ?? 0) >= Date.now();
