/** The JSON that commands print, key by key: `docs/json.md`. What the register stores beside it does not leak out. */
import type { Finding, OwnerSummary, RegisteredResource, ResourceView, Run, Version } from '../register/types.ts';

export const resourceJson = (resource: RegisteredResource) => ({
  id: resource.id,
  provider: resource.provider,
  kind: resource.kind,
  type: resource.type,
  class: resource.class,
  category: resource.category,
  accountId: resource.accountId,
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
  owner,
}: Finding) => ({
  check,
  severity,
  verdict,
  reason,
  since,
  resourceId,
  kind,
  accountId,
  owner,
});

export const ownerJson = ({ id, name, status, resources, billed, classes, findings }: OwnerSummary) => ({
  id,
  name,
  status,
  resources,
  billed,
  classes,
  findings,
});

const versionJson = ({ version, event, changes, at, run }: Version) => ({ version, event, changes, at, run });

export const viewJson = ({ resource, linkedFrom, findings, versions }: ResourceView) => ({
  resource: resourceJson(resource),
  linkedFrom: linkedFrom.map(({ from, rel }) => ({ from, rel })),
  findings: findings.map(findingJson),
  versions: versions.map(versionJson),
});

export const runJson = (run: Run) => ({
  id: run.id,
  startedAt: run.startedAt,
  finishedAt: run.finishedAt,
  providers: run.providers,
  partitions: run.partitions,
  listings: {
    complete: run.listings.complete,
    incomplete: run.listings.incomplete.map(({ partition, listing, outcome, reason, found, lastComplete }) => ({
      partition,
      listing,
      outcome,
      reason,
      found,
      lastComplete,
    })),
  },
  resources: run.resources,
  calls: run.calls,
  items: run.items,
  failedRoots: run.failedRoots.map(({ root, reason }) => ({ root, reason })),
});
