import { expect, test } from 'vitest';
import { connectionsOf } from '../../lib/config/connections.ts';
import { inOwnFolder, load } from './written.ts';

inOwnFolder();

const TENANT = '11111111-2222-4333-8444-555555555555';
const AUDIENCE = '//iam.googleapis.com/projects/12/locations/global/workloadIdentityPools/pool/providers/aws';

test('a root with federation is reached by it, one without by the clouds’ own chains', async () => {
  const { roots } = await load(`roots:
  - { provider: azure, federation: { tenantId: ${TENANT}, clientId: ${TENANT} } }
  - { provider: gcp, parent: projects/a, federation: { audience: ${AUDIENCE}, serviceAccount: a@b.example } }
  - { provider: azure }
  - { provider: gcp, parent: projects/b }
`);
  const [azure, gcp, ...others] = roots.map(connectionsOf);
  expect(azure?.azure?.federation).toEqual({ tenantId: TENANT, clientId: TENANT });
  expect(gcp?.gcp?.federation).toEqual({ audience: AUDIENCE, serviceAccount: 'a@b.example' });
  expect(others.map(({ azure, gcp }) => (azure ?? gcp)?.federation)).toEqual([undefined, undefined]);
});

test.each([
  [`{ provider: azure, federation: { tenantId: ${TENANT} } }`, 'roots[0].federation.clientId: is missing'],
  [`{ provider: azure, federation: { tenantId: contoso, clientId: ${TENANT} } }`, 'expected the id of a tenant as'],
  ['{ provider: gcp, parent: projects/a, federation: { audience: pool } }', 'expected //iam.googleapis.com/projects/'],
  [
    `{ provider: gcp, parent: projects/a, federation: { audience: ${AUDIENCE}, serviceAccount: me } }`,
    'expected the e-mail address of a service account',
  ],
  [
    `{ provider: gcp, parent: projects/a, insecure: true, federation: { audience: ${AUDIENCE} } }`,
    'roots[0].federation: has no use together with insecure',
  ],
])('%s is refused', async (root, message) => {
  await expect(load(`roots:\n  - ${root}\n`)).rejects.toThrow(message);
});
