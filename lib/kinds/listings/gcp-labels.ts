/** Labels of an asset, wherever its type has them. */
import type { Tags } from '../../providers/types.ts';

/**
 * Types whose labels stand elsewhere than in `labels` or, as Kubernetes writes them, in `metadata.labels`. Source: the
 * messages of github.com/googleapis/googleapis (`user_labels`, `resource_labels`, maps of labels one message deep), the
 * REST references of Cloud SQL and Compute Engine. Beside them stand maps that are no labels of the resource: a channel's
 * `labels` are its address, a node pool's `config.labels` are Kubernetes' own.
 */
const places: Readonly<Record<string, string>> = {
  'compute.googleapis.com/InstanceTemplate': 'properties.labels',
  'compute.googleapis.com/ResourcePolicy': 'snapshotSchedulePolicy.snapshotProperties.labels',
  'container.googleapis.com/Cluster': 'resourceLabels',
  'container.googleapis.com/NodePool': 'config.resourceLabels',
  'monitoring.googleapis.com/AlertPolicy': 'userLabels',
  'monitoring.googleapis.com/NotificationChannel': 'userLabels',
  'monitoring.googleapis.com/Service': 'userLabels',
  'monitoring.googleapis.com/ServiceLevelObjective': 'userLabels',
  'monitoring.googleapis.com/UptimeCheckConfig': 'userLabels',
  'notebooks.googleapis.com/Execution': 'executionTemplate.labels',
  'notebooks.googleapis.com/Schedule': 'executionTemplate.labels',
  'sqladmin.googleapis.com/Instance': 'settings.userLabels',
};

const usual = ['labels', 'metadata.labels'];

const at = (data: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => (value as Readonly<Record<string, unknown>> | null)?.[name], data);

const labels = (value: unknown): Tags | undefined =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).filter((pair): pair is [string, string] => typeof pair[1] === 'string'))
    : undefined;

/** None where the asset has no labels. */
export const labelsOf = (assetType: string, data: unknown): Tags => {
  const place = Object.hasOwn(places, assetType) ? places[assetType] : undefined;
  for (const path of place === undefined ? usual : [place]) {
    const found = labels(at(data, path));
    if (found !== undefined) return found;
  }
  return {};
};
