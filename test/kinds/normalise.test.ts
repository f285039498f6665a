/** `npm run normalise`: recordings of one's own through the mappings, so that others can compare what comes of them. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const run = promisify(execFile);

const balancer = (name: string) => ({
  LoadBalancerArn: `arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/${name}/50dc6c495c0c9188`,
  LoadBalancerName: name,
  Type: 'application',
  CreatedTime: '2026-02-01T08:00:00.000Z',
});
const tagsOf = (name: string, owner: string) => ({
  ResourceArn: balancer(name).LoadBalancerArn,
  Tags: [{ Key: 'owner', Value: owner }],
});
const aws = (from: string, [service, operation]: [string, string], response: object, more: object = {}) => ({
  from,
  service,
  operation,
  status: 200,
  response,
  ...more,
});
const volumes: [string, string] = ['ec2', 'DescribeVolumes'];
const balancers: [string, string] = ['elasticloadbalancing', 'DescribeLoadBalancers'];
const tags: [string, string] = ['elasticloadbalancing', 'DescribeTags'];

const files = {
  'aws.ndjson': [
    aws(
      'volumes/1',
      volumes,
      { Volumes: [{ VolumeId: 'vol-0a1', Size: 8, CreateTime: '2026-01-02T03:04:05Z' }], NextToken: 'more' },
      { account: '210987654321', region: 'us-gov-west-1' },
    ),
    aws('volumes/2', volumes, { Volumes: [{ VolumeId: 'vol-0b2' }, { VolumeId: 'vol-0c3' }] }),
    aws('balancers/tags', tags, { TagDescriptions: [tagsOf('other', 'nobody'), tagsOf('shop', 'retail')] }),
    aws('balancers/list', balancers, { LoadBalancers: [balancer('shop'), balancer('untold')] }),
    aws('elsewhere/tags', tags, { TagDescriptions: [tagsOf('untold', 'another estate')] }),
    aws('refused/1', volumes, { Error: { Code: 'UnauthorizedOperation', Message: 'No.' } }, { status: 403 }),
    aws('unknown/1', ['braket', 'SearchDevices'], { devices: [] }),
    aws('empty/1', volumes, { Volumes: [] }),
    aws('classic/1', balancers, { LoadBalancerDescriptions: [{ LoadBalancerName: 'old' }] }),
  ],
  'azure.ndjson': [
    {
      from: 'disks',
      id: '/subscriptions/7C1B/resourceGroups/RG-Shop/providers/Microsoft.Compute/disks/Data',
      name: 'Data',
      type: 'Microsoft.Compute/disks',
      location: 'westeurope',
      properties: {},
    },
    { from: 'nothing', properties: {} },
  ],
  'gcp.ndjson': [
    {
      from: 'projects',
      name: '//cloudresourcemanager.googleapis.com/projects/481516234299',
      assetType: 'cloudresourcemanager.googleapis.com/Project',
      resource: { data: { projectId: 'harbour-prod', projectNumber: '481516234299' } },
    },
    {
      from: 'keys',
      name: '//apikeys.googleapis.com/projects/481516234299/locations/global/keys/one',
      assetType: 'apikeys.googleapis.com/Key',
      resource: { data: {} },
    },
  ],
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'recordings-'));
  for (const [name, lines] of Object.entries(files))
    await writeFile(join(folder, name), `${lines.map((line) => JSON.stringify(line)).join('\n')}\n\n`);
});
afterAll(() => rm(folder, { recursive: true }));

const normalise = (...args: string[]) => run('npm', ['run', '--silent', 'normalise', '--', ...args], { cwd: root });

it('prints a line for each recorded line, with its resources or the reason why there are none', async () => {
  const { stdout, stderr } = await normalise(folder);
  expect(stderr).toBe('');
  const lines = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const none = { accountId: null, region: null };
  const asked = { accountId: '123456789012', region: 'eu-west-1' };
  const at = (provider: string, line: number, context: object) => ({
    provider,
    file: `${provider}.ndjson`,
    line,
    context,
  });
  expect(lines).toMatchObject([
    {
      ...at('aws', 1, { accountId: '210987654321', region: 'us-gov-west-1' }),
      resources: [
        {
          id: 'arn:aws-us-gov:ec2:us-gov-west-1:210987654321:volume/vol-0a1',
          kind: 'aws_ebs_volume',
          type: 'AWS::EC2::Volume',
          class: 'disk',
          accountId: '210987654321',
          region: 'us-gov-west-1',
          name: 'vol-0a1',
          createdAt: '2026-01-02T03:04:05.000Z',
          tags: {},
          fields: { sizeGib: 8 },
          links: [],
        },
      ],
    },
    {
      ...at('aws', 2, asked),
      resources: [{ accountId: '123456789012', region: 'eu-west-1' }, { id: expect.stringMatching(/vol-0c3$/) }],
    },
    { ...at('aws', 3, asked), reason: expect.stringMatching(/^An answer beside a listing/) },
    {
      ...at('aws', 4, asked),
      resources: [
        { name: 'shop', tags: { owner: 'retail' } },
        { name: 'untold', tags: null },
      ],
    },
    { ...at('aws', 5, asked), reason: expect.stringMatching(/^An answer beside a listing/) },
    { ...at('aws', 6, asked), reason: 'The answer is an error: UnauthorizedOperation.' },
    { ...at('aws', 7, asked), reason: 'No kind asks braket:SearchDevices.' },
    { ...at('aws', 8, asked), reason: 'The answer holds no resource.' },
    { ...at('aws', 9, asked), reason: expect.stringMatching(/^Another API’s answer/) },
    { ...at('azure', 1, none), resources: [{ kind: 'azure_compute_disk', accountId: '7c1b', region: 'westeurope' }] },
    { ...at('azure', 2, none), reason: 'The line names no resource.' },
    { ...at('gcp', 1, none), resources: [{ kind: 'gcp_project', accountId: 'harbour-prod' }] },
    { ...at('gcp', 2, none), resources: [{ type: 'apikeys.googleapis.com/Key', accountId: 'harbour-prod' }] },
  ]);
  expect(Object.keys(lines[0].resources[0])).toEqual([
    'id',
    'kind',
    'type',
    'class',
    'accountId',
    'region',
    'name',
    'createdAt',
    'tags',
    'fields',
    'links',
  ]);
});

it('fails where the folder holds no recordings, or a line is no JSON, and says where', async () => {
  await expect(normalise(join(folder, 'nowhere'))).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('nowhere holds no aws.ndjson, azure.ndjson or gcp.ndjson.'),
  });
  await expect(normalise()).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('-- FOLDER') });
  const broken = await mkdtemp(join(tmpdir(), 'recordings-'));
  await writeFile(join(broken, 'gcp.ndjson'), '\n{"name": \n');
  await expect(normalise(broken)).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('gcp.ndjson:2 is no JSON'),
  });
  await rm(broken, { recursive: true });
});
