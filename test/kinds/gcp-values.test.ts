/** Where Google's answers say a thing in a form that few have, or say nothing of it. */
import { describe, expect, it } from 'vitest';
import { gcpResource } from '../../lib/kinds/listings/gcp.ts';

const asset = (assetType: string, name: string, data: object, resource: object = {}) =>
  gcpResource({ name, assetType, resource: { data: { ...data }, ...resource } }, new Map([['1042', 'harbour-dev']]));

const compute = (type: string, data: object, path = 'zones/europe-west1-b/things/one') =>
  asset(`compute.googleapis.com/${type}`, `//compute.googleapis.com/projects/harbour-dev/${path}`, data);
const link = (path: string) => `https://www.googleapis.com/compute/v1/projects/harbour-dev/${path}`;

describe('a machine', () => {
  it('has addresses of every interface, whichever way they are named', () => {
    const { fields } = compute('Instance', {
      networkInterfaces: [
        { network: link('global/networks/a'), networkIP: '10.0.0.2', accessConfigs: [{ natIP: '203.0.113.7' }] },
        { network: link('global/networks/b'), ipAddress: '10.1.0.2', ipv6Address: 'fd20::2' },
        { network: link('global/networks/c'), ipv6AccessConfigs: [{ externalIpv6: '2001:db8::3' }] },
      ],
    });
    expect(fields).toMatchObject({
      privateAddresses: ['10.0.0.2', '10.1.0.2', 'fd20::2'],
      publicAddresses: ['2001:db8::3', '203.0.113.7'],
    });
    expect(fields.networks).toHaveLength(3);
  });

  it.each([
    [{ preemptible: true }, 'Spot'],
    [{ provisioningModel: 'SPOT' }, 'Spot'],
    [{ provisioningModel: 'STANDARD', preemptible: false }, 'Regular'],
  ])('with %o is %s', (scheduling, priority) => {
    expect(compute('Instance', { scheduling }).fields.priority).toBe(priority);
  });

  it('that tells nothing has no networks and no addresses that are known', () => {
    expect(compute('Instance', {}).fields).toMatchObject({
      ...{ networks: null, privateAddresses: null, publicAddresses: null, priority: null },
    });
  });
});

describe('what is regional', () => {
  it('is a disk as one in a zone is', () => {
    const disk = compute(
      'RegionDisk',
      {
        ...{ sizeGb: '500', status: 'READY', type: link('regions/europe-west1/diskTypes/pd-ssd') },
        region: link('regions/europe-west1'),
        replicaZones: [link('zones/europe-west1-b'), link('zones/europe-west1-c')],
        lastDetachTimestamp: '2026-02-02T03:04:05.000-07:00',
      },
      'regions/europe-west1/disks/pd-ha',
    );
    expect(disk).toMatchObject({
      ...{ kind: 'gcp_compute_disk', type: 'compute.googleapis.com/RegionDisk', class: 'disk', category: 'Storage' },
      region: 'europe-west1',
      fields: {
        ...{ sizeGib: 500, state: 'unattached', attachedTo: [], diskType: 'pd-ssd' },
        ...{ detachedAt: '2026-02-02T10:04:05.000Z', zones: ['europe-west1-b', 'europe-west1-c'] },
      },
    });
  });

  it('is a backend service as a global one is', () => {
    const group = link('regions/europe-west1/instanceGroups/web');
    expect(compute('RegionBackendService', { backends: [{ group }] })).toMatchObject({
      ...{ kind: 'gcp_compute_backend_service', class: 'target_group' },
      fields: { backends: ['//compute.googleapis.com/projects/harbour-dev/regions/europe-west1/instanceGroups/web'] },
    });
  });
});

describe('lists that hold nothing are left out, of an answer that says anything', () => {
  it.each([
    ['BackendService', 'backends', { protocol: 'HTTP' }],
    ['Network', 'peers', { autoCreateSubnetworks: true }],
    ['Disk', 'attachedTo', { status: 'READY' }],
    ['ForwardingRule', 'networks', { IPAddress: '203.0.113.9' }],
  ])('%s: %s', (type, field, data) => {
    expect(compute(type, data).fields[field]).toEqual([]);
    expect(compute(type, {}).fields[field]).toBeNull();
  });
});

describe('the region', () => {
  it.each([
    ['europe-west1', 'projects/harbour-dev/regions/europe-west1'],
    ['us-central1', 'us-central1-ai1a'],
    ['eu', 'EU'],
    ['nam-eur-asia1', 'nam-eur-asia1'],
    ['global', 'global'],
  ])('is %s, given %s', (region, location) => {
    const name = '//harbour.googleapis.com/projects/harbour-dev/cranes/one';
    expect(asset('harbour.googleapis.com/Crane', name, {}, { location }).region).toBe(region);
    expect(asset('harbour.googleapis.com/Crane', name, { region: location }).region).toBe(region);
  });
});

describe('the account', () => {
  it.each([
    ['harbour-dev', '//appengine.googleapis.com/apps/harbour-dev/services/default', {}],
    ['billingAccounts/001122-AABBCC-DDEEFF', '//cloudbilling.googleapis.com/billingAccounts/001122-AABBCC-DDEEFF', {}],
    ['harbour-dev', '//storage.googleapis.com/harbour-logs', { projectNumber: 1042 }],
    ['folders/77', '//cloudresourcemanager.googleapis.com/folders/77', {}],
    ['unknown', '//storage.googleapis.com/harbour-logs', {}],
  ])('is %s of %s', (accountId, name, data) => {
    const resource = asset('harbour.googleapis.com/Crane', name, data);
    expect(resource.accountId).toBe(accountId);
    expect(resource.group).toBe(
      accountId === 'harbour-dev' ? '//cloudresourcemanager.googleapis.com/projects/harbour-dev' : null,
    );
  });
});

describe('what no kind describes', () => {
  const other = (data: object) => asset('harbour.googleapis.com/Crane', '//x.googleapis.com/projects/p/cranes/1', data);

  it.each([
    [{ createTime: '2026-01-02T03:04:05Z' }],
    [{ creationTimestamp: '2026-01-01T20:04:05.000-07:00' }],
    [{ creationTime: '1767323045000' }],
    [{ metadata: { creationTimestamp: '2026-01-02T03:04:05Z' } }],
  ])('of %o was made then', (data) => {
    expect(other(data).createdAt).toBe('2026-01-02T03:04:05.000Z');
  });

  it.each([
    [{ state: 'READY' }, 'ready'],
    [{ status: 'ACTIVE' }, 'active'],
    [{ status: { state: 'RUNNING' } }, 'running'],
    [{ lifecycleState: 'DELETE_REQUESTED' }, 'delete_requested'],
    [{ status: { conditions: [] } }, null],
  ])('of %o is in state %s', (data, state) => {
    expect(other(data).fields.state).toBe(state);
  });
});

it('a service account goes by its address, not by what somebody called it', () => {
  const name = '//iam.googleapis.com/projects/harbour-dev/serviceAccounts/115029384756';
  const email = 'loader@harbour-dev.iam.gserviceaccount.com';
  expect(asset('iam.googleapis.com/ServiceAccount', name, { email, displayName: 'Loader' }).name).toBe(email);
});

it('a cluster is in its network and subnetwork, and links of other services keep their service', () => {
  const networkConfig = { network: 'projects/n/global/networks/a', subnetwork: 'projects/n/regions/r/subnetworks/b' };
  const name = '//container.googleapis.com/projects/p/locations/l/clusters/c';
  expect(asset('container.googleapis.com/Cluster', name, { networkConfig }).fields.networks).toEqual([
    '//compute.googleapis.com/projects/n/global/networks/a',
    '//compute.googleapis.com/projects/n/regions/r/subnetworks/b',
  ]);
  const target = 'https://container.googleapis.com/v1/projects/p/locations/l/clusters/c';
  expect(compute('ForwardingRule', { target }).fields.backends).toEqual([name]);
});
