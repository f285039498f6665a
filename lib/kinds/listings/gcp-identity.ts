/** Who an asset is: its id, place, account and labels, wherever its service writes them. */
import type { GcpAsset } from '../../providers/gcp/asset.ts';
import { lastPart, regionOf } from '../../providers/gcp/read.ts';
import type { Identity } from '../types.ts';
import { labelsOf } from './gcp-labels.ts';

export const PROJECT = 'cloudresourcemanager.googleapis.com/Project';

/** A project's id by its number: assets name their project by either. */
export type ProjectIds = ReadonlyMap<string, string>;

interface Named {
  readonly name?: unknown;
  readonly displayName?: unknown;
  readonly metadata?: { readonly creationTimestamp?: unknown };
  readonly projectId?: unknown;
  readonly location?: unknown;
  readonly zone?: unknown;
  readonly region?: unknown;
  readonly creationTimestamp?: unknown;
  readonly createTime?: unknown;
  readonly timeCreated?: unknown;
}

export const word = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** `europe-west1-b` out of `…/zones/europe-west1-b/…`. */
const placeIn = (name: string): string | undefined => /\/(?:zones|regions|locations)\/([^/]+)/.exec(name)?.[1];

/** The project's id or number in a name, a parent or the ancestors; else the folder or organisation itself. */
const accountOf = ({ name, ancestors, resource }: GcpAsset, ids: ProjectIds): string => {
  const inName = /\/projects\/([^/]+)/.exec(name)?.[1];
  const inParent = /\/projects\/([^/]+)/.exec(resource.parent ?? '')?.[1];
  const above = Array.isArray(ancestors) ? ancestors.map(String) : [];
  const inAncestors = above.find((one) => one.startsWith('projects/'))?.slice('projects/'.length);
  const project = inName ?? inParent ?? inAncestors;
  if (project !== undefined) return ids.get(project) ?? project;
  return (
    /((?:folders|organizations)\/[^/ ]+)/.exec(`${name} ${resource.parent ?? ''} ${above.join(' ')}`)?.[1] ?? 'unknown'
  );
};

/** Who and where an asset is: its full resource name, its project, its location, its labels. */
export const identityOf = (asset: GcpAsset, ids: ProjectIds): Identity => {
  const data = asset.resource.data as Named;
  const isProject = asset.assetType === PROJECT;
  const accountId = isProject ? (word(data.projectId) ?? accountOf(asset, ids)) : accountOf(asset, ids);
  const created = data.creationTimestamp ?? data.createTime ?? data.timeCreated ?? data.metadata?.creationTimestamp;
  const location =
    word(asset.resource.location) ??
    word(data.location) ??
    lastPart(data.zone) ??
    lastPart(data.region) ??
    placeIn(asset.name);
  return {
    id: isProject ? projectName(accountId) : asset.name,
    type: asset.assetType,
    name: isProject ? accountId : (word(data.displayName) ?? asset.name.slice(asset.name.lastIndexOf('/') + 1)),
    region: location === undefined || location === 'global' ? undefined : regionOf(location),
    accountId,
    tags: labelsOf(asset.assetType, data),
    group: isProject || accountId.includes('/') || accountId === 'unknown' ? undefined : projectName(accountId),
    createdAt: typeof created === 'string' ? created : undefined,
  };
};

/** Projects are named by id, though their assets are named by number: one name for both. */
const projectName = (projectId: string): string => `//cloudresourcemanager.googleapis.com/projects/${projectId}`;
