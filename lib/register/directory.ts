/** The directory that is believed: the config's, unless that lost most of its people; then what the register has. */
import { type DirectoryLoss, doubtOf, lossBetween } from '../owners/directory-doubt.ts';
import type { DirectoryEntry } from '../owners/types.ts';
import type { Database } from './database.ts';
import { DIRECTORY } from './directory-names.ts';
import { allProfiles, digestOf, saveProfiles } from './profiles.ts';
import { keys } from './table.ts';
import type { ListingOutcome } from './types.ts';

interface HeldDirectory extends DirectoryLoss {
  readonly digest: string;
  /** ISO 8601 UTC. */
  readonly since: string;
}

interface DirectoryState {
  /** Of the directory that was believed last; absent before the first. */
  readonly digest?: string | undefined;
  /** When that was read last, ISO 8601 UTC. */
  readonly at?: string | undefined;
  readonly held?: HeldDirectory | undefined;
  readonly confirmed?: DirectoryLoss | undefined;
}

const stateOf = async (database: Database): Promise<DirectoryState> => {
  const item = (await database.get(keys.directory)) as DirectoryState | undefined;
  return { digest: item?.digest, at: item?.at, held: item?.held, confirmed: item?.confirmed };
};

/**
 * Takes in the config's directory at the beginning of a run, where it is believed; else the register keeps the one that it
 * has, and the outcome says why. One item is read where it is as it was.
 */
export const admitDirectory = async (
  database: Database,
  directory: readonly DirectoryEntry[],
  now: string,
): Promise<ListingOutcome | undefined> => {
  const state = await stateOf(database);
  const digest = digestOf(directory);
  const { held, confirmed } = state;
  if (state.digest === digest && held === undefined) return undefined;
  const before = await allProfiles(database);
  const reason = doubtOf(before, directory, confirmed);
  if (reason === undefined) {
    await saveProfiles(database, before, directory);
    // Last: a crash before it writes the same profiles once more.
    await database.write([{ ...keys.directory, digest, at: now }]);
    return undefined;
  }
  if (held?.digest !== digest) {
    const loss: HeldDirectory = { ...lossBetween(before, directory), digest, since: held?.since ?? now };
    await database.write([{ ...keys.directory, ...state, held: loss }]);
  }
  return { ...DIRECTORY, outcome: 'held', reason, found: directory.length, lastComplete: state.at ?? null };
};

/** The directory that runs go by: the config's where that was admitted, else the register's. */
export const believedDirectory = async (
  database: Database,
  directory: readonly DirectoryEntry[],
): Promise<readonly DirectoryEntry[]> => {
  const { digest } = await stateOf(database);
  return digest === digestOf(directory) ? directory : await allProfiles(database);
};

/** What a held directory lost, and since when; undefined where none is held. */
export const heldDirectory = async (database: Database): Promise<HeldDirectory | undefined> =>
  (await stateOf(database)).held;

/** Notes that what the held directory lost is gone indeed, on somebody's word: the next run takes it in. */
export const trustDirectory = async (database: Database): Promise<void> => {
  const state = await stateOf(database);
  if (state.held === undefined) return;
  const { gone, of, back, left } = state.held;
  await database.write([{ ...keys.directory, ...state, confirmed: { gone, of, back, left } }]);
};
