/** A project: its cells, and the names that its assets know one another by. */
import { hex, mix, pad, pick } from '../chance.ts';
import { type Cell, cellOf, type Life, type Stage, timeAt } from '../life.ts';
import { storyOf } from '../tags.ts';

/** Shares of a project's assets, in the mean, and the asset types they are of. */
export const cells = {
  instance: ['compute.googleapis.com/Instance', 14],
  disk: ['compute.googleapis.com/Disk', 20],
  snapshot: ['compute.googleapis.com/Snapshot', 12],
  image: ['compute.googleapis.com/Image', 2],
  address: ['compute.googleapis.com/Address', 5],
  globalAddress: ['compute.googleapis.com/GlobalAddress', 1],
  network: ['compute.googleapis.com/Network', 1],
  firewall: ['compute.googleapis.com/Firewall', 6],
  rule: ['compute.googleapis.com/ForwardingRule', 2],
  globalRule: ['compute.googleapis.com/GlobalForwardingRule', 1.5],
  backend: ['compute.googleapis.com/BackendService', 2.5],
  bucket: ['storage.googleapis.com/Bucket', 7],
  sql: ['sqladmin.googleapis.com/Instance', 2],
  function: ['cloudfunctions.googleapis.com/Function', 5],
  run: ['run.googleapis.com/Service', 5],
  cluster: ['container.googleapis.com/Cluster', 0.8],
  topic: ['pubsub.googleapis.com/Topic', 5],
  account: ['iam.googleapis.com/ServiceAccount', 5],
  dataset: ['bigquery.googleapis.com/Dataset', 3],
} as const satisfies Record<string, readonly [type: string, weight: number]>;
export type CellName = keyof typeof cells;
export const cellNames = Object.keys(cells) as CellName[];

const ALL = cellNames.reduce((sum, name) => sum + cells[name][1], 0);

const regions = ['europe-west1', 'europe-west4', 'us-central1'] as const;

export interface GcpPlace {
  readonly project: { readonly id: string; readonly number: string };
  readonly cells: Readonly<Record<CellName, Cell>>;
  region(hash: number): string;
  /** The asset's name after the service: `projects/p/zones/z/disks/d`. */
  path(cell: CellName, index: number): string;
  /** As the Compute API links to it; undefined where the other is not there today. */
  link(cell: CellName, hash: number): string | undefined;
}

/** Where a cell's assets are, between the project and the name. */
const middle = (cell: CellName, region: string): string => {
  switch (cell) {
    case 'instance':
      return `zones/${region}-b/instances`;
    case 'disk':
      return `zones/${region}-b/disks`;
    case 'snapshot':
    case 'image':
      return `global/${cell}s`;
    case 'network':
    case 'firewall':
      return `global/${cell}s`;
    case 'address':
      return `regions/${region}/addresses`;
    case 'globalAddress':
      return 'global/addresses';
    case 'rule':
      return `regions/${region}/forwardingRules`;
    case 'globalRule':
      return 'global/forwardingRules';
    case 'backend':
      return 'global/backendServices';
    case 'function':
      return `locations/${region}/functions`;
    case 'run':
      return `locations/${region}/services`;
    case 'cluster':
      return `locations/${region}/clusters`;
    case 'sql':
      return 'instances';
    case 'topic':
      return 'topics';
    case 'account':
      return 'serviceAccounts';
    default:
      return 'datasets';
  }
};

const nameOf = (cell: CellName, { hash }: Stage, index: number): string => {
  const { team, app } = storyOf(hash, 0);
  if (cell === 'network') return index === 0 ? 'default' : `${team}-vpc-${pad(index)}`;
  // Claims of the cluster are named by their driver.
  if (cell === 'disk' && isClaim(hash)) return `pvc-${hex(hash, 8)}-0000-4000-a000-${pad(index, 12)}`;
  if (cell === 'dataset') return `${app}_${pad(index)}`;
  return `${team}-${app}-${cell.toLowerCase().slice(0, 8)}-${pad(index)}`;
};

export const isClaim = (hash: number): boolean => mix(hash, 'claim') % 10 === 0;

export const openPlace = (life: Life, project: GcpPlace['project'], size: number): GcpPlace => {
  const all = Object.fromEntries(
    cellNames.map((name) => {
      const lasting = name === 'network';
      const expected = (size * cells[name][1]) / ALL;
      return [name, cellOf(life, `gcp/${project.id}/${name}`, lasting ? Math.max(1, expected) : expected, lasting)];
    }),
  ) as Record<CellName, Cell>;
  const region = (hash: number) => pick(hash, regions);
  const path = (cell: CellName, index: number) => {
    const stage = all[cell].at(index);
    const name = nameOf(cell, stage, index);
    // Buckets' names are the world's, not the project's.
    return cell === 'bucket'
      ? `${project.id.split('-')[1]}-${name}`
      : `projects/${project.id}/${middle(cell, region(stage.hash))}/${name}`;
  };
  return {
    project,
    cells: all,
    region,
    path,
    link(cell, hash) {
      const { initial, at } = all[cell];
      if (initial === 0 || !at(hash % initial).alive) return undefined;
      return `https://www.googleapis.com/compute/v1/${path(cell, hash % initial)}`;
    },
  };
};

export const isoAt = ({ born, hash }: Stage): string => timeAt(born, hash % 1440).toISOString();
