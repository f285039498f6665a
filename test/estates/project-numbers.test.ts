/** Google names a project by its id or its number: both are one name, in ids and in references. */
import { expect, it } from 'vitest';
import { collected } from './collected.ts';

const NUMBER = '481516234299';
const compute = (path: string) => `//compute.googleapis.com/projects/harbour-prod/${path}`;
const byNumber = (path: string) => `https://www.googleapis.com/compute/v1/projects/${NUMBER}/${path}`;

const asset = (type: string, path: string, data: object, service = 'compute') => ({
  name: `//${service}.googleapis.com/${path}`,
  assetType: `${service}.googleapis.com/${type}`,
  resource: { location: 'europe-west1', data: { labels: { owner: 'data-platform' }, ...data } },
});

const zone = 'zones/europe-west1-b';
const gcp = [
  asset('Instance', `projects/harbour-prod/${zone}/instances/till`, { name: 'till', status: 'RUNNING' }),
  asset('Disk', `projects/harbour-prod/${zone}/disks/till`, {
    ...{ name: 'till', status: 'READY', sizeGb: '5', users: [byNumber(`${zone}/instances/till`)] },
  }),
  asset('Snapshot', 'projects/harbour-prod/global/snapshots/till', {
    ...{ status: 'READY', sourceDisk: byNumber(`${zone}/disks/till`) },
    creationTimestamp: '2026-01-01T00:00:00.000-07:00',
  }),
  asset('ServiceAttachment', 'projects/harbour-prod/regions/europe-west1/serviceAttachments/till', {}),
  asset('ForwardingRule', 'projects/harbour-prod/regions/europe-west1/forwardingRules/till', {
    ...{ loadBalancingScheme: '', target: byNumber('regions/europe-west1/serviceAttachments/till') },
  }),
  asset('Secret', `projects/${NUMBER}/secrets/till`, {}, 'secretmanager'),
];

it('links lead to what is registered by the project’s id', async () => {
  const { resource, said } = await collected({ gcp });
  expect(resource('/disks/till').links).toContainEqual({
    rel: 'attached_to',
    to: compute(`${zone}/instances/till`),
  });
  expect(resource('/snapshots/till').fields.source).toEqual([compute(`${zone}/disks/till`)]);
  expect(resource('/forwardingRules/till').fields.backends).toEqual([
    compute('regions/europe-west1/serviceAttachments/till'),
  ]);
  expect([said('/snapshots/till'), said('/forwardingRules/till')]).toEqual([[], []]);
});

it('what is named by number is registered by id, in the project’s account', async () => {
  const { resource } = await collected({ gcp });
  expect(resource('/secrets/till')).toMatchObject({
    id: '//secretmanager.googleapis.com/projects/harbour-prod/secrets/till',
    accountId: 'harbour-prod',
  });
});

it('a number that nobody knows stays as it is', async () => {
  const other = asset('Snapshot', 'projects/harbour-prod/global/snapshots/far', {
    sourceDisk: 'https://www.googleapis.com/compute/v1/projects/999/zones/us-east1-b/disks/far',
  });
  const { resource } = await collected({ gcp: [other] });
  expect(resource('/snapshots/far').fields.source).toEqual([
    '//compute.googleapis.com/projects/999/zones/us-east1-b/disks/far',
  ]);
});
