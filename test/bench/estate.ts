/** Estates to measure: the sample as it is, or all of it in one partition, some of it changed. */

import { mix, share } from '../../lib/sample/estate/chance.ts';
import { openGcpEstate } from '../../lib/sample/estate/gcp/index.ts';
import type { AwsRecord, Estate } from '../../lib/sample/types.ts';

/** A label that changes from turn to turn on a share of the resources, the same ones and more at a greater share. */
export interface Mark {
  readonly turn: number;
  /** 0 to 1. */
  readonly share: number;
}

const PROJECT = 'cloudresourcemanager.googleapis.com/Project';

type Data = Readonly<Record<string, any>>;

/** The mark among an asset's labels, which are where its service has them. */
const withLabel = (data: Data, label: Data): Data => {
  const { labels, metadata, settings, resourceLabels } = data;
  if (labels !== undefined) return { ...data, labels: { ...labels, ...label } };
  if (metadata?.labels !== undefined)
    return { ...data, metadata: { ...metadata, labels: { ...metadata.labels, ...label } } };
  if (settings?.userLabels !== undefined)
    return { ...data, settings: { ...settings, userLabels: { ...settings.userLabels, ...label } } };
  if (resourceLabels !== undefined) return { ...data, resourceLabels: { ...resourceLabels, ...label } };
  return { ...data, labels: label };
};

const marked = (asset: AwsRecord, mark: Mark): AwsRecord => {
  const { name, assetType, resource } = asset as Data;
  if (assetType === PROJECT || share(mix(0, name)) >= mark.share) return asset;
  return { ...asset, resource: { ...resource, data: withLabel(resource.data, { 'bench-turn': String(mark.turn) }) } };
};

/** All resources below one Google organisation, which is one partition, and all but its projects in one listing. */
export const onePartition =
  (mark: Mark | undefined) =>
  (estate: Estate): Estate => {
    const { size, ...life } = estate.options;
    const gcp = openGcpEstate(life, size);
    if (mark === undefined) return { ...estate, gcp };
    return {
      ...estate,
      gcp: {
        ...gcp,
        assets(...asked) {
          const { items, next } = gcp.assets(...asked);
          return { items: items.map((asset) => marked(asset, mark)), next };
        },
      },
    };
  };
