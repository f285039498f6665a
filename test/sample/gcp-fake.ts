/** A small Google Cloud organisation, for the tests of the server alone. */
import type { AwsRecord, Estate } from '../../lib/sample/types.ts';
import { HARD, range } from './aws-records.ts';

export const ORGANIZATION = 'organizations/901234567890';
export const projects = [
  { id: 'web-prod', number: '100000000001', labels: { owner: 'web' } },
  { id: 'data-prod', number: '100000000002', labels: { Owner: HARD } },
];

export interface FakeAsset extends AwsRecord {
  readonly name: string;
  readonly assetType: string;
  readonly ancestors: readonly string[];
  readonly resource: { readonly data: object; readonly location?: string };
}

type Project = (typeof projects)[number];
type Make = (index: number, project: Project) => readonly [name: string, location: string, data: object];

const makers: Readonly<Record<string, Make>> = {
  'compute.googleapis.com/Instance': (index, { id }) => [
    `projects/${id}/zones/europe-west1-b/instances/vm-${index}`,
    'europe-west1-b',
    { name: `vm-${index}`, status: 'RUNNING', labels: { owner: HARD }, disks: [{ boot: true, deviceName: null }, []] },
  ],
  'compute.googleapis.com/Disk': (index, { id }) => [
    `projects/${id}/zones/us-central1-a/disks/disk-${index}`,
    'us-central1-a',
    { sizeGb: String(index), status: 'READY', users: [], physicalBlockSizeBytes: 4096.5, labels: {} },
  ],
  'storage.googleapis.com/Bucket': (index) => [
    `bucket-${index}`,
    'EU',
    { timeCreated: '2024-01-01T12:30:15.120Z', labels: JSON.parse('{"__proto__":"web","team":""}') },
  ],
  'pubsub.googleapis.com/Topic': (index, { id }) => [
    `projects/${id}/topics/topic-${index}`,
    'global',
    { nested: [[1, -1e300, false]] },
  ],
};
const types = Object.entries(makers);

const asset = (index: number): FakeAsset => {
  const project = projects[index % projects.length]!;
  const [assetType, make] = types[(index >> 1) % types.length]!;
  const [name, location, data] = make(index, project);
  const [service, discoveryName] = assetType.split('/') as [string, string];
  const parent = `//cloudresourcemanager.googleapis.com/projects/${project.number}`;
  return {
    name: `//${service}/${name}`,
    assetType,
    ancestors: [`projects/${project.number}`, ORGANIZATION],
    resource: { version: 'v1', discoveryName, parent, location, data } as FakeAsset['resource'],
  };
};

const projectAsset = ({ id, number, labels }: Project): FakeAsset => ({
  name: `//cloudresourcemanager.googleapis.com/projects/${number}`,
  assetType: 'cloudresourcemanager.googleapis.com/Project',
  ancestors: [`projects/${number}`, ORGANIZATION],
  resource: {
    data: { projectId: id, projectNumber: number, name: id, lifecycleState: 'ACTIVE', labels },
  },
});

/** By position; every seventh is passed over, as a deleted one. */
const positions: readonly (FakeAsset | undefined)[] = [
  ...projects.map(projectAsset),
  ...range(2600, (index) => (index % 7 === 3 ? undefined : asset(index))),
];

const below = (parent: string, assetTypes: readonly string[]) => {
  const number = projects.find(({ id }) => parent === `projects/${id}`)?.number;
  return (one: FakeAsset | undefined): one is FakeAsset =>
    one !== undefined &&
    (number === undefined || one.ancestors.includes(`projects/${number}`)) &&
    (assetTypes.length === 0 || assetTypes.includes(one.assetType));
};

/** Everything below a parent, in order. */
export const everything = (parent = ORGANIZATION, assetTypes: readonly string[] = []): FakeAsset[] =>
  positions.filter(below(parent, assetTypes));

const estateOf = (assets: Estate['gcp']['assets']): Estate =>
  ({ gcp: { organization: ORGANIZATION, projects, assets } }) as unknown as Estate;

export const fakeEstate = estateOf((parent, assetTypes, from, limit) => {
  const end = Math.min(positions.length, from + limit);
  const items = positions.slice(from, end).filter(below(parent, assetTypes));
  return { items, next: end < positions.length ? end : null };
});

/** Bytes of a page of this estate, about. */
export const LARGE = 12_000_000;

/** A thousand assets that fill one page with `LARGE` bytes. */
export const largeEstate = estateOf(() => {
  const text = 'x'.repeat(LARGE / 1000);
  const items = range(1000, (index): FakeAsset => {
    const one = asset(index);
    return { ...one, resource: { ...one.resource, data: { text } } };
  });
  return { items, next: null };
});
