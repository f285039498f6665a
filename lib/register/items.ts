/** How resources, versions and findings lie in the table, and back. */
import { SCHEMA } from '../collect/content.ts';
import type { FindingChange } from '../collect/store.ts';
import type { Item } from './database.ts';
import { pack, unpack } from './pack.ts';
import { findingIndexes, keys, resourceIndexes } from './table.ts';
import type { Finding, RegisteredResource, Version } from './types.ts';

/** Characters of JSON above which facts are packed: a group's thousand members would outgrow an item. */
const PACK_ABOVE = 100_000;

const packedIfLarge = (facts: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  JSON.stringify(facts).length > PACK_ABOVE ? { packed: pack(facts) } : facts;

const factsOf = (item: Item): Item => (item.packed === undefined ? item : { ...item, ...unpack(item.packed) });

/** Tags and fields may be named anything, `__proto__` too, which a DynamoDB map would lose on the way. */
const pairs = (record: Readonly<Record<string, unknown>>) => Object.entries(record);
const unpaired = (list: [string, any][]) => Object.fromEntries(list);

/** Where a resource was listed: its manifest can be made anew from that. */
export interface Home {
  readonly partition: string;
  readonly listing: string;
}

export const resourceItem = (resource: RegisteredResource, hash: string, home: Home): Item => {
  const { tags, fields, links, ...rest } = resource;
  const { id, kind, accountId, owner, lifecycle } = rest;
  return {
    ...keys.resource(id),
    ...resourceIndexes({ id, kind, accountId }, lifecycle === 'retired' ? null : owner.id),
    ...rest,
    ...home,
    ...packedIfLarge({ tags: pairs(tags), fields: pairs(fields), links }),
    hash,
    schema: SCHEMA,
  };
};

const resourceKeys = [
  'id',
  'provider',
  'kind',
  'type',
  'class',
  'category',
  'accountId',
  'region',
  'name',
  'tags',
  'owner',
  'lifecycle',
  'fields',
  'links',
  'group',
  'createdAt',
  'firstSeen',
  'changedAt',
  'version',
] as const;

export const resourceFrom = (item: Item): RegisteredResource => {
  const facts = factsOf(item);
  const resource: Record<string, unknown> = {};
  for (const key of resourceKeys) resource[key] = facts[key];
  resource.tags = unpaired(facts.tags);
  resource.fields = unpaired(facts.fields);
  return resource as unknown as RegisteredResource;
};

export const versionItem = ({ changes, ...version }: Version): Item => ({
  ...keys.version(version.resourceId, version.version),
  ...version,
  ...packedIfLarge({ changes: pairs(changes) }),
  schema: SCHEMA,
});

export const versionFrom = (item: Item): Version => ({
  resourceId: item.resourceId,
  version: item.version,
  event: item.event,
  changes: unpaired(factsOf(item).changes),
  at: item.at,
  run: item.run,
});

/** A closed finding stays as an item, out of the indexes. */
export const findingItem = ({ closed, run, ...finding }: FindingChange, now: string): Item => ({
  ...keys.finding(finding.resourceId, finding.check),
  ...(closed ? { closedAt: now } : findingIndexes(finding.resourceId, finding.check, finding.owner)),
  ...finding,
  run,
  schema: SCHEMA,
});

/** Undefined for one that is closed. */
export const findingFrom = (item: Item): Finding | undefined =>
  item.closedAt !== undefined
    ? undefined
    : {
        check: item.check,
        severity: item.severity,
        verdict: item.verdict,
        reason: item.reason,
        since: item.since,
        resourceId: item.resourceId,
        kind: item.kind,
        accountId: item.accountId,
        owner: item.owner,
      };
