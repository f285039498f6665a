/** Why a list is empty, where what was asked for names nothing that the register knows. */
import { factNames } from '../kinds/catalog.ts';
import type { RegisterReader } from '../register/types.ts';
import type { AskedOwner } from './asked.ts';
import { didYouMean } from './nearest.ts';

export interface Asked {
  readonly owner?: AskedOwner | undefined;
  readonly accountId?: string | undefined;
  readonly region?: string | undefined;
  /** The latest time that was asked of, ISO 8601 UTC. */
  readonly at?: string | undefined;
}

export interface Unknown {
  readonly what: 'owner' | 'account' | 'region' | 'time';
  /** A sentence, with the nearest name where there is one. */
  readonly sentence: string;
}

const ending = (nearest: string): string => nearest || '.';

/** Told of the first that the register does not know; undefined where it knows all, and has nothing that fits them. */
export const whyNone = async (
  reader: RegisterReader,
  { owner, accountId, region, at }: Asked,
): Promise<Unknown | undefined> => {
  if (owner?.standing === 'nobody')
    return { what: 'owner', sentence: `Nobody called "${owner.id}" owns anything${ending(owner.nearest)}` };
  const first = at === undefined ? null : await reader.firstRun();
  if (at !== undefined && first !== null && at < first)
    return { what: 'time', sentence: `The register begins at ${first}: what there was at ${at} is not known.` };
  if (accountId !== undefined) {
    const known = await reader.accounts();
    if (!known.includes(accountId))
      return {
        what: 'account',
        sentence: `The register knows no account "${accountId}"${ending(didYouMean(accountId, known))}`,
      };
  }
  if (region === undefined) return undefined;
  const known = await reader.regions();
  return known.includes(region)
    ? undefined
    : {
        what: 'region',
        sentence: `The register has nothing in a region "${region}"${ending(didYouMean(region, known))}`,
      };
};

/** Paths of a version's changes beside facts and tags. */
const plain = [
  ...['kind', 'type', 'class', 'category', 'accountId', 'region', 'name', 'group', 'createdAt', 'lifecycle'],
  ...['owner', 'links', 'tags', 'fields'],
];

/** Null for what can be asked of changes: a path, a fact by its name alone, any tag; else the nearest, as `didYouMean` tells it. */
export const unknownField = (field: string): string | null => {
  if (/^tags\..+/s.test(field) || plain.includes(field)) return null;
  const name = field.replace(/^fields\./, '');
  return factNames.includes(name) ? null : ending(didYouMean(name, [...plain, ...factNames]));
};
