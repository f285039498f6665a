/**
 * How versions lie in the table, and back. Each is an item of its own, which expires; the one that led to a resource
 * as it is now lies in the resource's item too, and so stays as long as that.
 */
import { SCHEMA } from '../collect/content.ts';
import type { Item } from './database.ts';
import { factsOf, packedIfLarge, pairs, unpaired } from './facts.ts';
import type { About, Change } from './history-types.ts';
import { keys, versionIndexes } from './table.ts';
import type { RegisteredResource, Version } from './types.ts';

/** Characters of JSON above which changes are not kept with the resource: then their version does not expire. */
const CARRY_UP_TO = 10_000;
const DAY_S = 86_400;

const carried = ({ changes }: Version): boolean => JSON.stringify(changes).length <= CARRY_UP_TO;

/** Epoch seconds, as DynamoDB's time to live has it. A retirement is kept for ever. */
const expiry = (version: Version, days: number | undefined): { readonly expiresAt?: number } =>
  days === undefined || version.event === 'retired' || !carried(version)
    ? {}
    : { expiresAt: Math.ceil(Date.parse(version.at) / 1000) + days * DAY_S };

const aboutOf = (resource: RegisteredResource): About => ({
  provider: resource.provider,
  kind: resource.kind,
  class: resource.class,
  accountId: resource.accountId,
  region: resource.region,
  name: resource.name,
  owner: resource.owner.id,
});

/** What a version is about, as it was when that was written. */
export const aboutFrom = (item: Item): About => ({
  provider: item.provider,
  kind: item.kind,
  class: item.class,
  accountId: item.accountId,
  region: item.region,
  name: item.name,
  owner: item.owner,
});

/** `days`: how long it is kept; undefined: for ever. */
export const versionItem = (version: Version, resource: RegisteredResource, days: number | undefined): Item => {
  const { changes, ...rest } = version;
  return {
    ...keys.version(version.resourceId, version.version),
    ...versionIndexes(version),
    ...rest,
    ...aboutOf(resource),
    ...packedIfLarge({ changes: pairs(changes) }),
    ...expiry(version, days),
    schema: SCHEMA,
  };
};

/** A version as it was stored. */
export const versionFrom = (item: Item): Version => ({
  resourceId: item.resourceId,
  version: item.version,
  event: item.event,
  changes: unpaired(factsOf(item).changes),
  at: item.at,
  run: item.run,
  previousAt: item.previousAt ?? null,
});

/** A version with what it was about, as lists of changes have it. */
export const changeFrom = (item: Item): Change => ({
  ...versionFrom(item),
  ...aboutFrom(item),
});

/** DynamoDB deletes what expired in its own time, and the embedded table not at all: whoever reads passes it over. */
export const expired = ({ expiresAt }: Item, now: number): boolean =>
  expiresAt !== undefined && expiresAt * 1000 <= now;

/** What a resource's item keeps of the version that led to it; its number and time are the resource's own. */
export const carriedBy = (version: Version | undefined): Readonly<Record<string, unknown>> => {
  if (version === undefined || !carried(version)) return {};
  const { event, run, previousAt, changes } = version;
  return { event, run, previousAt, changes: pairs(changes) };
};

/** Undefined where the resource was written without it. */
export const carriedFrom = (item: Item): Version | undefined =>
  item.event === undefined ? undefined : versionFrom({ ...item, resourceId: item.id, at: item.changedAt } as Item);
