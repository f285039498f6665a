import { afterAll, beforeAll, expect, test } from 'vitest';
import { publish } from '../../lib/events/publish.ts';
import { graphTableNames } from '../../lib/providers/azure/tables.ts';
import type { RegisteredResource, Run } from '../../lib/register/types.ts';
import { openEstate } from '../../lib/sample/estate/index.ts';
import type { AwsSequence } from '../../lib/sample/types.ts';
import { collect, gathered, openRegister, type Register } from './harness.ts';
import { countWrites } from './writes.ts';

const estate = { seed: 7, size: 600, day: 0 };
let register: Register;
let first: Run;
let resources: RegisteredResource[];

beforeAll(async () => {
  register = await openRegister();
  first = await collect(register, { estate });
  resources = await register.all();
});
afterAll(() => register.close());

const ofKind = (kind: string) => resources.filter((resource) => resource.kind === kind);

const sequences: readonly (readonly [AwsSequence, string])[] = [
  ['DescribeInstances', 'aws_ec2_instance'],
  ['DescribeVolumes', 'aws_ebs_volume'],
  ['DescribeSnapshots', 'aws_ebs_snapshot'],
  ['DescribeImages', 'aws_ec2_ami'],
  ['DescribeAddresses', 'aws_vpc_eip'],
  ['DescribeNetworkInterfaces', 'aws_ec2_network_interface'],
  ['DescribeNatGateways', 'aws_vpc_nat_gateway'],
  ['DescribeVpcs', 'aws_vpc'],
  ['DescribeSubnets', 'aws_vpc_subnet'],
  ['DescribeSecurityGroups', 'aws_vpc_security_group'],
  ['DescribeLoadBalancers', 'aws_ec2_load_balancer'],
  ['DescribeTargetGroups', 'aws_ec2_target_group'],
  ['ListBuckets', 'aws_s3_bucket'],
  ['DescribeDBInstances', 'aws_rds_db_instance'],
  ['DescribeDBSnapshots', 'aws_rds_db_snapshot'],
  ['ListFunctions', 'aws_lambda_function'],
];

test('every listing of the three clouds is complete', () => {
  expect(first.listings.incomplete).toEqual([]);
  expect(first.failedRoots).toEqual([]);
  expect(new Set(resources.map(({ accountId }) => accountId)).size).toBe(8);
});

test.each(sequences)('%s of all accounts and regions is registered as %s, no more and no less', (operation, kind) => {
  const { aws } = openEstate(estate);
  let count = 0;
  for (const { id, regions, state } of aws.accounts) {
    if (state !== 'ACTIVE') continue;
    for (const region of operation === 'ListBuckets' ? regions.slice(0, 1) : regions)
      count += aws.sequence(operation, id, region, 0, 10_000).items.length;
  }
  expect(ofKind(kind)).toHaveLength(count);
});

test('every row of Azure and every asset of Google Cloud is registered', () => {
  const { azure, gcp } = openEstate(estate);
  const subscriptions = azure.subscriptions.map(({ id }) => id);
  const rows = graphTableNames.reduce((sum, table) => sum + azure.total(table, subscriptions), 0);
  const of = (provider: string) => resources.filter((resource) => resource.provider === provider);
  expect(of('azure')).toHaveLength(rows);
  expect(of('gcp')).toHaveLength(gcp.assets(gcp.organization, [], 0, 100_000).items.length);
});

test('what no kind describes is registered with its owner all the same', () => {
  for (const kind of ['aws_resource', 'azure_resource', 'gcp_resource']) {
    const others = ofKind(kind);
    expect(others.length).toBeGreaterThan(0);
    expect(others.some(({ owner }) => owner.id !== 'unowned')).toBe(true);
  }
});

test('each owner is named with the evidence, word for word', () => {
  const sources = new Set(resources.map(({ owner }) => owner.source));
  expect([...sources].sort()).toEqual(['account', 'creator', 'group', 'holder', 'rule', 'tag', null].sort());
  for (const { owner, tags } of resources) if (owner.source === 'tag') expect(tags[owner.key!]).toBe(owner.value);
});

test('links lead to resources that are there, but for what is gone', () => {
  const ids = new Set(resources.map(({ id }) => id));
  const attached = resources.flatMap(({ links }) => links.filter(({ rel }) => rel === 'attached_to'));
  expect(attached.length).toBeGreaterThan(50);
  expect(attached.filter(({ to }) => !ids.has(to) && !to.includes('privateendpoints'))).toEqual([]);
});

test('volumes of Kubernetes claims are no orphans, others that nothing holds are', async () => {
  const findings = await gathered(register.reader.findings({ check: 'unattached_disk' }));
  const found = new Set(findings.map(({ resourceId }) => resourceId));
  const loose = resources.filter(({ class: is, fields }) => is === 'disk' && fields.state === 'unattached');
  const claims = loose.filter(({ tags, name }) =>
    /kubernetes|goog-gke|k8s|^pvc-/.test(`${Object.keys(tags).join(' ')} ${name}`),
  );
  expect(claims.length).toBeGreaterThan(0);
  expect(claims.filter(({ id }) => found.has(id))).toEqual([]);
  expect(new Set(loose.map(({ provider }) => provider)).size).toBe(3);
  expect(found.size).toBe(loose.length - claims.length);
});

test('a second sweep of the same day changes nothing and writes no item of a resource', async () => {
  await publish(register.table.database, { digest: [], events: [] });
  const before = await register.dump();
  const writes = countWrites(register.table.client);
  const second = await collect(register, { estate, turn: 1 });
  writes.stop();
  expect(second.resources).toMatchObject({ found: first.resources.found, new: 0, changed: 0, missing: 0, retired: 0 });
  expect(second.resources).toMatchObject({ findingsOpened: 0, findingsResolved: 0 });
  expect(writes.kinds()).toEqual(['run', 'state']);
  expect(await register.dump()).toEqual(before);
});

test('days that go by show as new, changed, missing and, a run later, retired', async () => {
  const later = { ...estate, day: 10 };
  const changed = await collect(register, { estate: later, turn: 2 });
  expect(changed.listings.incomplete).toEqual([]);
  expect(changed.resources.new).toBeGreaterThan(10);
  expect(changed.resources.changed).toBeGreaterThan(10);
  expect(changed.resources.missing).toBeGreaterThan(10);
  expect(changed.resources.retired).toBe(0);
  const confirmed = await collect(register, { estate: later, turn: 3 });
  expect(confirmed.resources).toMatchObject({ new: 0, missing: 0, retired: changed.resources.missing });
  // What hung on something that is retired now has another owner, or none; nothing else changed.
  const since = await gathered(register.reader.changes({ since: confirmed.startedAt, until: confirmed.startedAt }));
  const others = since.filter(({ event }) => event !== 'retired');
  expect(others.map(({ event }) => event)).toEqual(others.map(() => 'owner_changed'));
  expect(others.length).toBe(confirmed.resources.changed);
});
