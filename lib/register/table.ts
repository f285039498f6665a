/**
 * The one table: its keys and indexes as data, read by the code that queries it and by what creates it.
 *
 * | item | pk | sk |
 * | --- | --- | --- |
 * | resource, current | `r#<id>` | `now` |
 * | resource, version n | `r#<id>` | `v#<n>` |
 * | finding | `r#<id>` | `f#<check>` |
 * | assertion | `r#<id>` | `a#<time>` |
 * | partition's state | `p#<partition>` | `state` |
 * | partition's counts by owner | `p#<partition>` | `owners` |
 * | manifest chunk | `p#<partition>` | `m#<listing>#<generation>#<chunk>` |
 * | which chunks a manifest has | `p#<partition>` | `m#<listing>#<generation>#index`; none where it has one chunk |
 * | confirmation of a held listing | `p#<partition>` | `c#<listing>` |
 * | partition's plan: accounts and listings asked for | `p#<partition>` | `plan` |
 * | partitions known | `partitions` | `<partition>` |
 * | display names of accounts | `names` | `<partition>` |
 * | owner | `o#<owner>` | `profile` |
 * | directory | `directory` | `state` |
 * | act of a person: confirm, forget | `acts` | `<act>` (its time) |
 * | what is to be told | `outbox` | `<time>#<partition>#<part>`: keys of versions, findings in full; gone when told |
 * | message not delivered | `owed` | `<target>#<run>#<part>` |
 * | run | `runs` | `<run>` (its start, so that they sort by time) |
 * | what a run came to in a partition | `run#<run>` | `p#<partition>`: while several processes share the run; it expires |
 * | lock | `locks` | `<lock>`: who holds it, until when |
 * | what the last run went by | `policy` | `state` |
 * | history | `history` | `state`: since when versions are in the index, up to which day they were pruned |
 *
 * Index `byOwner` finds `o#<owner>#<shard>` → `r#<kind>#<id>` and `f#<check>#<id>`; index `byPlace` finds
 * `a#<account>` → `r#<kind>#<id>`, `c#<check>` → `<owner>#<id>` (open findings only: it is sparse),
 * `p#<partition>` → `a#suppress#<id>#<check>` (assertions that are not ended) and `owners` → `<owner>`, and
 * `d#<day>#<shard>` → `<time>#<id>#<n>` (versions by time: those of a run, which have one time, lie in all shards).
 */
import { createHash } from 'node:crypto';

/** The table's keys and indexes: what the stack deploys, and what the laptop's table is made with. */
export const table = {
  key: { pk: 'pk', sk: 'sk' },
  indexes: {
    byOwner: { name: 'byOwner', pk: 'ownerPk', sk: 'ownerSk' },
    byPlace: { name: 'byPlace', pk: 'placePk', sk: 'placeSk' },
  },
  /** Epoch seconds after which an item is gone: the table's time to live. */
  ttl: 'expiresAt',
} as const;

/** Over how many index keys one owner's items are spread, so that a million unowned resources heat none. */
export const OWNER_SHARDS = 8;

/** The same for a day's versions: a first run writes one for each resource, all on one day. */
const DAY_SHARDS = 8;

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

/** FNV-1a over the characters: cheap, stable, and spread well enough for shards. From 0 up to `shards`. */
export const shardOf = (id: string, shards: number): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  return (hash >>> 0) % shards;
};

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

const ownerPk = (owner: string, shard: number): string => pkOf(`o#${owner}#${shard}`);

/** With what the sort keys of manifests begin: those of a listing, or all of a partition. */
export const chunkPrefix = (listing?: string): string => (listing === undefined ? 'm#' : skOf(`m#${listing}#`));

/** With what the sort keys begin of what is counted and not registered: those of a listing, or all of a partition. */
export const countedPrefix = (listing?: string): string => (listing === undefined ? 'x#' : skOf(`x#${listing}#`));

/** Every key that the register uses, by what it finds. */
export const keys = {
  resource: (id: string): Key => ({ pk: pkOf(`r#${id}`), sk: 'now' }),
  version: (id: string, version: number): Key => ({ pk: pkOf(`r#${id}`), sk: `v#${String(version).padStart(8, '0')}` }),
  finding: (id: string, check: string): Key => ({ pk: pkOf(`r#${id}`), sk: skOf(`f#${check}`) }),
  assertion: (id: string, at: string): Key => ({ pk: pkOf(`r#${id}`), sk: `a#${at}` }),
  state: (partition: string): Key => ({ pk: pkOf(`p#${partition}`), sk: 'state' }),
  owners: (partition: string): Key => ({ pk: pkOf(`p#${partition}`), sk: 'owners' }),
  chunk: (partition: string, listing: string, generation: string, chunk: number): Key => ({
    pk: pkOf(`p#${partition}`),
    sk: skOf(`m#${listing}#${generation}#${String(chunk).padStart(5, '0')}`),
  }),
  chunkIndex: (partition: string, listing: string, generation: string): Key => ({
    pk: pkOf(`p#${partition}`),
    sk: skOf(`m#${listing}#${generation}#index`),
  }),
  counted: (partition: string, listing: string, part: number): Key => ({
    pk: pkOf(`p#${partition}`),
    sk: skOf(`x#${listing}#${String(part).padStart(5, '0')}`),
  }),
  confirmation: (partition: string, listing: string): Key => ({
    pk: pkOf(`p#${partition}`),
    sk: skOf(`c#${listing}`),
  }),
  plan: (partition: string): Key => ({ pk: pkOf(`p#${partition}`), sk: 'plan' }),
  act: (act: string): Key => ({ pk: 'acts', sk: act }),
  partition: (partition: string): Key => ({ pk: 'partitions', sk: skOf(partition) }),
  names: (partition: string): Key => ({ pk: 'names', sk: skOf(partition) }),
  profile: (owner: string): Key => ({ pk: pkOf(`o#${owner}`), sk: 'profile' }),
  directory: { pk: 'directory', sk: 'state' } satisfies Key,
  note: (now: string, partition: string, part: string): Key => ({
    pk: 'outbox',
    sk: skOf(`${now}#${partition}#${part}`),
  }),
  owed: (target: string, run: string, part: string): Key => ({ pk: 'owed', sk: skOf(`${target}#${run}#${part}`) }),
  run: (run: string): Key => ({ pk: 'runs', sk: run }),
  runPart: (run: string, partition: string): Key => ({ pk: `run#${run}`, sk: skOf(`p#${partition}`) }),
  lock: (lock: string): Key => ({ pk: 'locks', sk: lock }),
  policy: { pk: 'policy', sk: 'state' } satisfies Key,
  history: { pk: 'history', sk: 'state' } satisfies Key,
} as const;

/** The index attributes of a resource. A retired one is found by its account alone. */
export const resourceIndexes = (
  { id, kind, accountId }: { readonly id: string; readonly kind: string; readonly accountId: string },
  owner: string | null,
): Record<string, string> => ({
  ...(owner === null ? {} : { ownerPk: ownerPk(owner, shardOf(id, OWNER_SHARDS)), ownerSk: skOf(`r#${kind}#${id}`) }),
  placePk: pkOf(`a#${accountId}`),
  placeSk: skOf(`r#${kind}#${id}`),
});

/** The index attributes of an open finding. */
export const findingIndexes = (id: string, check: string, owner: string): Record<string, string> => ({
  ownerPk: ownerPk(owner, shardOf(id, OWNER_SHARDS)),
  ownerSk: skOf(`f#${check}#${id}`),
  placePk: pkOf(`c#${check}`),
  placeSk: skOf(`${owner}#${id}`),
});

const dayPk = (day: string, shard: number): string => `d#${day}#${shard}`;

/** The index attributes of a version: the day of its time finds it. */
export const versionIndexes = ({
  resourceId,
  version,
  at,
}: {
  readonly resourceId: string;
  readonly version: number;
  readonly at: string;
}): Record<string, string> => ({
  placePk: dayPk(at.slice(0, 10), shardOf(resourceId, DAY_SHARDS)),
  placeSk: skOf(`${at}#${resourceId}#${version}`),
});

/** The index attributes of a suppression that is not ended: its partition finds it. */
export const suppressionIndexes = (partition: string, id: string, check: string): Record<string, string> => ({
  placePk: pkOf(`p#${partition}`),
  placeSk: skOf(`a#suppress#${id}#${check}`),
});

/** The index attributes of an owner's profile: the directory is listed by them. */
export const profileIndexes = (owner: string): Record<string, string> => ({ placePk: 'owners', placeSk: skOf(owner) });

/** Where to query an index: its keys' values, the sort key by how it begins. */
export interface IndexQuery {
  readonly index: keyof typeof table.indexes;
  readonly pk: string;
  readonly begins: string;
  /** In place of how it begins: from the first to the last of these, both among them. */
  readonly between?: readonly [string, string];
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

export const suppressionsQuery = (partition: string): IndexQuery => ({
  index: 'byPlace',
  pk: pkOf(`p#${partition}`),
  begins: 'a#suppress#',
});

export const profilesQuery: IndexQuery = { index: 'byPlace', pk: 'owners', begins: '' };

/** One query for each shard of a day, from one time to another, both among them. */
export const versionQueries = (day: string, since: string, until: string): readonly IndexQuery[] =>
  Array.from({ length: DAY_SHARDS }, (_, shard) => ({
    index: 'byPlace',
    pk: dayPk(day, shard),
    begins: '',
    // What follows `#` in the table's order ends the last time.
    between: [since, `${until}$`],
  }));
