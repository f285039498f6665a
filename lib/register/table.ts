/**
 * The one table: its keys and indexes as data, read by the code that queries it and by what creates it.
 *
 * | item | pk | sk |
 * | --- | --- | --- |
 * | resource, current | `r#<id>` | `now` |
 * | resource, version n | `r#<id>` | `v#<n>` |
 * | finding | `r#<id>` | `f#<check>` |
 * | partition's state | `p#<partition>` | `state` |
 * | partition's counts by owner | `p#<partition>` | `owners` |
 * | manifest chunk | `p#<partition>` | `m#<listing>#<generation>#<chunk>` |
 * | partitions known | `partitions` | `<partition>` |
 * | owner | `o#<owner>` | `profile` |
 * | directory | `directory` | `state` |
 * | run | `runs` | `<run>` (its start, so that they sort by time) |
 *
 * Index `byOwner` finds `o#<owner>#<shard>` → `r#<kind>#<id>` and `f#<check>#<id>`; index `byPlace` finds
 * `a#<account>` → `r#<kind>#<id>`, `c#<check>` → `<owner>#<id>` (open findings only: it is sparse) and
 * `owners` → `<owner>`.
 */
import { createHash } from 'node:crypto';

export const table = {
  key: { pk: 'pk', sk: 'sk' },
  indexes: {
    byOwner: { name: 'byOwner', pk: 'ownerPk', sk: 'ownerSk' },
    byPlace: { name: 'byPlace', pk: 'placePk', sk: 'placeSk' },
  },
} as const;

/** Over how many index keys one owner's items are spread, so that a million unowned resources heat none. */
export const OWNER_SHARDS = 8;

/** DynamoDB's limits on keys, bytes of UTF-8. */
const PARTITION_KEY_BYTES = 2048;
const SORT_KEY_BYTES = 1024;

/** A key no longer than `limit` bytes: one that is longer is cut, and ends in a hash of the whole. */
const fitted = (key: string, limit: number): string => {
  if (key.length * 3 <= limit || Buffer.byteLength(key) <= limit) return key;
  const digest = createHash('sha256').update(key).digest('base64url');
  const kept = Buffer.from(key)
    .subarray(0, limit - digest.length - 4)
    .toString('utf8')
    .replace(/\uFFFD$/, '');
  return `${kept}~${digest}`;
};

const pkOf = (key: string): string => fitted(key, PARTITION_KEY_BYTES);
const skOf = (key: string): string => fitted(key, SORT_KEY_BYTES);

/** FNV-1a over the characters: cheap, stable, and spread well enough for shards. */
const shardOf = (id: string): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  return (hash >>> 0) % OWNER_SHARDS;
};

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

const ownerPk = (owner: string, shard: number): string => pkOf(`o#${owner}#${shard}`);

/** Every key that the register uses, by what it finds. */
export const keys = {
  resource: (id: string): Key => ({ pk: pkOf(`r#${id}`), sk: 'now' }),
  version: (id: string, version: number): Key => ({ pk: pkOf(`r#${id}`), sk: `v#${String(version).padStart(8, '0')}` }),
  finding: (id: string, check: string): Key => ({ pk: pkOf(`r#${id}`), sk: skOf(`f#${check}`) }),
  state: (partition: string): Key => ({ pk: pkOf(`p#${partition}`), sk: 'state' }),
  owners: (partition: string): Key => ({ pk: pkOf(`p#${partition}`), sk: 'owners' }),
  chunk: (partition: string, listing: string, generation: string, chunk: number): Key => ({
    pk: pkOf(`p#${partition}`),
    sk: skOf(`m#${listing}#${generation}#${String(chunk).padStart(5, '0')}`),
  }),
  partition: (partition: string): Key => ({ pk: 'partitions', sk: skOf(partition) }),
  profile: (owner: string): Key => ({ pk: pkOf(`o#${owner}`), sk: 'profile' }),
  directory: { pk: 'directory', sk: 'state' } satisfies Key,
  run: (run: string): Key => ({ pk: 'runs', sk: run }),
} as const;

/** The index attributes of a resource. A retired one is found by its account alone. */
export const resourceIndexes = (
  { id, kind, accountId }: { readonly id: string; readonly kind: string; readonly accountId: string },
  owner: string | null,
): Record<string, string> => ({
  ...(owner === null ? {} : { ownerPk: ownerPk(owner, shardOf(id)), ownerSk: skOf(`r#${kind}#${id}`) }),
  placePk: pkOf(`a#${accountId}`),
  placeSk: skOf(`r#${kind}#${id}`),
});

/** The index attributes of an open finding. */
export const findingIndexes = (id: string, check: string, owner: string): Record<string, string> => ({
  ownerPk: ownerPk(owner, shardOf(id)),
  ownerSk: skOf(`f#${check}#${id}`),
  placePk: pkOf(`c#${check}`),
  placeSk: skOf(`${owner}#${id}`),
});

/** The index attributes of an owner's profile: the directory is listed by them. */
export const profileIndexes = (owner: string): Record<string, string> => ({ placePk: 'owners', placeSk: skOf(owner) });

/** Where to query an index: its keys' values, the sort key by how it begins. */
export interface IndexQuery {
  readonly index: keyof typeof table.indexes;
  readonly pk: string;
  readonly begins: string;
}

/** One query for each shard of an owner: `what` is `r` or `f`, narrowed to a kind or check where given. */
export const ownerQueries = (owner: string, what: 'r' | 'f', of?: string): readonly IndexQuery[] =>
  Array.from({ length: OWNER_SHARDS }, (_, shard) => ({
    index: 'byOwner',
    pk: ownerPk(owner, shard),
    begins: of === undefined ? `${what}#` : `${what}#${of}#`,
  }));

export const accountQuery = (accountId: string, kind?: string): IndexQuery => ({
  index: 'byPlace',
  pk: pkOf(`a#${accountId}`),
  begins: kind === undefined ? 'r#' : `r#${kind}#`,
});

export const checkQuery = (check: string): IndexQuery => ({ index: 'byPlace', pk: pkOf(`c#${check}`), begins: '' });

export const profilesQuery: IndexQuery = { index: 'byPlace', pk: 'owners', begins: '' };
