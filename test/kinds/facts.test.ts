/** Facts of types against what providers show: recordings, and the published tables where they are plain. */
import { describe, expect, it } from 'vitest';
import { countedBecause, doubtOf, factsOf, fitting, isBilled, isEphemeral } from '../../lib/kinds/facts/facts.ts';
import { azureResource } from '../../lib/kinds/listings/azure.ts';
import { gcpResource } from '../../lib/kinds/listings/gcp.ts';
import type { Resource } from '../../lib/kinds/types.ts';

const azure = (type: string, over: object = {}): Resource =>
  azureResource({ id: `/subscriptions/s/resourceGroups/g/providers/${type}/one`, type, properties: {}, ...over });
const gcp = (assetType: string, data: object = {}): Resource =>
  gcpResource({ name: `//x/projects/p/${assetType}/one`, assetType, resource: { data: { ...data } } }, new Map());
const volume = (name: string, over: Partial<Resource> = {}): Resource => ({
  ...{ id: `arn:aws:ec2:eu-west-1:111111111111:volume/${name}`, provider: 'aws', kind: 'aws_ebs_volume' },
  ...{ type: 'AWS::EC2::Volume', class: 'disk', category: 'Storage', accountId: '111111111111', region: 'eu-west-1' },
  ...{ name, tags: { owner: 'ana' }, group: null, fields: {}, links: [], createdAt: null },
  ...over,
});
const aws = (type: string, tags: Resource['tags'] = {}): Resource =>
  volume('one', { kind: 'aws_resource', type, class: 'other', fields: {}, tags });

describe('whether it takes tags', () => {
  it.each([
    [azure('Microsoft.Compute/virtualMachines'), true],
    [azure('Microsoft.Compute/virtualMachines/extensions'), true],
    [azure('Microsoft.Compute/virtualMachineScaleSets/virtualMachines'), false],
    [azure('Microsoft.Insights/diagnosticSettings'), false],
    [azure('Microsoft.Resources/subscriptions/resourceGroups'), true],
    [azure('Microsoft.Sql/servers/databases'), true],
    [azure('Contoso.Lately/things'), true],
    [azure('Contoso.Lately/things/parts'), false],
    [gcp('compute.googleapis.com/Disk'), true],
    [gcp('container.googleapis.com/Cluster'), true],
    [gcp('sqladmin.googleapis.com/Instance'), true],
    [gcp('compute.googleapis.com/Route'), false],
    [gcp('compute.googleapis.com/Network'), false],
    [gcp('iam.googleapis.com/ServiceAccountKey'), false],
    [aws('rds:cluster'), true],
  ])('is a fact of the type: $type', (resource, takes) => expect(factsOf(resource).taggable).toBe(takes));

  it('is beyond doubt where it has one, whatever the table says', () => {
    expect(factsOf(gcp('lately.googleapis.com/Thing', { labels: { owner: 'ana' } })).taggable).toBe(true);
    expect(factsOf(gcp('lately.googleapis.com/Thing')).taggable).toBe(false);
  });
});

describe('what a service makes and keeps', () => {
  it.each([
    azure('Microsoft.Sql/servers/databases', {
      id: '/subscriptions/s/providers/Microsoft.Sql/servers/x/databases/master',
    }),
    azure('Microsoft.Network/networkWatchers'),
    azure('Microsoft.Network/networkIntentPolicies'),
    azure('Microsoft.AlertsManagement/smartDetectorAlertRules', { id: '/s/failure anomalies - shop' }),
    azure('Microsoft.Insights/actionGroups', { id: '/s/Application Insights Smart Detection' }),
    volume('eni', { class: 'network_interface', fields: { managed: true } }),
    volume('snap', { class: 'snapshot', fields: { managedBy: 'aws backup' } }),
    volume('vpc', { type: 'AWS::EC2::VPC', class: 'network', fields: { default: true } }),
  ])('is told apart: $id', (resource) => expect(factsOf(resource).madeBy).not.toBeNull());

  it.each([
    azure('Microsoft.Sql/servers/databases'),
    azure('Microsoft.AlertsManagement/smartDetectorAlertRules'),
    azure('Microsoft.Insights/actionGroups'),
    volume('eni', { class: 'network_interface', fields: { managed: false } }),
    volume('snap', { class: 'snapshot', fields: { managedBy: null } }),
    volume('vpc', { type: 'AWS::EC2::VPC', class: 'network', fields: { default: false } }),
  ])('is not taken for what people make: $id', (resource) => expect(factsOf(resource).madeBy).toBeNull());
});

it('counts what explodes or lives for minutes, with a reason, and nothing that a kind describes', () => {
  const counted = [
    'k8s.io/Pod',
    'apps.k8s.io/Deployment',
    'run.googleapis.com/Revision',
    'cloudbuild.googleapis.com/Build',
  ];
  for (const type of counted) expect(countedBecause(gcp(type)), type).toMatch(/^(an?|the) /);
  for (const type of ['ecs:task-definition', 'elasticloadbalancing:listener-rule', 'ec2:fleet'])
    expect(countedBecause(aws(type)), type).toMatch(/^an? /);
  for (const one of [gcp('compute.googleapis.com/Disk'), aws('rds:cluster'), azure('Microsoft.Compute/disks')])
    expect(countedBecause(one)).toBeUndefined();
});

it('counts keys that Google rotates, and registers those that people made', () => {
  const key = (keyType: string) => countedBecause(gcp('iam.googleapis.com/ServiceAccountKey', { keyType }));
  expect(key('SYSTEM_MANAGED')).toContain('rotates');
  expect(key('USER_MANAGED')).toBeUndefined();
});

it('knows what comes and goes by the hour', () => {
  expect(isEphemeral('gcp', 'k8s.io/Pod')).toBe(true);
  expect(isEphemeral('azure', 'microsoft.compute/virtualmachinescalesets/virtualmachines')).toBe(true);
  expect(isEphemeral('gcp', 'compute.googleapis.com/Disk')).toBe(false);
});

it('doubts what a source shows that keeps the dead: what has no tag, and what is known to stay there', () => {
  const tagged = { owner: 'ana' };
  expect(doubtOf(aws('rds:cluster'))).toBe('it was tagged once, and may be gone');
  expect(doubtOf(aws('rds:cluster', tagged))).toBeNull();
  expect(doubtOf(aws('route53:hostedzone', tagged))).toContain('long after they are gone');
});

it('takes what no kind describes for billed only where it is known to be', () => {
  expect(isBilled(aws('kms:key'))).toBe(true);
  expect(isBilled(aws('iam:policy'))).toBe(false);
  expect(isBilled(volume('a'))).toBe(true);
});

it('fits globs to whole words, without regard to case, and takes their other characters for themselves', () => {
  const fits = fitting(['k8s.io/*', 'ec2:fleet']);
  expect(['k8s.io/Pod', 'K8S.IO/pod', 'ec2:fleet'].map(fits)).toEqual([true, true, true]);
  expect(['k8sxio/Pod', 'apps.k8s.io/x', 'ec2:fleets'].map(fits)).toEqual([false, false, false]);
});
