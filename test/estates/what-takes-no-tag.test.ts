/** Tags and owners are asked of what people make and can tag; the rest is counted apart. */
import { describe, expect, it } from 'vitest';
import type { OwnerSummary, RegisterReader } from '../../lib/register/types.ts';
import { type Case, collected } from './collected.ts';

const here = '111122223333/eu-west-1';
const owned = [{ Key: 'owner', Value: 'data-platform' }];
const group = (name: string, path: string) =>
  `/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/${name}/providers/${path}`;

/** What an estate comes to where `owner` is required of everything: findings by resource, and the owners' counts. */
const asked = async (estate: Case) => {
  let owners: readonly OwnerSummary[] = [];
  const look = async (reader: RegisterReader) => {
    owners = await reader.owners();
  };
  const all = await collected({ policy: { requiredTags: ['owner'] }, ...estate }, look);
  const sum = (name: 'resources' | 'exempt') => owners.reduce((total, one) => total + one[name], 0);
  return { ...all, resourcesThere: sum('resources'), exempt: sum('exempt') };
};

describe('interfaces that services make', () => {
  const nic = (NetworkInterfaceId: string, over: object) => ({
    ...{ NetworkInterfaceId, OwnerId: '111122223333', Status: 'in-use', Groups: [], TagSet: [] },
    ...over,
  });

  it('are not told to be tagged, and one that a person made is', async () => {
    const { findings, said, exempt } = await asked({
      aws: {
        [here]: {
          DescribeNetworkInterfaces: [
            nic('eni-0gate', { InterfaceType: 'nat_gateway', RequesterManaged: true }),
            nic('eni-0end', { InterfaceType: 'vpc_endpoint', RequesterManaged: true }),
            nic('eni-0own', { InterfaceType: 'interface', RequesterManaged: false }),
          ],
        },
      },
    });
    expect(new Set(findings.map(({ resourceId }) => resourceId.split('/').at(-1)))).toEqual(new Set(['eni-0own']));
    expect(said('eni-0own').join()).toContain('missing_required_tags fail');
    expect(exempt).toBe(2);
  });

  it('are told of where they name somebody who is not known: that tag stands on them', async () => {
    const { said } = await asked({
      aws: {
        [here]: {
          DescribeNetworkInterfaces: [
            nic('eni-0tagged', { RequesterManaged: true, TagSet: [{ Key: 'owner', Value: 'nobody-known' }] }),
          ],
        },
      },
    });
    expect(said('eni-0tagged')).toEqual([expect.stringContaining('unknown_owner fail')]);
  });
});

it('of Azure neither its own things nor parts without tags are told to be tagged', async () => {
  const plain = (path: string, type: string) => ({ id: group('net', path), type, tags: null, properties: {} });
  const { findings, exempt } = await asked({
    azure: [
      plain('Microsoft.Sql/servers/orders/databases/master', 'microsoft.sql/servers/databases'),
      plain('Microsoft.Network/networkWatchers/watcher_westeurope', 'microsoft.network/networkwatchers'),
      plain('Microsoft.Network/networkIntentPolicies/policy', 'microsoft.network/networkintentpolicies'),
      plain(
        'Microsoft.AlertsManagement/smartDetectorAlertRules/failure anomalies - orders',
        'microsoft.alertsmanagement/smartdetectoralertrules',
      ),
      plain('Microsoft.Insights/actionGroups/Application Insights Smart Detection', 'microsoft.insights/actiongroups'),
      plain('Microsoft.Insights/actionGroups/night-shift', 'microsoft.insights/actiongroups'),
    ],
  });
  const untagged = findings
    .filter(({ check }) => check === 'missing_required_tags')
    .map(({ resourceId }) => resourceId);
  expect(untagged.filter((id) => id.includes('/providers/'))).toEqual([
    expect.stringMatching(/actiongroups\/night-shift$/),
  ]);
  expect(exempt).toBe(5);
});

it('of Google what takes no label is not told to be labelled', async () => {
  const { findings, exempt } = await asked({
    projects: [{ id: 'harbour-prod', number: '481516234299', labels: {} }],
    gcp: [
      {
        name: '//compute.googleapis.com/projects/harbour-prod/global/routes/default-route-1',
        assetType: 'compute.googleapis.com/Route',
        resource: { location: 'global', data: { name: 'default-route-1' } },
      },
      {
        name: '//logging.googleapis.com/projects/481516234299/sinks/_Default',
        assetType: 'logging.googleapis.com/LogSink',
        resource: { location: 'global', data: { name: '_Default' } },
      },
      {
        name: '//pubsub.googleapis.com/projects/harbour-prod/topics/orders',
        assetType: 'pubsub.googleapis.com/Topic',
        resource: { location: 'global', data: { name: 'orders' } },
      },
    ],
  });
  const untagged = findings
    .filter(({ check }) => check === 'missing_required_tags')
    .map(({ resourceId }) => resourceId);
  expect(untagged.map((id) => id.split('/').at(-1)).sort()).toEqual(['harbour-prod', 'orders']);
  expect(exempt).toBe(2);
});

describe('what only the tagging API shows', () => {
  const arn = (rest: string) => `arn:aws:${rest.replace('::', ':eu-west-1:111122223333:')}`;
  const shown = (rest: string, Tags: object[] = []) => ({ ResourceARN: arn(rest), Tags });

  it('may be gone: without a tag it fails nothing, and says why', async () => {
    const { findings, said } = await asked({
      aws: {
        [here]: {
          GetResources: [
            shown('sns::billing'),
            shown('rds::cluster:orders', owned),
            shown('rds::cluster:stray', [{ Key: 'env', Value: 'prod' }]),
            shown('route53::hostedzone/Z0DEAD', [{ Key: 'env', Value: 'prod' }]),
          ],
        },
      },
    });
    expect(said(':billing')).toEqual([
      'missing_required_tags unknown: it was tagged once, and may be gone',
      'unowned unknown: it was tagged once, and may be gone',
    ]);
    expect(said('cluster:orders')).toEqual([]);
    expect(said('cluster:stray').every((one) => one.includes(' fail: '))).toBe(true);
    expect(said('Z0DEAD').join()).toContain('long after they are gone');
    expect(findings.filter(({ resourceId, verdict }) => verdict === 'fail' && resourceId.includes('Z0DEAD'))).toEqual(
      [],
    );
  });
});

it('what is missing counts as there in every list until it is retired, and its findings say that it is missing', async () => {
  const volume = (VolumeId: string) => ({
    ...{ VolumeId, Size: 8, State: 'available', CreateTime: '2024-01-01T00:00:00Z' },
    ...{ Attachments: [], Tags: owned },
  });
  const day = (n: number, ...ids: readonly string[]) => ({
    day: n,
    aws: { '111122223333/eu-west-1': { DescribeVolumes: ids.map(volume) } } as const,
  });
  const counts: unknown[] = [];
  const look = async (reader: RegisterReader) => {
    const listed = [];
    for await (const one of reader.resources({})) listed.push(one);
    const owners = (await reader.owners()).reduce((sum, { resources }) => sum + resources, 0);
    const kinds = Object.values((await reader.counts()).kinds).reduce((sum, count) => sum + count, 0);
    counts.push(listed.length, owners, kinds);
  };
  const { findings } = await collected({ runs: [day(0, 'vol-0a', 'vol-0b'), day(1, 'vol-0a')] }, look);
  expect(counts).toEqual([2, 2, 2]);
  expect(findings.map(({ resourceId, lifecycle }) => [resourceId.split('/').at(-1), lifecycle]).sort()).toEqual([
    ['vol-0a', 'active'],
    ['vol-0b', 'missing'],
  ]);
});
