/** Who an asset is: its id, place, account and labels, wherever its service writes them. */
import type { GcpAsset } from '../../providers/gcp/asset.ts';
import { lastPart, regionOf } from '../../providers/gcp/read.ts';
import type { Tags } from '../../providers/types.ts';
import { word } from '../normalise.ts';
import { timeOf } from '../times.ts';
import type { Identity } from '../types.ts';
import { labelsOf } from './gcp-labels.ts';

export const PROJECT = 'cloudresourcemanager.googleapis.com/Project';

/** A project's id by its number: assets name their project by either. */
export type ProjectIds = ReadonlyMap<string, string>;

interface Named {
  readonly name?: unknown;
  readonly displayName?: unknown;
  readonly email?: unknown;
  readonly metadata?: { readonly creationTimestamp?: unknown };
  readonly projectId?: unknown;
  readonly projectNumber?: unknown;
  readonly project?: unknown;
  readonly locationId?: unknown;
  readonly location?: unknown;
  readonly zone?: unknown;
  readonly region?: unknown;
  readonly creationTimestamp?: unknown;
  readonly createTime?: unknown;
  readonly creationTime?: unknown;
  readonly createdTime?: unknown;
  readonly timeCreated?: unknown;
}

/** `europe-west1-b` out of `…/zones/europe-west1-b/…`. */
const placeIn = (name: string): string | undefined => /\/(?:zones|regions|locations)\/([^/]+)/.exec(name)?.[1];

const digits = (value: unknown): string | undefined =>
  typeof value === 'number' ? String(value) : typeof value === 'string' && /^\d+$/.test(value) ? value : undefined;

/** The project that an asset's own data names: a bucket's name holds none. */
const projectIn = ({ projectNumber, projectId, project }: Named): string | undefined =>
  digits(projectNumber) ?? word(projectId) ?? lastPart(word(project));

/**
 * The project's id or number in a name, a parent, the ancestors or the data; else the folder, organisation or billing
 * account itself. An App Engine app's id is its project's.
 */
const accountOf = ({ name, ancestors, resource }: GcpAsset, ids: ProjectIds): string => {
  const above = Array.isArray(ancestors) ? ancestors.map(String) : [];
  const among = (text: string | undefined) => /\/(?:projects|apps)\/([^/]+)/.exec(text ?? '')?.[1];
  const inAncestors = above.find((one) => one.startsWith('projects/'))?.slice('projects/'.length);
  const holder = /((?:folders|organizations|billingAccounts)\/[^/ ]+)/.exec(
    `${name} ${resource.parent ?? ''} ${above.join(' ')}`,
  )?.[1];
  const project = among(name) ?? among(resource.parent) ?? inAncestors;
  if (project !== undefined) return ids.get(project) ?? project;
  const own = holder === undefined ? projectIn(resource.data as Named) : undefined;
  return own === undefined ? (holder ?? 'unknown') : (ids.get(own) ?? own);
};

/** Whatever the service calls it; BigQuery gives milliseconds as text. */
const createdAt = (data: Named): string | undefined => {
  const times = [
    data.creationTimestamp,
    data.createTime,
    data.timeCreated,
    data.creationTime,
    data.createdTime,
    data.metadata?.creationTimestamp,
  ];
  const time = times
    .map((one) => (digits(one) === undefined ? word(one) : timeOf(new Date(Number(one)))))
    .find((one) => one);
  return time ?? undefined;
};

const SERVICE_ACCOUNT = 'iam.googleapis.com/ServiceAccount';

/** How people know it: a service account by its address, others by the name that was given, or the last of the path. */
const nameOf = ({ name, assetType }: GcpAsset, data: Named): string =>
  (assetType === SERVICE_ACCOUNT ? word(data.email) : word(data.displayName)) ?? name.slice(name.lastIndexOf('/') + 1);

/** A zonal cluster's name has `zones` where a regional one's has `locations`. */
const isZone = (location: string): boolean => /^[a-z]+-[a-z]+\d+-[a-z]$/.test(location);

/** The GKE or Dataproc cluster that an asset is a part of, as these label it; undefined for a cluster itself. */
const clusterOf = (labels: Tags, project: string, own: string): string | undefined => {
  const gke = labels['goog-k8s-cluster-name'];
  const place = labels['goog-k8s-cluster-location'];
  const dataproc = labels['goog-dataproc-cluster-name'];
  const region = labels['goog-dataproc-location'];
  const name =
    gke && place
      ? `//container.googleapis.com/projects/${project}/${isZone(place) ? 'zones' : 'locations'}/${place}/clusters/${gke}`
      : dataproc && region
        ? `//dataproc.googleapis.com/projects/${project}/regions/${region}/clusters/${dataproc}`
        : undefined;
  return name === own ? undefined : name;
};

/** How people call a project: v3 has it as `displayName`, and its own resource name as `name`, which v1 has for it. */
export const projectNameOf = ({ displayName, name }: Pick<Named, 'displayName' | 'name'>): string | undefined => {
  const told = word(displayName) ?? word(name);
  return told?.startsWith('projects/') ? undefined : told;
};

/** Who and where an asset is: its full resource name, its project, its location, its labels. */
export const identityOf = (asset: GcpAsset, ids: ProjectIds): Identity => {
  const data = asset.resource.data as Named;
  const isProject = asset.assetType === PROJECT;
  const tags = labelsOf(asset.assetType, data);
  const accountId = isProject ? (word(data.projectId) ?? accountOf(asset, ids)) : accountOf(asset, ids);
  const location =
    word(asset.resource.location) ??
    word(data.location) ??
    lastPart(data.zone) ??
    lastPart(data.region) ??
    placeIn(asset.name) ??
    word(data.locationId);
  return {
    id: isProject ? projectName(accountId) : asset.name,
    type: asset.assetType,
    name: isProject ? (projectNameOf(data) ?? accountId) : nameOf(asset, data),
    region: location === undefined || location === 'global' ? undefined : regionOf(location),
    accountId,
    tags,
    group:
      isProject || accountId.includes('/') || accountId === 'unknown'
        ? undefined
        : (clusterOf(tags, accountId, asset.name) ?? projectName(accountId)),
    createdAt: createdAt(data),
  };
};

/** Projects are named by id, though their assets are named by number: one name for both. */
const projectName = (projectId: string): string => `//cloudresourcemanager.googleapis.com/projects/${projectId}`;
