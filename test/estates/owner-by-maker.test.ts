/** What a service makes for itself is its maker's; members of stacks and clusters are theirs. */
import { expect, it } from 'vitest';
import { collected } from './collected.ts';

const PLACE = '111122223333/eu-west-1';
const REGION = 'eu-west-1:111122223333';
const mine = [{ Key: 'owner', Value: 'data-platform' }];

const kept = (id: string, type: string, description: string) => ({
  ...{ NetworkInterfaceId: id, OwnerId: '111122223333', Status: 'in-use', InterfaceType: type, RequesterManaged: true },
  ...{ Description: description, Groups: [], TagSet: [] },
});

const indexed = (arn: string, tags: readonly object[]) => ({ ResourceARN: arn, Tags: tags });

it('gives the interfaces that services make to their makers, with the maker as evidence', async () => {
  const balancer = `arn:aws:elasticloadbalancing:${REGION}:loadbalancer/app/quay/0123456789abcdef`;
  const { resource, findings } = await collected({
    aws: {
      [PLACE]: {
        DescribeNetworkInterfaces: [
          kept('eni-0alb', 'interface', 'ELB app/quay/0123456789abcdef'),
          kept('eni-0nat', 'nat_gateway', 'Interface for NAT Gateway nat-0quay'),
          kept('eni-0vpce', 'vpc_endpoint', 'VPC Endpoint Interface vpce-0quay'),
          kept('eni-0tgw', 'transit_gateway', 'Network Interface for Transit Gateway Attachment tgw-attach-0quay'),
          kept('eni-0efs', 'efs', 'EFS mount target for fs-0quay (fsmt-0quay)'),
          kept('eni-0fn', 'lambda', 'AWS Lambda VPC ENI-quay-worker-8c7ac78b-e11d-4dea-8a47-ab2bdeba9bf5'),
        ],
        DescribeAddresses: [
          {
            AllocationId: 'eipalloc-0nat',
            PublicIp: '198.51.100.7',
            AssociationId: 'a',
            NetworkInterfaceId: 'eni-0nat',
          },
        ],
        DescribeLoadBalancers: [
          {
            LoadBalancerArn: balancer,
            LoadBalancerName: 'quay',
            Type: 'application',
            State: { Code: 'active' },
            Tags: mine,
          },
        ],
        DescribeNatGateways: [{ NatGatewayId: 'nat-0quay', State: 'available', Tags: mine }],
        ListFunctions: [
          {
            FunctionArn: `arn:aws:lambda:${REGION}:function:quay-worker`,
            FunctionName: 'quay-worker',
            Tags: { owner: 'data-platform' },
          },
        ],
        GetResources: [
          indexed(`arn:aws:ec2:${REGION}:vpc-endpoint/vpce-0quay`, mine),
          indexed(`arn:aws:ec2:${REGION}:transit-gateway-attachment/tgw-attach-0quay`, mine),
          indexed(`arn:aws:elasticfilesystem:${REGION}:file-system/fs-0quay`, mine),
        ],
      },
    },
  });
  for (const end of ['eni-0alb', 'eni-0nat', 'eni-0vpce', 'eni-0tgw', 'eni-0efs', 'eni-0fn'])
    expect(resource(end).owner, end).toMatchObject({ id: 'data-platform', source: 'maker', key: 'owned_by' });
  expect(resource('eni-0alb').owner.from).toBe(balancer);
  // Its address, by way of the interface.
  expect(resource('eipalloc-0nat').owner).toMatchObject({ id: 'data-platform', source: 'holder' });
  expect(findings.filter(({ check }) => check === 'unowned')).toEqual([]);
});

it('gives members of a stack or cluster on AWS to whoever owns that', async () => {
  const stack = `arn:aws:cloudformation:${REGION}:stack/quay/11111111-2222-3333-4444-555555555555`;
  const member = (id: string, key: string, value: string) => ({
    ...{ VolumeId: id, Size: 8, State: 'in-use', CreateTime: '2026-01-01T00:00:00Z' },
    Attachments: [{ InstanceId: 'i-0elsewhere', State: 'attached' }],
    Tags: [{ Key: key, Value: value }],
  });
  const { resource } = await collected({
    aws: {
      [PLACE]: {
        DescribeVolumes: [
          member('vol-0stack', 'aws:cloudformation:stack-id', stack),
          member('vol-0claim', 'kubernetes.io/cluster/harbour', 'owned'),
          member('vol-0shared', 'kubernetes.io/cluster/harbour', 'shared'),
        ],
        GetResources: [indexed(stack, mine), indexed(`arn:aws:eks:${REGION}:cluster/harbour`, mine)],
      },
    },
  });
  expect(resource('vol-0stack').owner).toMatchObject({
    id: 'data-platform',
    source: 'holder',
    key: 'group',
    from: stack,
  });
  expect(resource('vol-0claim').owner).toMatchObject({ id: 'data-platform', key: 'group' });
  expect(resource('vol-0shared').owner.id).toBe('unowned');
});

it('gives what lies in the group of a cluster’s nodes on Azure to whoever owns the cluster', async () => {
  const subscription = '/subscriptions/11111111-2222-3333-4444-555555555555';
  const nodes = `${subscription}/resourceGroups/MC_quay`;
  const cluster = `${subscription}/resourceGroups/rg-quay/providers/Microsoft.ContainerService/managedClusters/quay`;
  const { resource } = await collected({
    containers: [
      { id: subscription, name: 'quay', type: 'microsoft.resources/subscriptions', properties: {} },
      {
        id: nodes,
        name: 'MC_quay',
        type: 'microsoft.resources/subscriptions/resourcegroups',
        managedBy: cluster,
        properties: {},
      },
    ],
    azure: [
      {
        id: cluster,
        type: 'microsoft.containerservice/managedclusters',
        tags: { owner: 'data-platform' },
        properties: {},
      },
      {
        ...{
          id: `${nodes}/providers/Microsoft.Network/publicIPAddresses/out`,
          type: 'microsoft.network/publicipaddresses',
        },
        properties: { ipAddress: '198.51.100.8', publicIPAllocationMethod: 'Static' },
      },
    ],
  });
  expect(resource('publicipaddresses/out').owner).toMatchObject({
    ...{ id: 'data-platform', source: 'holder', key: 'group', from: nodes.toLowerCase() },
  });
  expect(resource('mc_quay').owner).toMatchObject({ id: 'data-platform', source: 'maker' });
});

it('gives what a GKE cluster has made to whoever owns the cluster, before the project', async () => {
  const cluster = '//container.googleapis.com/projects/quay-prod/locations/europe-west1/clusters/harbour';
  const { resource } = await collected({
    projects: [{ id: 'quay-prod', number: '777000111', labels: { owner: 'payments' } }],
    gcp: [
      {
        name: '//compute.googleapis.com/projects/quay-prod/zones/europe-west1-b/disks/pvc-1',
        assetType: 'compute.googleapis.com/Disk',
        resource: {
          data: {
            ...{ sizeGb: '10', status: 'READY' },
            labels: { 'goog-k8s-cluster-name': 'harbour', 'goog-k8s-cluster-location': 'europe-west1' },
          },
        },
      },
      {
        name: cluster,
        assetType: 'container.googleapis.com/Cluster',
        resource: { data: { status: 'RUNNING', resourceLabels: { owner: 'data-platform' } } },
      },
    ],
  });
  expect(resource('disks/pvc-1').owner).toMatchObject({
    ...{ id: 'data-platform', source: 'holder', key: 'group', from: cluster },
    overrode: [{ source: 'account', value: 'payments' }],
  });
});
