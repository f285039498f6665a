/** What a guard keeps is nobody's orphan while that is likely; what a balancer answers is what it is there for. */
import { expect, it } from 'vitest';
import { collected } from './collected.ts';
import { SUBSCRIPTION } from './estate.ts';

const labels = { owner: 'data-platform' };
const Tags = (more: Readonly<Record<string, string>> = {}) =>
  Object.entries({ ...labels, ...more }).map(([Key, Value]) => ({ Key, Value }));
const inGroup = (group: string) => `/subscriptions/${SUBSCRIPTION}/resourceGroups/${group}/providers`;

it('claims of a cluster that is gone, what a stopped cluster keeps, and a machine that was suspended yesterday', async () => {
  const nodes = inGroup('MC_web_green_westeurope');
  const ofGreen = { ...labels, 'aks-managed-cluster-name': 'green', 'aks-managed-cluster-rg': 'web' };
  const { said } = await collected({
    gcp: [
      {
        name: '//compute.googleapis.com/projects/harbour-prod/zones/europe-west1-b/disks/pvc-5c1d2e3f-ledger',
        assetType: 'compute.googleapis.com/Disk',
        resource: {
          location: 'europe-west1-b',
          data: { labels, name: 'pvc-5c1d2e3f-ledger', status: 'READY', lastDetachTimestamp: '2022-03-04T00:00:00Z' },
        },
      },
      {
        name: '//compute.googleapis.com/projects/harbour-prod/zones/europe-west1-b/instances/bench-3',
        assetType: 'compute.googleapis.com/Instance',
        resource: {
          location: 'europe-west1-b',
          data: {
            ...{ labels, name: 'bench-3', status: 'SUSPENDED', lastStartTimestamp: '2025-05-02T00:00:00Z' },
            ...{ lastStopTimestamp: '2025-05-01T00:00:00Z', lastSuspendedTimestamp: '2026-05-31T09:00:00Z' },
          },
        },
      },
    ],
    azure: [
      {
        id: `${inGroup('web')}/Microsoft.ContainerService/managedClusters/green`,
        ...{ name: 'green', type: 'microsoft.containerservice/managedclusters', tags: labels, properties: {} },
      },
      {
        id: `${nodes}/Microsoft.Network/loadBalancers/kubernetes`,
        ...{ name: 'kubernetes', type: 'microsoft.network/loadbalancers', tags: ofGreen },
        properties: { backendAddressPools: [{ properties: {} }], inboundNatRules: [], loadBalancingRules: [{}] },
      },
      {
        id: `${nodes}/Microsoft.Network/networkSecurityGroups/aks-nsg`,
        ...{
          name: 'aks-nsg',
          type: 'microsoft.network/networksecuritygroups',
          tags: ofGreen,
          properties: { securityRules: [] },
        },
      },
    ],
  });
  expect(said('pvc-5c1d2e3f-ledger')).toEqual([
    'unattached_disk fail: A Kubernetes cluster keeps it, as it seems; yet no machine holds it since 2022-03-04.',
  ]);
  expect(['bench-3', 'loadbalancers/kubernetes', 'aks-nsg'].flatMap(said)).toEqual([]);
});

const arn = (end: string) => `arn:aws:elasticloadbalancing:eu-west-1:111122223333:${end}`;
const balancer = (name: string, Listeners?: readonly object[]) => ({
  ...{ LoadBalancerArn: arn(`loadbalancer/app/${name}/0a1b2c3d`), LoadBalancerName: name, Type: 'application' },
  ...{ Scheme: 'internet-facing', State: { Code: 'active' }, Tags: Tags(), ...(Listeners && { Listeners }) },
});
const listener = (name: string, Type: string, rules: readonly string[] = []) => ({
  ...{ ListenerArn: arn(`listener/app/${name}/0a1b2c3d/1`), DefaultActions: [{ Type }] },
  Rules: rules.map((type) => ({ Actions: [{ Type: type }] })),
});

it('balancers that redirect, and copies whose policy or tool is known', async () => {
  const snapshot = (SnapshotId: string, more: Readonly<Record<string, string>>) => ({
    ...{ SnapshotId, VolumeId: `vol-of-${SnapshotId}`, VolumeSize: 8, State: 'completed', OwnerId: '111122223333' },
    ...{ StartTime: '2025-03-01T08:00:00Z', Tags: Tags(more) },
  });
  const { said } = await collected({
    policy: { guards: { vault: { because: 'Harbour Vault keeps it', tags: ['harbour-vault:'], days: 365 } } },
    aws: {
      '111122223333/eu-west-1': {
        DescribeLoadBalancers: [
          balancer('moved', [listener('moved', 'redirect')]),
          balancer('ruled', [listener('ruled', 'forward', ['forward', 'fixed-response'])]),
          balancer('idle', [listener('idle', 'forward', ['forward'])]),
          balancer('deaf', []),
          balancer('untold'),
        ],
        DescribeSnapshots: [
          snapshot('snap-0velero', { 'velero.io/backup': 'nightly' }),
          snapshot('snap-0vault', { 'harbour-vault:policy': 'gold' }),
          snapshot('snap-0policy', { 'aws:dlm:lifecycle-policy-id': 'policy-0harbour' }),
        ],
      },
    },
  });
  expect(['moved', 'ruled', 'idle', 'deaf', 'untold'].map((name) => said(`app/${name}/0a1b2c3d`))).toEqual([
    [],
    [],
    ['load_balancer_without_targets fail: No target is registered behind it, at least since 2026-06-01.'],
    ['load_balancer_without_targets fail: It has no listener, at least since 2026-06-01.'],
    [expect.stringContaining('load_balancer_without_targets unknown: no target is registered behind it, and whether')],
  ]);
  expect(['snap-0velero', 'snap-0vault'].flatMap(said)).toEqual([]);
  expect(said('snap-0policy')).toEqual([
    expect.stringContaining('orphaned_snapshot unknown: It seems that a policy of Data Lifecycle Manager keeps it'),
  ]);
});
