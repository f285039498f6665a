/** Into Azure as an application that trusts the collector's role on AWS: a federated credential, no secret. */
import { ClientAssertionCredential, type ClientAssertionCredentialOptions } from '@azure/identity';
import { type OwnIdentity, openOwnIdentity } from '../aws/own-identity.ts';
import type { AzureConnection } from '../connection.ts';
import { ProviderError } from '../errors.ts';
import { PATIENCE_MS, within } from '../patience.ts';
import { audienceOf, authorityOf } from './clouds.ts';
import { type AzureIdentity, scopeOf } from './credential.ts';
import { translateAzure } from './errors.ts';
import { type Presented, refusalOf } from './refusals.ts';

const place = { provider: 'azure' } as const;

/** What a token says of itself; nothing of it is believed, it is only told. */
const claimsOf = (token: string): Pick<Presented, 'issuer' | 'subject'> => {
  try {
    const { iss, sub } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    return { issuer: String(iss), subject: String(sub) };
  } catch {
    return { issuer: 'not told', subject: 'not told' };
  }
};

const credentialOf = (
  { federation, endpoint, ca }: AzureConnection,
  { tenantId, clientId }: NonNullable<AzureConnection['federation']>,
  assertion: () => Promise<string>,
): ClientAssertionCredential => {
  const authorityHost = federation?.authorityHost ?? authorityOf(endpoint);
  return new ClientAssertionCredential(tenantId, clientId, assertion, {
    ...(authorityHost !== undefined && { authorityHost }),
    // An authority that the connection names is taken at its word, and none is asked about it.
    ...(federation?.authorityHost !== undefined && { disableInstanceDiscovery: true }),
    ...(ca !== undefined && { tlsOptions: { ca } }),
  } as ClientAssertionCredentialOptions);
};

/** The credential of a connection with `federation`, and the steps by which it is had. */
export const openFederation = (connection: AzureConnection): AzureIdentity => {
  const { federation, endpoint } = connection;
  if (federation === undefined) throw new Error('The connection has no federation.');
  const own: OwnIdentity = openOwnIdentity(place, 'Azure (`az login`)');
  const audience = audienceOf(endpoint);
  let presented: Presented = { ...federation, audience, issuer: 'not told', subject: 'not told' };
  // The client wraps what its assertion throws, or passes over it.
  let failed: unknown;
  const credential = credentialOf(connection, federation, async () => {
    failed = undefined;
    try {
      const token = await own.token(audience);
      presented = { ...presented, ...claimsOf(token) };
      return token;
    } catch (error) {
      failed = error;
      throw error;
    }
  });
  const getToken: AzureIdentity['credential']['getToken'] = async (scopes, options) => {
    try {
      return await within(
        PATIENCE_MS,
        (abortSignal) => credential.getToken(scopes, { ...options, abortSignal }),
        () =>
          new ProviderError(
            'unreachable',
            `Entra gave no answer within ${PATIENCE_MS / 1000} seconds.`,
            place,
            'Check the network and the proxy.',
          ),
      );
    } catch (error) {
      throw failed ?? refusalOf(error, presented) ?? translateAzure(error, place);
    }
  };
  return {
    credential: { getToken },
    steps: [
      {
        what: 'prove to Azure who the collector is',
        work: async () => {
          const { issuer, subject } = claimsOf(await own.token(audience));
          return `issuer ${issuer}, subject ${subject}`;
        },
      },
      {
        what: `sign in as application ${federation.clientId} of tenant ${federation.tenantId}`,
        work: async () => {
          await getToken(scopeOf(connection));
          return 'without a secret';
        },
      },
    ],
    close: () => own.close(),
  };
};
