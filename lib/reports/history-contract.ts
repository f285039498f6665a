/** The JSON of what was, what changed and what would be: `docs/json.md`. */
import type { Change, Impact, Reached } from '../register/history-types.ts';
import type { RegisteredResource, Version } from '../register/types.ts';
import { resourceJson, versionJson } from './contract.ts';

/** A resource as it was. */
export const pastJson = (
  at: string,
  { resource, versions }: { readonly resource: RegisteredResource; readonly versions: readonly Version[] },
) => ({ at, resource: resourceJson(resource), versions: versions.map(versionJson) });

export const changeJson = (change: Change) => ({
  resourceId: change.resourceId,
  provider: change.provider,
  kind: change.kind,
  class: change.class,
  accountId: change.accountId,
  accountName: change.accountName ?? null,
  region: change.region,
  name: change.name,
  owner: change.owner,
  ...versionJson(change),
});

const reachedJson = ({ id, kind, accountId, accountName = null, region, owner, depth, rel, through }: Reached) => ({
  id,
  kind,
  accountId,
  accountName,
  region,
  owner,
  depth,
  rel,
  through,
});

export const impactJson = ({ id, kind, dependents, orphans }: Impact) => ({
  id,
  kind,
  dependents: dependents.map(reachedJson),
  orphans: orphans.map(reachedJson),
});
