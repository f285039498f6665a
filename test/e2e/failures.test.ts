/** What goes wrong in a user's clouds: a message for each, the others collected, and nothing in the register lost. */
import { generateKeyPairSync } from 'node:crypto';
import { cp, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, type TestContext, test } from 'vitest';
import { stringify } from 'yaml';
import { type ServedSample, serveSample } from '../../lib/sample/serve.ts';
import { type Desk, openDesk } from './command.ts';

const estate = { seed: 7, size: 300, day: 0 };
const ACCOUNT = '222233334444';
const REGION = 'eu-central-1';

let good: Desk;
let served: ServedSample;
let resources: any[];
let findings: any[];

/** One account and region of AWS, and all of the others: the same roots whichever server stands behind them. */
const config = (desk: Desk, roots: ServedSample['roots']) =>
  writeFile(
    join(desk.cwd, 'cadastre.yaml'),
    stringify({
      tags: { required: ['owner', 'cost-center'] },
      roots: roots.map((root) =>
        root.provider === 'aws' ? { ...root, accounts: [ACCOUNT], regions: [REGION] } : root,
      ),
    }),
  );

/** A desk with the good register as its own, so that no test waits for another. */
const deskFor = async (roots: ServedSample['roots'], { onTestFinished }: TestContext): Promise<Desk> => {
  const desk = await openDesk();
  onTestFinished(desk.clear);
  await cp(join(good.cwd, '.cadastre'), join(desk.cwd, '.cadastre'), { recursive: true });
  await config(desk, roots);
  return desk;
};

const subjects = (list: readonly any[]) => list.map(({ check, resourceId }) => `${check} ${resourceId}`).sort();

/** Everything that was there is still there, as it was, and so are the findings. */
const nothingLost = async (desk: Desk) => {
  expect(await desk.json('resources')).toEqual(resources);
  const after = new Set(subjects(await desk.json('findings')));
  expect(subjects(findings).filter((one) => !after.has(one))).toEqual([]);
};

/** A port that nobody listens on. */
const closedPort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
};

beforeAll(async () => {
  good = await openDesk();
  served = await serveSample(estate);
  await config(good, served.roots);
  const { code } = await good.run(['collect', '--quiet'], served.env);
  expect(code).toBe(0);
  resources = await good.json('resources');
  findings = await good.json('findings');
  expect(findings.some(({ kind }) => kind === 'aws_ebs_volume')).toBe(true);
});
afterAll(async () => {
  await served.close();
  await good.clear();
});

test.concurrent('a permission that is missing is named with its place and what to do; all else is collected', async (context) => {
  const denied = await serveSample(estate, { faults: { aws: [{ operation: 'ec2:DescribeVolumes', answer: 'deny' }] } });
  const desk = await deskFor(denied.roots, context);
  try {
    const { code, out } = await desk.run(['collect', '--quiet'], denied.env);
    expect(code).toBe(2);
    expect(out).toMatch(/^Listings {3}\d+ complete, 1 incomplete$/m);
    expect(out).toMatch(
      new RegExp(
        `^ {2}aws:${ACCOUNT} aws_ebs_volume@${REGION}: incomplete: access denied at aws ${ACCOUNT} ${REGION} aws_ebs_volume: .*ec2:DescribeVolumes.*\\. Grant the action that is named`,
        'm',
      ),
    );
    expect(out).not.toContain('Root ');
    const doctor = await desk.run(['doctor'], denied.env);
    expect(doctor.code).toBe(2);
    expect(doctor.out).toMatch(
      new RegExp(
        `^ {2}failed {2}list aws_ebs_volume@${REGION} in account ${ACCOUNT}: access denied at .*\n +Missing in the role cadastre-read: ec2:DescribeVolumes`,
        'm',
      ),
    );
    expect(doctor.out).toMatch(/^1 of \d+ failed\.$/m);
  } finally {
    await denied.close();
  }
  await nothingLost(desk);
});

test.concurrent('without credentials anywhere each provider says what is missing, although no metadata address answers', async (context) => {
  const desk = await deskFor(served.roots, context);
  const held = new Set<Socket>();
  const silent = createServer((socket) => held.add(socket)).listen(0, '127.0.0.1');
  await new Promise((done) => silent.once('listening', done));
  const address = `127.0.0.1:${(silent.address() as AddressInfo).port}`;
  try {
    const port = await closedPort();
    await config(
      desk,
      served.roots.map((root) =>
        root.provider === 'gcp' ? { provider: 'gcp', parent: root.parent, endpoint: `127.0.0.1:${port}` } : root,
      ),
    );
    const { code, out, err } = await desk.run(['collect'], {
      AWS_EC2_METADATA_DISABLED: 'false',
      AWS_EC2_METADATA_SERVICE_ENDPOINT: `http://${address}`,
      AZURE_POD_IDENTITY_AUTHORITY_HOST: `http://${address}`,
      METADATA_SERVER_DETECTION: 'ping-only',
      GCE_METADATA_HOST: address,
    });
    expect(code).toBe(2);
    const failed = (root: string, cloud: string) =>
      expect(out).toMatch(
        new RegExp(`^Root ${root} failed: no credentials at \\S+.*: No ${cloud} credential works \\(.*`, 'm'),
      );
    failed(`aws:${ACCOUNT}`, 'AWS');
    failed('azure:all', 'Azure');
    failed('gcp:organizations/\\d+', 'Google');
    for (const way of ['`aws sso login`', '`az login`', '`gcloud auth application-default login`'])
      expect(out).toContain(`Sign in ${way === '`aws sso login`' ? `(${way})` : `with ${way}`}`);
    expect(out).toMatch(/^Resources {2}0 found, no change$/m);
    expect(err).not.toContain('Warning');
  } finally {
    for (const socket of held) socket.destroy();
    silent.close();
  }
  await nothingLost(desk);
});

test.concurrent('a sign-in that is refused is told in the provider’s own words', async (context) => {
  const desk = await deskFor(
    served.roots.filter(({ provider }) => provider === 'azure'),
    context,
  );
  const { code, out } = await desk.run(['collect', '--quiet'], { ...served.env, IDENTITY_HEADER: 'another' });
  expect(code).toBe(2);
  expect(out).toMatch(
    /^Root azure:all failed: no credentials at azure: No Azure credential works \(.+\)\. Sign in with/m,
  );
  await nothingLost(desk);
});

test.concurrent('clouds that cannot be reached are told as such', async (context) => {
  const desk = await deskFor(served.roots, context);
  const port = await closedPort();
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = join(desk.cwd, 'key.json');
  await writeFile(
    key,
    JSON.stringify({
      type: 'service_account',
      project_id: 'a',
      private_key_id: 'b',
      private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
      client_email: 'a@b.iam.gserviceaccount.com',
      client_id: '1',
      token_uri: `http://127.0.0.1:${port}/token`,
    }),
  );
  await config(
    desk,
    served.roots.map((root) =>
      root.provider === 'gcp'
        ? { provider: 'gcp', parent: root.parent, endpoint: `127.0.0.1:${port}` }
        : { ...root, endpoint: `${root.provider === 'aws' ? 'http' : 'https'}://127.0.0.1:${port}` },
    ),
  );
  const { code, out } = await desk.run(['collect', '--quiet'], {
    ...served.env,
    GOOGLE_APPLICATION_CREDENTIALS: key,
  });
  expect(code).toBe(2);
  expect(out).toMatch(
    /^Root aws:\d+ failed: unreachable at aws us-east-1: AWS cannot be reached \(.*\)\. Check the network/m,
  );
  expect(out).toMatch(
    /^Root azure:all failed: unreachable at azure: Azure cannot be reached \(.*\)\. Check the network/m,
  );
  expect(out).toMatch(
    /^Root gcp:\S+ failed: unreachable at gcp: Google Cloud cannot be reached \(.*\)\. Check the network/m,
  );
  await nothingLost(desk);
});

test.concurrent('a mistake in the config ends with code 1: its file, line, key and what was expected', async (context) => {
  const desk = await deskFor(served.roots, context);
  await writeFile(
    join(desk.cwd, 'cadastre.yaml'),
    'roots:\n  - provider: aws\n    acounts: organization\n    regions: [eu-west]\n',
  );
  const { code, out, err } = await desk.run(['collect']);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toMatch(/^cadastre: cadastre\.yaml:3:5: roots\[0\]\.acounts: unknown key; did you mean "accounts"\?$/m);
  expect(err).toMatch(/^cadastre\.yaml:4:15: roots\[0\]\.regions\[0\]: expected a region as eu-west-1/m);
});
