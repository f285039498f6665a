/** The projects that recorded assets tell of, as a Google Cloud root learns them before it lists. */
import { gcpResource } from '../../lib/kinds/listings/gcp.ts';
import { PROJECT } from '../../lib/kinds/listings/gcp-identity.ts';
import type { GcpAsset } from '../../lib/providers/gcp/asset.ts';

/** Ids by number, for assets that name their project by number. */
export const projectIdsIn = (assets: readonly GcpAsset[]): ReadonlyMap<string, string> =>
  new Map(
    assets
      .filter(({ assetType }) => assetType === PROJECT)
      .flatMap((asset): [string, string][] => {
        const { projectNumber } = (asset.resource?.data ?? {}) as { readonly projectNumber?: string };
        const number = projectNumber ?? /projects\/(\d+)$/.exec(asset.name)?.[1];
        return number === undefined ? [] : [[number, gcpResource(asset, new Map()).accountId]];
      }),
  );
