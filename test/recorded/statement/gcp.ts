/** Where Cloud Asset Inventory says who and where a thing is, for the statements of Google Cloud's kinds. */
import { at, type Json, part, type Says, type Statement, type Told, time } from './says.ts';

export const data = (...paths: readonly string[]): Says => at(...paths.map((path) => `resource.data.${path}`));

/** A self link, a relative name or a full name of Compute Engine, as the full resource name that assets have. */
export const fullName = (link: Json): string[] => {
  if (typeof link !== 'string' || link === '') return [];
  if (link.startsWith('//')) return [link];
  const path = /(projects\/.*)$/.exec(link)?.[1];
  return path === undefined ? [] : [`//compute.googleapis.com/${path}`];
};

const zoneToRegion = (place: string): string => place.toLowerCase().replace(/^([a-z]+-[a-z]+\d+)-[a-z]$/, '$1');

/** The project that an asset is in, by its name or what is above it; a number is its id where a project told both. */
const project = ({ record, projects }: Told): string => {
  const above = [
    record.name,
    record.resource?.parent ?? '',
    ...(record.ancestors ?? []).map((one: string) => `/${one}`),
  ];
  for (const one of above) {
    const found = /\/projects\/([^/]+)/.exec(one)?.[1];
    if (found !== undefined) return projects.get(found) ?? found;
  }
  // “The App Engine application's ID is that of its project.”
  const app = /\/apps\/([^/]+)/.exec(`${record.name} ${record.resource?.parent ?? ''}`)?.[1];
  const other = /(?:organizations|folders|billingAccounts)\/[^/]+/.exec(above.join(' '))?.[0];
  return app ?? other ?? 'unknown';
};

const region: Says = ({ record }) => {
  const place =
    part(record, 'resource.location') ??
    part(record, 'resource.data.location') ??
    part(record, 'resource.data.zone') ??
    part(record, 'resource.data.region') ??
    /\/(?:locations|zones|regions)\/([^/]+)/.exec(record.name)?.[1];
  return typeof place === 'string' && place !== '' ? zoneToRegion(place.slice(place.lastIndexOf('/') + 1)) : 'global';
};

/** Labels stand in `labels`, or where a service's reference has them. */
const labelsIn = (record: Json): Json =>
  [
    'labels',
    'metadata.labels',
    'settings.userLabels',
    'resourceLabels',
    'userLabels',
    'properties.labels',
    'config.resourceLabels',
  ]
    .map((path) => part(record, `resource.data.${path}`))
    .find((one) => one !== undefined && one !== null) ?? {};

/** “Label values must be strings”: anything else is none. */
const labels: Says = ({ record }) =>
  Object.fromEntries(Object.entries(labelsIn(record)).filter(([, value]) => typeof value === 'string'));

/** Where services' references have the time of creation. */
export const creation: Says = data(
  'creationTimestamp',
  'createTime',
  'timeCreated',
  'creationTime',
  'metadata.creationTimestamp',
);

export const ofGcp = (
  kind: string,
  its: {
    readonly class: string;
    readonly id?: Says;
    readonly accountId?: Says;
    readonly name?: Says;
    readonly created?: Says;
    readonly fields: Statement['fields'];
    readonly links?: Statement['links'];
  },
): Statement => ({
  kind,
  class: its.class,
  type: at('assetType'),
  // A project has two names; ids have its id, where both are known.
  id:
    its.id ??
    (({ record, projects }) =>
      record.name.replace(
        /^(\/\/[^/]+\/projects\/)(\d+)(?=\/)/,
        (_: string, start: string, number: string) => `${start}${projects.get(number) ?? number}`,
      )),
  accountId: its.accountId ?? project,
  region,
  name: its.name ?? ((told) => data('displayName')(told) ?? told.record.name.split('/').at(-1)),
  createdAt: time(its.created ?? creation),
  tags: labels,
  fields: its.fields,
  links: its.links ?? {},
});
