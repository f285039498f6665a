/** The JSON that commands print, key by key: `docs/json.md`. What the register stores beside it does not leak out. */
import type { Suppression } from '../register/assertion-types.ts';
import type { Finding, OwnerSummary, RegisteredResource, ResourceView, Run, Version } from '../register/types.ts';

export const resourceJson = (resource: RegisteredResource) => ({
  id: resource.id,
  provider: resource.provider,
  kind: resource.kind,
  type: resource.type,
  class: resource.class,
  category: resource.category,
  accountId: resource.accountId,
  accountName: resource.accountName ?? null,
  region: resource.region,
  name: resource.name,
  tags: resource.tags,
  owner: {
    id: resource.owner.id,
    status: resource.owner.status,
    source: resource.owner.source,
    key: resource.owner.key,
    value: resource.owner.value,
    from: resource.owner.from,
    coOwners: [...resource.owner.coOwners],
    overrode: resource.owner.overrode.map(({ source, key, value, from }) => ({ source, key, value, from })),
  },
  lifecycle: resource.lifecycle,
  fields: resource.fields,
  links: resource.links.map(({ rel, to }) => ({ rel, to })),
  group: resource.group,
  createdAt: resource.createdAt,
  firstSeen: resource.firstSeen,
  changedAt: resource.changedAt,
  version: resource.version,
  stale: (resource.stale ?? []).map(({ fact, since }) => ({ fact, since })),
});

export const findingJson = ({
  check,
  severity,
  verdict,
  reason,
  since,
  resourceId,
  kind,
  accountId,
  accountName = null,
  owner,
  lifecycle,
  suppressed,
}: Finding) => ({
  check,
  severity,
  verdict,
  reason,
  since,
  resourceId,
  kind,
  accountId,
  accountName,
  owner,
  lifecycle,
  suppressed: suppressed && {
    by: suppressed.by,
    until: suppressed.until,
    reason: suppressed.reason,
    source: suppressed.source,
  },
});

export const suppressionJson = ({ kind, resourceId, check, at, by, until, reason, ended }: Suppression) => ({
  kind,
  resourceId,
  check,
  at,
  by,
  until,
  reason,
  ended: ended && { at: ended.at, by: ended.by, why: ended.why },
});

export const ownerJson = ({
  id,
  name,
  status,
  resources,
  billed,
  exempt,
  classes,
  findings,
  suppressed,
}: OwnerSummary) => ({
  id,
  name,
  status,
  resources,
  billed,
  exempt,
  classes,
  findings,
  suppressed,
});

export const versionJson = ({ version, event, changes, at, run }: Version) => ({ version, event, changes, at, run });

export const viewJson = ({ resource, linkedFrom, findings, versions, assertions }: ResourceView) => ({
  resource: resourceJson(resource),
  linkedFrom: linkedFrom.map(({ from, rel }) => ({ from, rel })),
  findings: findings.map(findingJson),
  versions: versions.map(versionJson),
  assertions: assertions.map(suppressionJson),
});

export const runJson = (run: Run) => ({
  id: run.id,
  startedAt: run.startedAt,
  finishedAt: run.finishedAt,
  providers: run.providers,
  partial: run.partial === true,
  partitions: run.partitions,
  listings: {
    complete: run.listings.complete,
    incomplete: run.listings.incomplete.map(({ partition, listing, outcome, reason, found, lastComplete, since }) => ({
      partition,
      listing,
      outcome,
      reason,
      found,
      lastComplete,
      since,
    })),
    closed: (run.listings.closed ?? []).map(({ reason, partition, partitions, listings }) => ({
      reason,
      partition,
      partitions,
      listings,
    })),
    more: { incomplete: run.listings.more?.incomplete ?? 0, held: run.listings.more?.held ?? 0 },
    unread: {
      count: run.listings.unread?.count ?? 0,
      first: (run.listings.unread?.first ?? []).map(({ partition, listing, reason }) => ({
        partition,
        listing,
        reason,
      })),
    },
  },
  resources: run.resources,
  calls: run.calls,
  items: run.items,
  closed: (run.closed ?? []).map(({ id, name, reason, root }) => ({ id, name: name ?? null, reason, root })),
  failedRoots: run.failedRoots.map(({ root, reason, since }) => ({ root, reason, since })),
});
