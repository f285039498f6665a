/** Types that explode or live for minutes are counted and have no row, unless the config takes them in. */
import { describe, expect, it } from 'vitest';
import { noSelection, type Selection } from '../../lib/kinds/selection.ts';
import type { Counted, RegisterReader } from '../../lib/register/types.ts';
import { type Case, collected, type Step } from './collected.ts';

const cluster = '//container.googleapis.com/projects/harbour-prod/zones/europe-west1-b/clusters/prod';
const asset = (assetType: string, name: string, data: object = {}) => ({
  ...{ assetType, name },
  resource: { location: 'europe-west1', data: { name, ...data } },
});
const pod = (n: string) => asset('k8s.io/Pod', `${cluster}/k8s/namespaces/shop/pods/web-${n}`);
const disk = (n: number) =>
  asset(
    'compute.googleapis.com/Disk',
    `//compute.googleapis.com/projects/harbour-prod/zones/europe-west1-b/disks/d${n}`,
    {
      ...{ status: 'READY', sizeGb: '5', labels: { owner: 'data-platform' } },
      users: ['https://www.googleapis.com/compute/v1/projects/harbour-prod/zones/europe-west1-b/instances/x'],
    },
  );

const selecting = (exclude: Partial<Selection['exclude']>, include: Partial<Selection['include']> = {}): Selection => ({
  exclude: { ...noSelection.exclude, ...exclude },
  include: { ...noSelection.include, ...include },
});

const countedOf = async (estate: Case) => {
  const counted: Counted[] = [];
  const all = await collected(estate, async (reader: RegisterReader) => {
    for await (const one of reader.counted()) counted.push(one);
  });
  return { ...all, counted };
};

describe('objects of a Kubernetes cluster, revisions, builds, images and services', () => {
  const gcp = [
    ...[pod('a'), pod('b')],
    asset('apps.k8s.io/ReplicaSet', `${cluster}/k8s/namespaces/shop/replicasets/web`),
    asset(
      'run.googleapis.com/Revision',
      '//run.googleapis.com/projects/harbour-prod/locations/europe-west1/revisions/web-1',
    ),
    asset('cloudbuild.googleapis.com/Build', '//cloudbuild.googleapis.com/projects/harbour-prod/builds/1'),
    asset('serviceusage.googleapis.com/Service', '//serviceusage.googleapis.com/projects/481516234299/services/x'),
    disk(1),
  ];

  it('are counted by account, region and type with the reason, and have neither row nor finding', async () => {
    const { counted, resources, findings, runs } = await countedOf({ gcp, policy: { requiredTags: ['owner'] } });
    expect(counted.map(({ type, resources: many, accountId }) => [accountId, type, many])).toEqual([
      ['harbour-prod', 'apps.k8s.io/ReplicaSet', 1],
      ['harbour-prod', 'cloudbuild.googleapis.com/Build', 1],
      ['harbour-prod', 'k8s.io/Pod', 2],
      ['harbour-prod', 'run.googleapis.com/Revision', 1],
      ['harbour-prod', 'serviceusage.googleapis.com/Service', 1],
    ]);
    expect(counted.every(({ provider, because }) => provider === 'gcp' && because.length > 10)).toBe(true);
    expect([...resources.values()].map(({ kind }) => kind).sort()).toEqual(['gcp_compute_disk', 'gcp_project']);
    expect(findings).toEqual([]);
    expect(runs[0]!.resources).toMatchObject({ counted: 6, new: 2 });
    expect(runs[0]!.listings.incomplete).toEqual([]);
  });

  it('are written again only where their counts are others', async () => {
    const day = (n: number, ...pods: readonly string[]): Step => ({ day: n, gcp: [disk(1), ...pods.map(pod)] });
    const { runs } = await collected({ runs: [day(0, 'a', 'b'), day(1, 'c', 'd'), day(2, 'c'), day(3), day(4)] });
    const written = runs.map(({ items }) => items.written);
    expect(written[2]! - written[1]!).toBe(1);
    expect(written[3]! - written[1]!).toBe(1);
    expect(written[4]).toBe(written[1]);
    expect(runs.map(({ resources: { counted, changed, missing } }) => [counted, changed, missing])).toEqual([
      [2, 0, 0],
      [2, 0, 0],
      [1, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ]);
  });

  it('have a row where the config includes their type', async () => {
    const { counted, resources } = await countedOf({ gcp, selection: selecting({}, { types: ['k8s.io/*'] }) });
    expect([...resources.values()].filter(({ type }) => type === 'k8s.io/Pod')).toHaveLength(2);
    expect(counted.map(({ type }) => type)).not.toContain('k8s.io/Pod');
    expect(counted.map(({ type }) => type)).toContain('apps.k8s.io/ReplicaSet');
  });
});

it('what comes and goes by the hour holds no listing: a disk that is gone is missing though every pod left as well', async () => {
  const pods = Array.from({ length: 60 }, (_, n) => pod(String(n)));
  const disks = Array.from({ length: 8 }, (_, n) => disk(n));
  const selection = selecting({}, { types: ['k8s.io/Pod'] });
  const { runs, resource } = await collected({
    selection,
    runs: [
      { day: 0, gcp: [...disks, ...pods] },
      { day: 0.5, gcp: disks.slice(1) },
    ],
  });
  expect(runs.at(-1)!.listings.incomplete).toEqual([]);
  expect(resource('/disks/d0').lifecycle).toBe('missing');
});

describe('what the config excludes', () => {
  it('is counted by type and reason, stays as it was, and leaves questions about anything unknown', async () => {
    const group = '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/mon';
    const alert = {
      ...{ id: `${group}/providers/Microsoft.Insights/metricAlerts/slow`, type: 'microsoft.insights/metricalerts' },
      ...{ tags: { owner: 'data-platform' }, properties: {} },
    };
    const selection = selecting({ types: ['Microsoft.Insights/*'] });
    const { counted, said, resources } = await countedOf({ azure: [alert], selection });
    expect(counted).toMatchObject([{ type: 'microsoft.insights/metricalerts', resources: 1 }]);
    expect(counted[0]!.because).toContain('the config leaves the type out');
    expect([...resources.keys()].some((id) => id.includes('metricalerts'))).toBe(false);
    expect(said('/resourcegroups/mon').filter((one) => one.startsWith('empty_resource_group'))).toEqual([
      expect.stringContaining('unknown: the config leaves types out'),
    ]);
  });

  it('may be a project, by its id or by a folder above it; what is there of it is counted, and the run names it', async () => {
    const project = (id: string, number: string) => ({ id, number, labels: { owner: 'data-platform' } });
    const projects = [project('harbour-prod', '481516234299'), project('sandbox-ana', '2')];
    const there = asset('pubsub.googleapis.com/Topic', '//pubsub.googleapis.com/projects/sandbox-ana/topics/t');
    const selection = selecting({ projects: ['sandbox-*'] });
    const { counted, resources, runs } = await countedOf({ projects, gcp: [there, disk(1)], selection });
    expect([...resources.values()].map(({ accountId }) => accountId)).toEqual(['harbour-prod', 'harbour-prod']);
    expect(counted.map(({ accountId, type }) => [accountId, type.split('/')[1]]).sort()).toEqual([
      ['sandbox-ana', 'Project'],
      ['sandbox-ana', 'Topic'],
    ]);
    expect(runs[0]!.closed).toMatchObject([{ id: 'sandbox-ana', reason: 'the config leaves the account out' }]);
  });

  it('may be an account of an organisation, and `include` takes one in again', async () => {
    const volume = {
      VolumeId: 'vol-0',
      Size: 8,
      State: 'available',
      CreateTime: '2024-01-01T00:00:00Z',
      Attachments: [],
    };
    const { resources } = await collected({
      aws: {
        accounts: ['111122223333', '222233334444', '333344445555'],
        '222233334444/eu-west-1': { DescribeVolumes: [volume] },
        '333344445555/eu-west-1': { DescribeVolumes: [volume] },
      },
      selection: selecting({ accounts: ['*'] }, { accounts: ['3333*'] }),
    });
    expect([...resources.values()].map(({ accountId }) => accountId)).toEqual(['333344445555']);
  });
});
