/** The questions that people ask, over the table's indexes. */
import { checks } from '../checks/index.ts';
import { openDirectory } from '../owners/directory.ts';
import { normalKey } from '../owners/tags.ts';
import { readManifest } from './chunks.ts';
import type { Database, Item } from './database.ts';
import { findingFrom, resourceFrom, versionFrom } from './items.ts';
import { listingStates } from './lease.ts';
import { ordered } from './merge.ts';
import { allProfiles } from './profiles.ts';
import { latestRuns } from './runs.ts';
import { counts, owners, partitionsOf } from './summaries.ts';
import { accountQuery, checkQuery, type IndexQuery, keys, ownerQueries } from './table.ts';
import type { Finding, RegisteredResource, RegisterReader, ResourceQuery, ResourceView } from './types.ts';

const accountsOf = async (database: Database): Promise<string[]> =>
  [...new Set((await partitionsOf(database)).flatMap(({ accounts }) => accounts))].sort();

const matches = (resource: RegisteredResource, query: ResourceQuery): boolean => {
  if (resource.lifecycle === 'retired' && !query.includeRetired) return false;
  if (query.owner !== undefined && resource.owner.id !== query.owner) return false;
  if (query.accountId !== undefined && resource.accountId !== query.accountId) return false;
  if (query.kind !== undefined && resource.kind !== query.kind) return false;
  if (query.class !== undefined && resource.class !== query.class) return false;
  if (query.region !== undefined && resource.region !== query.region) return false;
  return Object.entries(query.tags ?? {}).every(([key, value]) => {
    const wanted = normalKey(key);
    return Object.entries(resource.tags).some(([name, is]) => normalKey(name) === wanted && is === value);
  });
};

async function* query(database: Database, queries: readonly IndexQuery[]): AsyncGenerator<Item> {
  for (const one of queries) yield* database.queryIndex(one);
}

async function* resources(database: Database, wanted: ResourceQuery): AsyncGenerator<RegisteredResource> {
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
  for await (const item of items) {
    const resource = resourceFrom(item);
    if (matches(resource, wanted)) yield resource;
  }
}

async function* findings(
  database: Database,
  wanted: { owner?: string | undefined; check?: string | undefined },
): AsyncGenerator<Finding> {
  const items =
    wanted.owner === undefined
      ? query(database, (wanted.check === undefined ? checks.map(({ id }) => id) : [wanted.check]).map(checkQuery))
      : ordered(
          ownerQueries(wanted.owner, 'f', wanted.check).map((one) => database.queryIndex(one)),
          ({ ownerSk }) => ownerSk,
        );
  for await (const item of items) {
    const finding = findingFrom(item);
    if (finding) yield finding;
  }
}

const show = async (database: Database, asked: string): Promise<ResourceView | undefined> => {
  const item = (await database.get(keys.resource(asked))) ?? (await database.get(keys.resource(asked.toLowerCase())));
  if (item === undefined) return undefined;
  const resource = resourceFrom(item);
  const { pk } = keys.resource(resource.id);
  const view = {
    resource,
    linkedFrom: [] as ResourceView['linkedFrom'][number][],
    findings: [] as Finding[],
    versions: [] as ResourceView['versions'][number][],
  };
  for await (const version of database.query(pk, 'v#', { newestFirst: true })) view.versions.push(versionFrom(version));
  for await (const found of database.query(pk, 'f#')) {
    const finding = findingFrom(found);
    if (finding) view.findings.push(finding);
  }
  for (const { partition, provider } of await partitionsOf(database)) {
    if (provider !== resource.provider) continue;
    for (const [listing, state] of await listingStates(database, partition)) {
      for (const entry of (await readManifest(database, partition, listing, state)).values()) {
        for (const { rel, to } of entry.links)
          if (to === resource.id) view.linkedFrom.push({ rel, to, from: entry.id });
      }
    }
  }
  return view;
};

/** Owners' counts and names are as the last run left them. */
export const openReader = (database: Database): RegisterReader => ({
  resources: (wanted) => resources(database, wanted),
  findings: (wanted) => findings(database, wanted),
  owners: () => owners(database),
  person: async (written) => openDirectory(await allProfiles(database)).resolve(written)?.id,
  counts: () => counts(database),
  show: (id) => show(database, id),
  runs: (limit) => latestRuns(database, limit),
});
