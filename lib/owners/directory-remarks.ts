/** What a directory says that will find nobody, or somebody else than it seems. */
import { openDirectory } from './directory.ts';
import type { Remark } from './directory-text.ts';
import { folded } from './text.ts';
import type { DirectoryEntry } from './types.ts';

interface Placed {
  readonly where: string;
  readonly entry: DirectoryEntry;
}

const address = /^[^\s@]+@[^\s@]+\.[^\s@.]+$/;

/** Each with the place of the entry and the column that it is about. */
export const remarksOn = (all: readonly Placed[], file: string): readonly Remark[] => {
  if (all.length === 0) return [{ where: file, says: 'nobody is in it' }];
  const { resolve } = openDirectory(all.map(({ entry }) => entry));
  const ids = new Map(all.map((one) => [folded(one.entry.id), one]));
  return all.flatMap(({ where, entry }): Remark[] => [
    ...[...entry.aliases.map((alias) => ['aliases', alias]), ['email', entry.email ?? '']].flatMap(
      ([column, value]) => {
        const other = ids.get(folded(value!));
        return other === undefined || other.entry.id === entry.id
          ? []
          : [{ where, says: `${column}: "${value}" is the id of another, at ${other.where}, who is found by it` }];
      },
    ),
    ...(entry.email === undefined || address.test(entry.email)
      ? []
      : [{ where, says: `email: "${entry.email}" is no address` }]),
    ...(entry.manager === undefined || resolve(entry.manager).length > 0
      ? []
      : [{ where, says: `manager: nobody is called "${entry.manager}"` }]),
  ]);
};
