/** What `cadastre doctor` finds missing in the sample's clouds: by name, with the way to it. */
import { DescribeVolumesCommand, EC2Client } from '@aws-sdk/client-ec2';
import { afterEach, expect, test } from 'vitest';
import type { Listing, Probe } from '../../lib/kinds/listing.ts';
import { probeAws } from '../../lib/kinds/listings/aws-probe.ts';
import { openClients } from '../../lib/providers/aws/clients.ts';
import { translateAws } from '../../lib/providers/aws/errors.ts';
import { missingOf } from '../../lib/providers/azure/permissions.ts';
import type { Root } from '../../lib/providers/roots.ts';
import type { ProviderId } from '../../lib/providers/types.ts';
import { openSource } from '../../lib/runs/source.ts';
import { startAzureServer } from '../../lib/sample/azure/server.ts';
import { openEstate } from '../../lib/sample/estate/index.ts';
import { listen } from '../../lib/sample/http.ts';
import { type ServeOptions, serveSample } from '../../lib/sample/serve.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const meter = { call: () => undefined, throttled: () => undefined };
const estate = { seed: 1, size: 600, day: 0 };
const MEMBER = '222233334444';

const gathered = async (probes: AsyncIterable<Probe>): Promise<Probe[]> => {
  const all: Probe[] = [];
  for await (const probe of probes) all.push(probe);
  return all;
};

const probed = async (
  provider: ProviderId,
  faults: ServeOptions['faults'] = {},
  over: object = {},
  leaveOut: readonly string[] = [],
): Promise<Probe[]> => {
  const served = await serveSample(estate, { faults, throttle: false });
  closing.push(served.close);
  const root = { ...served.roots.find((one) => one.provider === provider)!, ...over } as Root;
  const source = await openSource(root, served.connections, meter);
  closing.push(source.close);
  return gathered(source.probe(leaveOut));
};

const failed = (probes: readonly Probe[]) => probes.filter(({ ok }) => !ok);
const aws = (faults: NonNullable<ServeOptions['faults']>['aws'], leaveOut: readonly string[] = []) =>
  probed('aws', { aws: faults ?? [] }, { accounts: [MEMBER], regions: ['eu-west-1'] }, leaveOut);

test('AWS: a listing that is denied names the permission, the role and the command', async () => {
  const [one, ...others] = failed(await aws([{ operation: 'ec2:DescribeVolumes', answer: 'deny' }]));
  expect(others).toEqual([]);
  expect(one).toMatchObject({
    what: `list aws_ebs_volume@eu-west-1 in account ${MEMBER}`,
    advice:
      'Missing in the role cadastre-read: ec2:DescribeVolumes. `cadastre onboard aws` prints the role with all of it.',
  });
});

test('AWS: permissions go by IAM’s names, and those that could not be tried are named as such', async () => {
  const denied = failed(
    await aws([
      { operation: 's3:ListBuckets', answer: 'deny' },
      { operation: 'tagging:GetResources', answer: 'deny' },
    ]),
  );
  expect(denied.map(({ advice }) => advice)).toEqual([
    expect.stringContaining('cadastre-read: tag:GetResources. '),
    expect.stringContaining('cadastre-read: s3:ListAllMyBuckets (and, not tried because of it: s3:GetBucketTagging). '),
  ]);
});

test('AWS: what is denied beside a listing is named alone', async () => {
  const denied = failed(await aws([{ operation: 's3:GetBucketTagging', answer: 'deny' }]));
  expect(denied.map(({ advice }) => advice)).toEqual([expect.stringContaining('cadastre-read: s3:GetBucketTagging. ')]);
});

test('AWS: another fault than a refusal is told as it is', async () => {
  const [one] = failed(await aws([{ operation: 'rds:DescribeDBInstances', answer: 'error' }]));
  expect(one?.advice).not.toContain('Missing');
});

test('AWS: kinds that are left out are not tried', async () => {
  const all = await aws([{ operation: 'ec2:DescribeVolumes', answer: 'deny' }], ['aws_ebs_volume']);
  expect(failed(all)).toEqual([]);
  expect(all.map(({ what }) => what).join()).not.toContain('aws_ebs_volume');
});

test('AWS: a role that does not let the collector in is told with what its trust policy needs', async () => {
  const [one] = failed(await aws([{ operation: 'sts:AssumeRole', answer: 'deny' }]));
  expect(one?.what).toBe(`enter account ${MEMBER} and list its regions`);
  expect(one?.advice).toMatch(/role cadastre-read of account 222233334444 .* external id .*`cadastre onboard aws`/);
  const [regions] = failed(
    await aws([
      { operation: 'account:ListRegions', answer: 'deny' },
      { operation: 'ec2:DescribeRegions', answer: 'deny' },
    ]),
  );
  expect(regions?.advice).toContain('Missing in the role cadastre-read: ec2:DescribeRegions.');
});

test('AWS: suspended accounts are told, and are no failure', async () => {
  const all = await probed('aws', {}, { regions: ['eu-west-1'] });
  const suspended = openEstate(estate).aws.accounts.find(({ state }) => state === 'SUSPENDED')!;
  const listed = all.find(({ what }) => what === 'list accounts');
  expect(listed).toMatchObject({ ok: true });
  expect(listed?.detail).toContain(`not read: ${suspended.name} ${suspended.id}: the account is suspended`);
  expect(all.some(({ what }) => what.includes(`account ${suspended.id}`))).toBe(false);
});

test('AWS: what a policy of the organisation denies, no role is said to allow', async () => {
  const message =
    'You are not authorized to perform this operation. User: arn:aws:sts::1:assumed-role/r/s is not authorized to perform: ec2:DescribeVolumes with an explicit deny in a service control policy';
  const { port, close } = await listen(() => ({
    delayMs: 0,
    reply: {
      status: 403,
      headers: { 'content-type': 'text/xml' },
      body: `<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>${message}</Message></Error></Errors></Response>`,
    },
  }));
  closing.push(close);
  const clients = openClients(
    { endpoint: `http://127.0.0.1:${port}`, credentials: { accessKeyId: 'a', secretAccessKey: 'b' } },
    meter,
  );
  const place = { provider: 'aws', accountId: MEMBER, region: 'eu-west-1', kind: 'aws_ebs_volume' } as const;
  const listing: Listing = {
    id: 'aws_ebs_volume@eu-west-1',
    place,
    kinds: ['aws_ebs_volume'],
    containers: false,
    pages: async function* () {
      const client = clients.client(EC2Client, 'eu-west-1', { accessKeyId: 'a', secretAccessKey: 'b' }, MEMBER);
      await client.send(new DescribeVolumesCommand({})).catch((error) => {
        throw translateAws(error, place);
      });
    },
  };
  const all = await gathered(
    probeAws({
      root: { provider: 'aws', role: 'reader' },
      caller: async () => ({ accountId: '1', partition: 'aws', homeRegion: 'us-east-1' }),
      accounts: async () => [{ id: MEMBER, tags: {} }],
      listings: async () => [listing],
    }),
  );
  clients.close();
  expect(failed(all)[0]?.advice).toBe(
    'A service control policy denies ec2:DescribeVolumes, whatever the role reader allows: have it changed, or leave aws_ebs_volume out in the config.',
  );
});

const azure = async (allowed: readonly string[], leaveOut: readonly string[] = [], faults = {}) => {
  const server = await startAzureServer(openEstate(estate), { allowed, ...faults });
  closing.push(server.close);
  const source = await openSource(
    { provider: 'azure', endpoint: server.endpoint },
    {
      azure: {
        endpoint: server.endpoint,
        ca: server.ca,
        credential: { getToken: async () => ({ token: 't', expiresOnTimestamp: Date.now() + 3_600_000 }) },
      },
    },
    meter,
  );
  return (await gathered(source.probe(leaveOut))).at(-1)!;
};

test('Azure: types that the role may not read are named, though Resource Graph says nothing of them', async () => {
  const narrow = ['Microsoft.Resources/*/read', 'Microsoft.ResourceGraph/*', 'Microsoft.Authorization/*/read'];
  const told = await azure([...narrow, 'Microsoft.Compute/*/read']);
  expect(told.ok).toBe(false);
  expect(told.detail).toContain('*/read, Microsoft.Network/loadBalancers/read');
  expect(told.detail).not.toContain('Microsoft.Compute');
  expect(told.advice).toMatch(/^Missing: .*Microsoft\.Sql\/servers\/databases\/read.*`cadastre onboard azure`/);
});

test('Azure: without the kind for everything else the role of each type is enough', async () => {
  const { azureActions } = await import('../../lib/kinds/permissions.ts');
  expect(await azure(azureActions(['azure_resource']), ['azure_resource'])).toMatchObject({ ok: true });
});

test('Azure: who may not ask what it may read is told which permission that takes', async () => {
  const told = await azure(['*/read'], [], { faults: [{ operation: 'arm:permissions', answer: 'deny' }] });
  expect(told).toMatchObject({
    ok: false,
    advice: expect.stringContaining('Microsoft.Authorization/permissions/read'),
  });
});

test('Azure: an action counts where one role allows it and does not take it back', () => {
  const wanted = ['Microsoft.Compute/disks/read', 'Microsoft.Sql/servers/databases/read'];
  expect(missingOf(wanted, [{ actions: ['*'], notActions: ['Microsoft.Sql/*'] }])).toEqual([wanted[1]]);
  expect(missingOf(wanted, [{ actions: ['microsoft.compute/disks/READ'] }, { actions: ['*/read'] }])).toEqual([]);
  expect(missingOf(wanted, [{}])).toEqual(wanted);
  expect(missingOf(['MicrosoftXCompute/read'], [{ actions: ['Microsoft.Compute/read'] }])).toHaveLength(1);
});

test('Google Cloud: a root that is denied names the permission and the command', async () => {
  const [one] = failed(await probed('gcp', { gcp: [{ operation: 'cai:ListAssets', answer: 'deny' }] }));
  expect(one?.advice).toMatch(/^Missing on the root: cloudasset\.assets\.listResource\. .*`cadastre onboard gcp`/);
  const [off] = failed(await probed('gcp', { gcp: [{ operation: 'cai:ListAssets', answer: 'disabled' }] }));
  expect(off?.advice).toContain('gcloud services enable cloudasset.googleapis.com');
});
