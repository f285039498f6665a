/** How resources, versions and findings lie in the table, and back. */
import { SCHEMA } from '../collect/content.ts';
import type { FindingChange } from '../collect/store.ts';
import type { Item } from './database.ts';
import { findingIndexes, keys, resourceIndexes } from './table.ts';
import type { Finding, RegisteredResource, Version } from './types.ts';

/** Tags and fields may be named anything, `__proto__` too, which a DynamoDB map would lose on the way. */
const pairs = (record: Readonly<Record<string, unknown>>) => Object.entries(record);
const unpaired = (list: [string, any][]) => Object.fromEntries(list);

export const resourceItem = (resource: RegisteredResource, hash: string): Item => {
  const { id, kind, accountId, owner, lifecycle } = resource;
  return {
    ...keys.resource(id),
    ...resourceIndexes({ id, kind, accountId }, lifecycle === 'retired' ? null : owner.id),
    ...resource,
    tags: pairs(resource.tags),
    fields: pairs(resource.fields),
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
  const resource: Record<string, unknown> = {};
  for (const key of resourceKeys) resource[key] = item[key];
  resource.tags = unpaired(item.tags);
  resource.fields = unpaired(item.fields);
  return resource as unknown as RegisteredResource;
};

export const versionItem = (version: Version): Item => ({
  ...keys.version(version.resourceId, version.version),
  ...version,
  changes: pairs(version.changes),
  schema: SCHEMA,
});

export const versionFrom = (item: Item): Version => ({
  resourceId: item.resourceId,
  version: item.version,
  event: item.event,
  changes: unpaired(item.changes),
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
