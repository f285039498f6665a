/** Resources as people ask for them: narrowed by an index where one fits, then by what they are, or were. */
import { isThere } from '../collect/lifecycle.ts';
import { openTags } from '../owners/tag-words.ts';
import type { Tags } from '../providers/types.ts';
import type { Database, Item } from './database.ts';
import { resourceFrom } from './items.ts';
import { ordered } from './merge.ts';
import { pastsOf } from './past.ts';
import { readInForce } from './policy.ts';
import { partitionsOf } from './summaries.ts';
import { accountQuery, type IndexQuery, ownerQueries } from './table.ts';
import type { RegisteredResource, ResourceQuery } from './types.ts';

const accountsOf = async (database: Database): Promise<string[]> =>
  [...new Set((await partitionsOf(database)).flatMap(({ accounts }) => accounts))].sort();

type TagTest = (tags: Tags) => boolean;

const tagTests = async (database: Database, { tags = [] }: ResourceQuery): Promise<readonly TagTest[]> => {
  if (tags.length === 0) return [];
  const { test } = openTags((await readInForce(database)).tags);
  return tags.map(([key, value]) => test(key, value));
};

const matches = (resource: RegisteredResource, query: ResourceQuery, tests: readonly TagTest[]): boolean => {
  if (!isThere(resource) && !query.includeRetired) return false;
  if (query.owner !== undefined && resource.owner.id !== query.owner) return false;
  if (query.accountId !== undefined && resource.accountId !== query.accountId) return false;
  if (query.kind !== undefined && resource.kind !== query.kind) return false;
  if (query.class !== undefined && resource.class !== query.class) return false;
  if (query.region !== undefined && resource.region !== query.region) return false;
  return tests.every((test) => test(resource.tags));
};

export async function* query(database: Database, queries: readonly IndexQuery[]): AsyncGenerator<Item> {
  for (const one of queries) yield* database.queryIndex(one);
}

/** `now`: epoch milliseconds. `untold` is called with each id whose history does not reach back to `wanted.at`. */
export async function* resources(
  database: Database,
  wanted: ResourceQuery,
  now: number,
  untold: (id: string) => void = () => undefined,
): AsyncGenerator<RegisteredResource> {
  if (wanted.at !== undefined) return yield* resourcesAt(database, wanted, wanted.at, now, untold);
  const items =
    wanted.owner !== undefined && !wanted.includeRetired
      ? ordered(
          ownerQueries(wanted.owner, 'r', wanted.kind).map((one) => database.queryIndex(one)),
          ({ ownerSk }) => ownerSk,
        )
      : query(
          database,
          (wanted.accountId === undefined ? await accountsOf(database) : [wanted.accountId]).map((account) =>
            accountQuery(account, wanted.kind),
          ),
        );
  const tests = await tagTests(database, wanted);
  for await (const item of items) {
    const resource = resourceFrom(item);
    if (matches(resource, wanted, tests)) yield resource;
  }
}

/** All resources, whoever has them now and wherever they are now: what they were decides. */
async function* resourcesAt(
  database: Database,
  wanted: ResourceQuery,
  at: string,
  now: number,
  untold: (id: string) => void,
): AsyncGenerator<RegisteredResource> {
  const items = query(
    database,
    (await accountsOf(database)).map((account) => accountQuery(account)),
  );
  const tests = await tagTests(database, wanted);
  for await (const resource of pastsOf(database, items, at, now, untold))
    if (matches(resource, wanted, tests)) yield resource;
}
