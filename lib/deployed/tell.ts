/** Digests of the runs that ended: one process at a time tells, so that nobody is told twice. */

import type { Targets, Undelivered } from '../events/courier.ts';
import { publish } from '../events/publish.ts';
import type { Database } from '../register/database.ts';
import { freeLock, takeLock } from '../register/locks.ts';

/** Longer than a function may take. */
export const TELLING_MS = 16 * 60_000;

/** Another process tells what is untold just now. Try again: what is left then is told. */
export class TellingBusyError extends Error {
  override readonly name = 'TellingBusyError';
}

/** Tells all that is untold; gives the targets that did not take it. Throws a `TellingBusyError`. */
export const tellOnce = async (
  database: Database,
  targets: Targets,
  holder: string,
): Promise<readonly Undelivered[]> => {
  const lock = { name: 'telling', holder, forMs: TELLING_MS };
  if (!(await takeLock(database, lock)))
    throw new TellingBusyError('The digests of another run are being sent; this run’s are sent after them.');
  try {
    return await publish(database, targets);
  } finally {
    await freeLock(database, lock);
  }
};
