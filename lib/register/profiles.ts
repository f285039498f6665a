/** Owners' profiles: the directory as the last run had it, so that whoever reads the register knows the names. */
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { DirectoryEntry } from '../owners/types.ts';
import type { Database } from './database.ts';
import { keys, profileIndexes, profilesQuery } from './table.ts';

/** The same for the same directory, and for no other. */
export const digestOf = (value: readonly DirectoryEntry[]): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('base64url');

/** The directory as the last run had it, in the order of its ids. */
export const allProfiles = async (database: Database): Promise<readonly DirectoryEntry[]> => {
  const profiles: DirectoryEntry[] = [];
  for await (const { profile } of database.queryIndex(profilesQuery)) profiles.push(profile);
  return profiles;
};

/** Writes what changed of the profiles; who is no longer in the directory loses the profile. */
export const saveProfiles = async (
  database: Database,
  known: readonly DirectoryEntry[],
  directory: readonly DirectoryEntry[],
): Promise<void> => {
  const before = new Map(known.map((entry) => [entry.id, entry]));
  const now = new Map(directory.map((entry) => [entry.id, entry]));
  const changed = [...now.values()].filter((entry) => !isDeepStrictEqual(stored(entry), before.get(entry.id)));
  await database.write(
    changed.map((entry) => ({ ...keys.profile(entry.id), ...profileIndexes(entry.id), profile: entry })),
    [...before.keys()].filter((id) => !now.has(id)).map(keys.profile),
  );
};

/** As it comes back from the table, which keeps nothing of what is undefined. */
const stored = (entry: DirectoryEntry): unknown => JSON.parse(JSON.stringify(entry));

/** The profiles that there are, by owner. */
export const readProfiles = async (
  database: Database,
  owners: readonly string[],
): Promise<ReadonlyMap<string, DirectoryEntry>> => {
  const items = await database.getAll(owners.map(keys.profile));
  return new Map(items.map(({ profile }) => [(profile as DirectoryEntry).id, profile as DirectoryEntry]));
};
