/** How resources, findings and assertions lie in the table, and back. */
import { SCHEMA } from '../collect/content.ts';
import type { OpenFinding } from '../collect/entry.ts';
import { openFinding, saysOf } from '../collect/findings.ts';
import type { FindingChange } from '../collect/store.ts';
import type { Assertion, Suppressed } from './assertion-types.ts';
import type { Item } from './database.ts';
import { factsOf, packedIfLarge, pairs, unpaired } from './facts.ts';
import { findingIndexes, keys, resourceIndexes, suppressionIndexes } from './table.ts';
import type { Finding, RegisteredResource, StaleFact, Version } from './types.ts';
import { carriedBy } from './versions.ts';

/** Where a resource was listed: its manifest can be made anew from that. */
export interface Home {
  readonly partition: string;
  readonly listing: string;
}

/** `last`: the version that led to it. */
export const resourceItem = (
  resource: RegisteredResource,
  hash: string,
  home: Home,
  last: Version | undefined,
): Item => {
  const { tags, fields, links, ...rest } = resource;
  const { id, kind, accountId, owner, lifecycle } = rest;
  return {
    ...keys.resource(id),
    ...resourceIndexes({ id, kind, accountId }, lifecycle === 'retired' ? null : owner.id),
    ...rest,
    ...home,
    ...packedIfLarge({ tags: pairs(tags), fields: pairs(fields), links }),
    ...carriedBy(last),
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

/** A resource as it was stored. */
export const resourceFrom = (item: Item): RegisteredResource => {
  const facts = factsOf(item);
  const resource: Record<string, unknown> = {};
  for (const key of resourceKeys) resource[key] = facts[key];
  resource.tags = unpaired(facts.tags);
  resource.fields = unpaired(facts.fields);
  if (facts.stale) resource.stale = facts.stale.map(({ fact, since }: StaleFact) => ({ fact, since }));
  return resource as unknown as RegisteredResource;
};

/** A closed finding stays as an item, out of the indexes. */
export const findingItem = ({ closed, run, before: _, at, ...finding }: FindingChange, now: string): Item => ({
  ...keys.finding(finding.resourceId, finding.check),
  ...(closed ? { closedAt: now } : findingIndexes(finding.resourceId, finding.check, finding.owner)),
  ...finding,
  run,
  at: at ?? now,
  schema: SCHEMA,
});

/** In one order: a map's keys come back from the table in any. */
const suppressedFrom = (stored: Suppressed | null | undefined): Suppressed | null =>
  stored ? { by: stored.by, until: stored.until, reason: stored.reason, source: stored.source } : null;

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
        lifecycle: item.lifecycle,
        suppressed: suppressedFrom(item.suppressed),
      };

/** As the manifest notes it; undefined for one that is closed. */
export const openFindingFrom = (item: Item): OpenFinding | undefined => {
  const finding = findingFrom(item);
  return finding && openFinding(saysOf(finding), finding.since, finding.suppressed, item.failed, item.from);
};

/** One that is ended is in no index: a partition finds what is in force alone. */
export const assertionItem = (assertion: Assertion, partition: string): Item => {
  const { resourceId, at, check, ended } = assertion;
  return {
    ...keys.assertion(resourceId, at),
    ...(ended === null ? suppressionIndexes(partition, resourceId, check) : {}),
    ...assertion,
    schema: SCHEMA,
  };
};

/** An assertion as it was stored. */
export const assertionFrom = (item: Item): Assertion => ({
  kind: item.kind,
  resourceId: item.resourceId,
  check: item.check,
  at: item.at,
  by: item.by,
  until: item.until,
  reason: item.reason,
  ended: item.ended === null ? null : { at: item.ended.at, by: item.ended.by, why: item.ended.why },
});
