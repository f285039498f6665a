/** Azure without a secret: a token of AWS for one of Entra, which Resource Graph then takes. Real clients, on loopback. */
import { request } from 'node:https';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Probe } from '../../lib/kinds/listing.ts';
import { openSource } from '../../lib/runs/source.ts';
import { loopbackCertificate } from '../../lib/sample/azure/certificate.ts';
import { startAzureServer } from '../../lib/sample/azure/server.ts';
import { openEstate } from '../../lib/sample/estate/index.ts';
import { listen } from '../../lib/sample/http.ts';
import { ISSUER, probed, ROLE, type Served, startEntra, startSts, tokenFor } from './identity.ts';

const federation = {
  tenantId: '11111111-2222-4333-8444-555555555555',
  clientId: '66666666-7777-4888-9999-000000000000',
};
const AUDIENCE = 'api://AzureADTokenExchange';

const closing: (() => Promise<unknown>)[] = [];
const until = <One extends { close(): Promise<void> }>(one: One): One => {
  closing.push(one.close);
  return one;
};
beforeEach(() => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAEXAMPLE111122223333');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
  vi.stubEnv('AWS_REGION', 'eu-west-1');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all(closing.splice(0).map((close) => close()));
});

/** The sample's Resource Graph behind a door that writes down who comes. */
const startGraph = async (certificate: { readonly key: string; readonly cert: string }) => {
  const graph = until(await startAzureServer(openEstate({ seed: 1, size: 100, day: 0 })));
  const bearers: (string | undefined)[] = [];
  const { port, close } = await listen(
    ({ method, url, headers, body }) =>
      new Promise((resolve, reject) => {
        bearers.push(headers.authorization);
        const asked = request(`${graph.endpoint}${url}`, { method, headers, ca: graph.ca }, async (response) => {
          let text = '';
          for await (const chunk of response.setEncoding('utf8')) text += chunk;
          const { 'content-length': _, 'transfer-encoding': __, ...kept } = response.headers as Record<string, string>;
          resolve({ delayMs: 0, reply: { status: response.statusCode!, headers: kept, body: text } });
        });
        asked.once('error', reject).end(body);
      }),
    certificate,
  );
  until({ close });
  return { endpoint: `https://localhost:${port}`, bearers };
};

interface World {
  readonly sts: Served;
  readonly entra: Served;
  readonly graph: Awaited<ReturnType<typeof startGraph>>;
  readonly open: () => ReturnType<typeof openSource>;
}

const world = async (refuses: { readonly sts?: string; readonly entra?: string } = {}): Promise<World> => {
  const certificate = await loopbackCertificate();
  const [sts, entra, graph] = await Promise.all([
    startSts(refuses.sts),
    startEntra(certificate, refuses.entra),
    startGraph(certificate),
  ]);
  until(sts);
  until(entra);
  vi.stubEnv('AWS_ENDPOINT_URL_STS', `http://127.0.0.1:${sts.port}`);
  const open = () =>
    openSource(
      { provider: 'azure', endpoint: graph.endpoint, federation },
      {
        azure: {
          endpoint: graph.endpoint,
          ca: certificate.cert,
          federation: { ...federation, authorityHost: `https://localhost:${entra.port}` },
        },
      },
      { call: () => undefined, throttled: () => undefined },
    );
  return { sts, entra, graph, open };
};

const probes = async ({ open }: World): Promise<Probe[]> => probed(await open());

test('a token of AWS for Entra’s audience becomes one of Entra’s, by which Resource Graph is read', async () => {
  const { sts, entra, graph, open } = await world();
  const source = await open();
  const partitions = await source.plan();
  await source.close();
  expect(partitions.flatMap(({ accounts }) => accounts).length).toBeGreaterThan(1);
  expect(Object.fromEntries(sts.asked[0]!.form)).toMatchObject({
    Action: 'GetWebIdentityToken',
    'Audience.member.1': AUDIENCE,
    SigningAlgorithm: 'RS256',
  });
  expect(sts.asked[0]!.headers.authorization).toMatch(/Credential=AKIAEXAMPLE111122223333\/\d{8}\/eu-west-1\/sts\//);
  const exchange = entra.asked.find(({ url }) => url.includes('/token'))!;
  expect(exchange.url.split('?')[0]).toBe(`/${federation.tenantId}/oauth2/v2.0/token`);
  expect(Object.fromEntries(exchange.form)).toMatchObject({
    client_id: federation.clientId,
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: tokenFor(AUDIENCE),
    scope: `${graph.endpoint}/.default`,
  });
  expect(new Set(graph.bearers)).toEqual(new Set(['Bearer given-by-entra']));
});

test('one token serves many queries', async () => {
  const { entra, graph, open } = await world();
  const source = await open();
  await source.plan();
  await source.plan();
  await source.close();
  expect(graph.bearers).toHaveLength(2);
  expect(entra.asked.filter(({ url }) => url.includes('/token'))).toHaveLength(1);
});

test('doctor tries the token, the exchange and the reading, each by itself', async () => {
  expect(await probes(await world())).toMatchObject([
    { what: 'prove to Azure who the collector is', ok: true, detail: `issuer ${ISSUER}, subject ${ROLE}` },
    { what: expect.stringContaining(`sign in as application ${federation.clientId} of tenant`), ok: true },
    { what: 'read subscriptions through Azure Resource Graph', ok: true },
    { what: 'read each kind in each subscription', ok: true },
  ]);
});

test.each([
  ['OutboundWebIdentityFederationDisabledException', 'access denied', /enable-outbound-web-identity-federation/],
  ['AccessDenied', 'access denied', /Allow sts:GetWebIdentityToken to the role/],
  ['InvalidClientTokenId', 'no credentials', /is read from AWS alone/],
])('%s of AWS ends it at the first step, with what to do', async (sts, code, advice) => {
  const told = await probes(await world({ sts }));
  expect(told).toHaveLength(1);
  expect(told[0]).toMatchObject({ ok: false, advice: expect.stringMatching(advice) });
  expect(told[0]!.detail).toContain(code);
});

test.each([
  [
    'AADSTS70021: No matching federated identity record found.',
    `issuer ${ISSUER}, subject ${ROLE} and audience ${AUDIENCE}`,
  ],
  ['AADSTS700211: No matching federated identity record found for issuer.', `issuer ${ISSUER}`],
  ['AADSTS700213: No matching federated identity record found for subject.', `subject ${ROLE}`],
  ['AADSTS700212: No matching federated identity record found for audience.', `audience ${AUDIENCE}`],
  ['AADSTS700016: Application was not found in the directory.', 'Check tenantId and clientId'],
  ['AADSTS90002: Tenant not found.', 'Check tenantId'],
  [
    'AADSTS7000229: The client application is missing service principal.',
    `az ad sp create --id ${federation.clientId}`,
  ],
  ['AADSTS700024: Client assertion is not within its valid time range.', 'Check the clock'],
])('Entra’s %s says what is missing', async (entra, advice) => {
  const told = await probes(await world({ entra }));
  expect(told.map(({ ok }) => ok)).toEqual([true, false]);
  expect(told[1]!.advice).toContain(advice);
  expect(told[1]!.detail).toContain(entra.slice(0, entra.indexOf(':')));
});

test('a run is told the same: the root fails with what is missing', async () => {
  const { open } = await world({ entra: 'AADSTS700213: No matching federated identity record found for subject.' });
  const source = await open();
  await expect(source.plan()).rejects.toMatchObject({
    name: 'ProviderError',
    code: 'no_credentials',
    message: `Application ${federation.clientId} has no federated credential with the subject ${ROLE} (AADSTS700213).`,
  });
  await source.close();
});

test('without AWS’s region nothing is sent', async () => {
  const { sts, open } = await world();
  vi.stubEnv('AWS_REGION', undefined);
  vi.stubEnv('AWS_DEFAULT_REGION', undefined);
  vi.stubEnv('AWS_CONFIG_FILE', '/nowhere');
  const source = await open();
  await expect(source.plan()).rejects.toMatchObject({ advice: expect.stringContaining('Set AWS_REGION') });
  await source.close();
  expect(sts.asked).toEqual([]);
});
