/** Owners' profiles: the directory as the last run had it, so that whoever reads the register knows the names. */
import { createHash } from 'node:crypto';
import type { DirectoryEntry } from '../owners/types.ts';
import type { Database } from './database.ts';
import { keys } from './table.ts';

const digestOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('base64url');

/**
 * Brings the profiles up to date: one item read where the directory is as it was, and only what changed is written.
 * Who is no longer in the directory loses the profile.
 */
export const saveProfiles = async (database: Database, directory: readonly DirectoryEntry[]): Promise<void> => {
  const known = await database.get(keys.directory);
  const digest = digestOf(directory);
  if (known?.digest === digest) return;
  const before: Readonly<Record<string, string>> = known?.profiles ?? {};
  const profiles = Object.fromEntries(directory.map((entry) => [entry.id, digestOf(entry)]));
  const changed = directory.filter(({ id }) => before[id] !== profiles[id]);
  const gone = Object.keys(before).filter((id) => profiles[id] === undefined);
  await database.write(
    changed.map((entry) => ({ ...keys.profile(entry.id), profile: entry })),
    gone.map(keys.profile),
  );
  // Last: a crash before it writes the same profiles once more.
  await database.write([{ ...keys.directory, digest, profiles }]);
};

/** The directory as the last run had it, in the order of its ids. */
export const allProfiles = async (database: Database): Promise<readonly DirectoryEntry[]> => {
  const known = await database.get(keys.directory);
  const profiles = await readProfiles(database, Object.keys(known?.profiles ?? {}));
  return [...profiles.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
};

/** The profiles that there are, by owner. */
export const readProfiles = async (
  database: Database,
  owners: readonly string[],
): Promise<ReadonlyMap<string, DirectoryEntry>> => {
  const items = await database.getAll(owners.map(keys.profile));
  return new Map(items.map(({ profile }) => [(profile as DirectoryEntry).id, profile as DirectoryEntry]));
};
