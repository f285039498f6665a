/** GCP: one asset listing over a project, folder or organisation, its assets routed to kinds by type. */
import type { GcpConnection } from '../../providers/connection.ts';
import { problemText } from '../../providers/errors.ts';
import type { GcpAsset } from '../../providers/gcp/asset.ts';
import { type Assets, openAssets } from '../../providers/gcp/assets.ts';
import { translateGcp } from '../../providers/gcp/errors.ts';
import { lastPart, regionOf } from '../../providers/gcp/read.ts';
import type { GcpRoot } from '../../providers/roots.ts';
import type { Account, Meter, Place, Tags } from '../../providers/types.ts';
import catchAll from '../gcp/gcp_resource.ts';
import { gcpKinds } from '../gcp/index.ts';
import type { Listing, Probe, Source } from '../listing.ts';
import { normalise } from '../normalise.ts';
import type { GcpKind, Identity, Resource } from '../types.ts';

const byType = new Map((gcpKinds as readonly GcpKind[]).map((kind) => [kind.type, kind]));

const PROJECT = 'cloudresourcemanager.googleapis.com/Project';
const containerTypes = [
  PROJECT,
  'cloudresourcemanager.googleapis.com/Folder',
  'cloudresourcemanager.googleapis.com/Organization',
];
const containers = new Set(containerTypes);

const place: Place = { provider: 'gcp' };

/** A project's id by its number: assets name their project by either. */
export type ProjectIds = ReadonlyMap<string, string>;

interface Named {
  readonly name?: unknown;
  readonly displayName?: unknown;
  readonly labels?: unknown;
  readonly metadata?: { readonly labels?: unknown; readonly creationTimestamp?: unknown };
  readonly settings?: { readonly userLabels?: unknown };
  readonly resourceLabels?: unknown;
  readonly projectId?: unknown;
  readonly location?: unknown;
  readonly zone?: unknown;
  readonly region?: unknown;
  readonly creationTimestamp?: unknown;
  readonly createTime?: unknown;
  readonly timeCreated?: unknown;
}

const word = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** `europe-west1-b` out of `…/zones/europe-west1-b/…`. */
const placeIn = (name: string): string | undefined => /\/(?:zones|regions|locations)\/([^/]+)/.exec(name)?.[1];

const labelsOf = (labels: unknown): Tags | undefined =>
  labels !== null && typeof labels === 'object' && !Array.isArray(labels)
    ? Object.fromEntries(Object.entries(labels).filter((pair): pair is [string, string] => typeof pair[1] === 'string'))
    : undefined;

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

const identityOf = (asset: GcpAsset, ids: ProjectIds): Identity => {
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
    tags:
      labelsOf(data.labels) ??
      labelsOf(data.metadata?.labels) ??
      labelsOf(data.settings?.userLabels) ??
      labelsOf(data.resourceLabels) ??
      {},
    group: isProject || accountId.includes('/') || accountId === 'unknown' ? undefined : projectName(accountId),
    createdAt: typeof created === 'string' ? created : undefined,
  };
};

/** Projects are named by id, though their assets are named by number: one name for both. */
const projectName = (projectId: string): string => `//cloudresourcemanager.googleapis.com/projects/${projectId}`;

/** An asset as a resource of the kind its type has, or of the kind for everything else. */
export const gcpResource = (asset: GcpAsset, ids: ProjectIds): Resource => {
  const kind = byType.get(asset.assetType) ?? catchAll;
  const { resource } = asset;
  const data = resource?.data && typeof resource.data === 'object' ? resource.data : {};
  const whole = { ...asset, assetType: word(asset.assetType) ?? 'unknown', resource: { ...resource, data } };
  return normalise(kind, whole, undefined, identityOf(whole, ids), place);
};

const numbersOf = (accounts: readonly Account[], numbers: Readonly<Record<string, string>>): Map<string, string> =>
  new Map([...Object.entries(numbers), ...accounts.map(({ id }): [string, string] => [id, id])]);

async function* resources(
  assets: Assets,
  parent: string,
  types: readonly string[],
  keep: (asset: GcpAsset) => boolean,
  ids: ProjectIds,
): AsyncGenerator<Resource[]> {
  try {
    for await (const page of assets.pages(parent, types, place))
      yield page.filter(keep).map((asset) => gcpResource(asset, ids));
  } catch (error) {
    throw translateGcp(error, place);
  }
}

export const openGcp = async (
  root: GcpRoot,
  rootId: string,
  connection: GcpConnection | undefined,
  meter: Meter,
): Promise<Source> => {
  const assets = openAssets(connection, meter);
  const projects = async () => {
    const accounts: Account[] = [];
    const numbers: Record<string, string> = {};
    for await (const page of assets.pages(root.parent, [PROJECT], place)) {
      for (const asset of page) {
        const project = gcpResource(asset, new Map());
        accounts.push({ id: project.accountId, name: project.name ?? undefined, tags: project.tags ?? {} });
        const number =
          word((asset.resource.data as { projectNumber?: unknown }).projectNumber) ??
          /projects\/(\d+)$/.exec(asset.name)?.[1];
        if (number !== undefined) numbers[number] = project.accountId;
      }
    }
    return { accounts, numbers };
  };
  return {
    async plan() {
      const { accounts, numbers } = await projects();
      return [{ id: rootId, provider: 'gcp', root: rootId, accounts, regions: [], access: numbers }];
    },
    async listings({ accounts, access }) {
      const ids = numbersOf(accounts, access);
      const listing = (
        id: string,
        types: readonly string[],
        keep: (asset: GcpAsset) => boolean,
      ): Pick<Listing, 'id' | 'place' | 'pages'> => ({
        id,
        place,
        pages: () => resources(assets, root.parent, types, keep, ids),
      });
      return [
        { ...listing('containers', containerTypes, () => true), kinds: ['gcp_project'], containers: true },
        { ...listing('assets', [], ({ assetType }) => !containers.has(assetType)), kinds: '*', containers: false },
      ];
    },
    async *probe(): AsyncGenerator<Probe> {
      const what = `list assets of ${root.parent} through Cloud Asset Inventory`;
      try {
        const { accounts } = await projects();
        yield {
          what,
          ok: true,
          detail: `${accounts.length} projects: ${accounts
            .slice(0, 5)
            .map(({ id }) => id)
            .join(', ')}`,
          advice: null,
        };
      } catch (error) {
        const failure = translateGcp(error, place);
        yield { what, ok: false, detail: problemText(failure), advice: failure.advice };
      }
    },
    close: () => assets.close(),
  };
};
