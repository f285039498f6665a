/** The company's Google Cloud: an organisation with two projects. */
import type { AwsRecord, Estate } from '../../types.ts';
import type { Life } from '../life.ts';
import { type Segment, stretchOver } from '../segments.ts';
import { dataOf } from './data.ts';
import { cellNames, cells, type GcpPlace, openPlace } from './place.ts';

const ORGANIZATION = 'organizations/741852963001';
const PROJECT_TYPE = 'cloudresourcemanager.googleapis.com/Project';

const projects = [
  { id: 'alderfinch-analytics', number: '100200300401', labels: { owner: 'data-platform', 'cost-center': 'cc-2100' } },
  { id: 'alderfinch-search', number: '100200300402', labels: {} },
];
const projectShares = [0.4, 0.6];

type Project = (typeof projects)[number];

const ancestorsOf = ({ number }: Project) => [`projects/${number}`, ORGANIZATION];

const projectAsset = (project: Project): AwsRecord => ({
  name: `//cloudresourcemanager.googleapis.com/projects/${project.number}`,
  assetType: PROJECT_TYPE,
  ancestors: ancestorsOf(project),
  resource: {
    version: 'v3',
    discoveryName: 'Project',
    parent: `//cloudresourcemanager.googleapis.com/${ORGANIZATION}`,
    location: 'global',
    data: {
      projectId: project.id,
      projectNumber: project.number,
      lifecycleState: 'ACTIVE',
      parent: { type: 'organization', id: ORGANIZATION.split('/')[1] },
      labels: project.labels,
    },
  },
});

/** A type as asked for: itself, or a pattern that must match all of it (`compute.googleapis.com.*`). */
const asks = (assetTypes: readonly string[], type: string): boolean =>
  assetTypes.length === 0 || assetTypes.some((asked) => asked === type || new RegExp(`^(?:${asked})$`).test(type));

const locationIn = (path: string): string => /\/(?:zones|regions|locations)\/([^/]+)\//.exec(path)?.[1] ?? 'global';

const segmentsOf = (project: Project, place: GcpPlace, assetTypes: readonly string[]): Segment<AwsRecord>[] => [
  ...(asks(assetTypes, PROJECT_TYPE) ? [{ count: 1, make: () => projectAsset(project) }] : []),
  ...cellNames
    .filter((name) => asks(assetTypes, cells[name][0]))
    .map((name): Segment<AwsRecord> => {
      const cell = place.cells[name];
      const [assetType] = cells[name];
      const [service] = assetType.split('/');
      return {
        count: cell.count,
        make(index) {
          const stage = cell.at(index);
          if (!stage.alive) return undefined;
          const path = place.path(name, index);
          return {
            name: `//${service}/${path}`,
            assetType,
            ancestors: ancestorsOf(project),
            resource: {
              version: 'v1',
              discoveryName: assetType.split('/')[1],
              // Projects are named by number here, whatever the asset's own name says.
              parent: `//cloudresourcemanager.googleapis.com/projects/${project.number}`,
              location: name === 'bucket' ? place.region(stage.hash) : locationIn(path),
              data: dataOf[name](place, index, stage),
            },
          };
        },
      };
    }),
];

export const openGcpEstate = (life: Life, size: number): Estate['gcp'] => {
  const places = projects.map((project, index) => openPlace(life, project, size * projectShares[index]!));
  return {
    organization: ORGANIZATION,
    projects,
    assets(parent, assetTypes, from, limit) {
      const below = projects
        .map((project, index) => ({ project, place: places[index]! }))
        .filter(({ project: { id, number } }) =>
          [ORGANIZATION, `projects/${id}`, `projects/${number}`].includes(parent),
        );
      return stretchOver(
        below.flatMap(({ project, place }) => segmentsOf(project, place, assetTypes)),
        from,
        limit,
      );
    },
  };
};
