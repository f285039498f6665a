/** GCP: one asset listing over a project, folder or organisation, its assets routed to kinds by type. */
import type { GcpConnection } from '../../providers/connection.ts';
import type { GcpAsset } from '../../providers/gcp/asset.ts';
import { type Assets, openAssets } from '../../providers/gcp/assets.ts';
import { translateGcp } from '../../providers/gcp/errors.ts';
import type { GcpRoot } from '../../providers/roots.ts';
import type { Account, Meter, Place } from '../../providers/types.ts';
import catchAll from '../gcp/gcp_resource.ts';
import { gcpKinds } from '../gcp/index.ts';
import type { Listing, Probe, Source } from '../listing.ts';
import { normalise, word } from '../normalise.ts';
import type { GcpKind, Resource } from '../types.ts';
import { identityOf, PROJECT, type ProjectIds } from './gcp-identity.ts';
import { byProjectId } from './gcp-project-ids.ts';
import { isAppsScript, projectsOf } from './gcp-projects.ts';
import { notRead, tried, trySignIn } from './probing.ts';

const byType = new Map(
  (gcpKinds as readonly GcpKind[]).flatMap((kind) => [kind.type, ...(kind.also ?? [])].map((type) => [type, kind])),
);

const containerTypes = [
  PROJECT,
  'cloudresourcemanager.googleapis.com/Folder',
  'cloudresourcemanager.googleapis.com/Organization',
];
const containers = new Set(containerTypes);

const place: Place = { provider: 'gcp' };

/** An asset as a resource of the kind its type has, or of the kind for everything else. */
export const gcpResource = (asset: GcpAsset, ids: ProjectIds): Resource => {
  const kind = byType.get(asset.assetType) ?? catchAll;
  const { resource } = asset;
  const data = resource?.data && typeof resource.data === 'object' ? resource.data : {};
  const whole = { ...asset, assetType: word(asset.assetType) ?? 'unknown', resource: { ...resource, data } };
  return byProjectId(normalise(kind, whole, undefined, identityOf(whole, ids), place), ids);
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

/**
 * Opens a Google Cloud root: its projects in one partition, and its listings by Cloud Asset Inventory. Nothing is
 * asked before it is planned.
 */
export const openGcp = async (
  root: GcpRoot,
  rootId: string,
  connection: GcpConnection | undefined,
  meter: Meter,
): Promise<Source> => {
  // Imported only for a root that has it: the AWS client comes with it.
  const federation = connection?.federation
    ? (await import('../../providers/gcp/federation.ts')).openFederation(connection.federation)
    : undefined;
  const assets = openAssets(connection, meter, federation);
  return {
    async plan(tellClosed) {
      const { accounts, closed, numbers, inside } = await projectsOf(assets, root.parent, place);
      for (const one of closed) tellClosed?.(one);
      const ended = closed.map(({ id }) => id).filter((id) => !isAppsScript(id));
      const about = { id: rootId, provider: 'gcp', root: rootId, regions: [], access: numbers } as const;
      return [{ ...about, accounts, inside, ...(ended.length > 0 && { closed: ended }) }];
    },
    async listings({ accounts, access, closed = [] }) {
      const ids = numbersOf(accounts, access);
      const ended = new Set(closed);
      const without = (accountId: string) => ended.has(accountId) || isAppsScript(accountId);
      const listing = (
        id: string,
        types: readonly string[],
        keep: (asset: GcpAsset) => boolean,
      ): Pick<Listing, 'id' | 'place' | 'pages' | 'without'> => ({
        id,
        place,
        without,
        pages: () => resources(assets, root.parent, types, keep, ids),
      });
      return [
        { ...listing('containers', containerTypes, () => true), kinds: ['gcp_project'], containers: true },
        { ...listing('assets', [], ({ assetType }) => !containers.has(assetType)), kinds: '*', containers: false },
      ];
    },
    async *probe(): AsyncGenerator<Probe> {
      const translate = (error: unknown) => translateGcp(error, place);
      for await (const probe of trySignIn(federation?.steps ?? [], translate)) {
        yield probe;
        if (!probe.ok) return;
      }
      yield await tried(
        `list assets of ${root.parent} through Cloud Asset Inventory`,
        async () => {
          const { accounts, closed } = await projectsOf(assets, root.parent, place);
          const ids = accounts.slice(0, 5).map(({ id }) => id);
          return `${accounts.length} projects: ${ids.join(', ')}${notRead(closed)}`;
        },
        translate,
      );
    },
    close: async () => {
      federation?.close();
      await assets.close();
    },
  };
};
