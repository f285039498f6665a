/** Google Cloud without a key: who one is on AWS for a token, which Cloud Asset then takes. Real clients, on loopback. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Probe } from '../../lib/kinds/listing.ts';
import type { GcpConnection } from '../../lib/providers/connection.ts';
import { loopbackCertificate } from '../../lib/sample/azure/certificate.ts';
import { probed, type Served, startGoogle, startSts } from './identity.ts';

// gRPC reads which authorities it trusts when it is loaded.
const certificate = await loopbackCertificate();
const folder = await mkdtemp(join(tmpdir(), 'cadastre-roots-'));
await writeFile(join(folder, 'roots.pem'), certificate.cert);
process.env.GRPC_DEFAULT_SSL_ROOTS_FILE_PATH = join(folder, 'roots.pem');
const { default: grpc } = await import('@grpc/grpc-js');
const { openSource } = await import('../../lib/runs/source.ts');
const { openEstate } = await import('../../lib/sample/estate/index.ts');
const { assetService } = await import('../../lib/sample/gcp/protos.ts');
const { startGcpServer } = await import('../../lib/sample/gcp/server.ts');

const audience = '//iam.googleapis.com/projects/123456/locations/global/workloadIdentityPools/aws/providers/cadastre';
const serviceAccount = 'cadastre@inventory.iam.gserviceaccount.com';

const closing: (() => Promise<unknown>)[] = [];
beforeEach(() => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'ASIAEXAMPLE111122223333');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
  vi.stubEnv('AWS_SESSION_TOKEN', 'session');
  vi.stubEnv('AWS_REGION', 'eu-west-1');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all(closing.splice(0).map((close) => close()));
});
afterAll(() => rm(folder, { recursive: true }));

/** The sample's Cloud Asset behind a door with TLS that writes down who comes. */
const startAssets = async (estate = openEstate({ seed: 1, size: 100, day: 0 })) => {
  const inner = await startGcpServer(estate);
  const bearers: unknown[] = [];
  const client: any = new (grpc.makeGenericClientConstructor(assetService, 'assets'))(
    inner.endpoint,
    grpc.credentials.createInsecure(),
  );
  const server = new grpc.Server();
  server.addService(assetService, {
    listAssets: (call: any, callback: any) => {
      bearers.push(...call.metadata.get('authorization'));
      client.listAssets(call.request, callback);
    },
  });
  const keys = [{ private_key: Buffer.from(certificate.key), cert_chain: Buffer.from(certificate.cert) }];
  const port = await new Promise<number>((done, fail) =>
    server.bindAsync('localhost:0', grpc.ServerCredentials.createSsl(null, keys), (error, bound) =>
      error ? fail(error) : done(bound),
    ),
  );
  closing.push(async () => {
    client.close();
    server.forceShutdown();
    await inner.close();
  });
  return { endpoint: `localhost:${port}`, bearers, parent: estate.gcp.organization };
};

interface World {
  readonly google: Served;
  readonly assets: Awaited<ReturnType<typeof startAssets>>;
  readonly open: () => ReturnType<typeof openSource>;
}

const world = async (
  refuses: Parameters<typeof startGoogle>[0] = {},
  federation: Partial<NonNullable<GcpConnection['federation']>> = { serviceAccount },
): Promise<World> => {
  const [sts, google, assets] = await Promise.all([startSts(), startGoogle(refuses), startAssets()]);
  closing.push(sts.close, google.close);
  vi.stubEnv('AWS_ENDPOINT_URL_STS', `http://127.0.0.1:${sts.port}`);
  const at = `http://127.0.0.1:${google.port}`;
  const open = () =>
    openSource(
      { provider: 'gcp', parent: assets.parent, endpoint: assets.endpoint },
      {
        gcp: {
          endpoint: assets.endpoint,
          federation: { audience, tokenUrl: `${at}/v1/token`, credentialsEndpoint: at, ...federation },
        },
      },
      { call: () => undefined, throttled: () => undefined },
    );
  return { google, assets, open };
};

const planned = async ({ open }: World) => {
  const source = await open();
  try {
    return await source.plan();
  } finally {
    await source.close();
  }
};

const probes = async ({ open }: World): Promise<Probe[]> => probed(await open());

test('a signed question of AWS becomes a token, with which the service account’s is had and assets are listed', async () => {
  const made = await world();
  expect((await planned(made))[0]?.accounts.length).toBeGreaterThan(1);
  const [exchange, acting] = made.google.asked;
  expect(Object.fromEntries(exchange!.form)).toMatchObject({
    audience,
    grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
    subject_token_type: 'urn:ietf:params:aws:token-type:aws4_request',
  });
  const subject = JSON.parse(decodeURIComponent(exchange!.form.get('subject_token')!));
  const headers = Object.fromEntries(subject.headers.map(({ key, value }: any) => [key.toLowerCase(), value]));
  expect(subject).toMatchObject({
    method: 'POST',
    url: 'https://sts.eu-west-1.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15',
  });
  expect(headers).toMatchObject({ 'x-goog-cloud-target-resource': audience, 'x-amz-security-token': 'session' });
  expect(headers.authorization).toMatch(/Credential=ASIAEXAMPLE111122223333\/\d{8}\/eu-west-1\/sts\/aws4_request/);
  expect(acting!.url).toBe(`/v1/projects/-/serviceAccounts/${serviceAccount}:generateAccessToken`);
  expect(acting!.headers.authorization).toBe('Bearer exchanged');
  expect(new Set(made.assets.bearers)).toEqual(new Set(['Bearer given-by-google']));
});

test('without a service account the pool’s own principal lists assets', async () => {
  const made = await world({}, {});
  await planned(made);
  expect(made.google.asked.map(({ url }) => url)).toEqual(['/v1/token']);
  expect(new Set(made.assets.bearers)).toEqual(new Set(['Bearer exchanged']));
});

test('doctor tries each step by itself', async () => {
  expect(await probes(await world())).toMatchObject([
    { what: 'prove to Google who the collector is', ok: true, detail: expect.stringContaining('assumed-role/') },
    { what: `exchange that at ${audience}`, ok: true },
    { what: `act as ${serviceAccount}`, ok: true },
    { what: expect.stringContaining('through Cloud Asset Inventory'), ok: true },
  ]);
});

const oauth = (error: string) => [400, { error, error_description: 'As it is said there.' }] as const;
const denied = (status: number, message: string) => [status, { error: { code: status, message } }] as const;

test.each([
  ['invalid_target', 'Check audience'],
  ['unauthorized_client', 'condition'],
  ['invalid_grant', 'AWS account that Cadastre runs in'],
])('the exchange refused with %s says what is missing', async (error, advice) => {
  const made = await world({ exchange: oauth(error) });
  const told = await probes(made);
  expect(told.map(({ ok }) => ok)).toEqual([true, false]);
  expect(told[1]!.detail).toContain('As it is said there');
  expect(told[1]!.advice).toContain(advice);
  await expect(planned(made)).rejects.toMatchObject({ code: 'no_credentials', advice: told[1]!.advice });
  expect(made.assets.bearers).toEqual([]);
});

test.each([
  [denied(403, "Permission 'iam.serviceAccounts.getAccessToken' denied"), 'roles/iam.workloadIdentityUser'],
  [denied(403, 'IAM Credentials API has not been used in project 1'), 'Enable iamcredentials.googleapis.com'],
  [denied(404, 'Not found; Gaia id not found'), 'Check serviceAccount'],
])('acting as the service account refused with %s says what is missing', async (acting, advice) => {
  const told = await probes(await world({ acting }));
  expect(told.map(({ ok }) => ok)).toEqual([true, true, false]);
  expect(told[2]!.advice).toContain(advice);
});

test('without AWS credentials nothing is sent to Google', async () => {
  const made = await world();
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN']) vi.stubEnv(name, '');
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
  vi.stubEnv('AWS_CONFIG_FILE', '/nowhere');
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nowhere');
  await expect(planned(made)).rejects.toMatchObject({
    code: 'no_credentials',
    advice: expect.stringContaining('is read from AWS alone'),
  });
  expect(made.google.asked).toEqual([]);
});
