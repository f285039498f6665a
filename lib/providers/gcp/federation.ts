/** Into Google Cloud by a workload identity pool that knows the collector's role on AWS: no key. */
import { AwsClient, type AwsClientOptions } from 'google-auth-library';
import { openOwnIdentity } from '../aws/own-identity.ts';
import type { GcpConnection } from '../connection.ts';
import { ProviderError } from '../errors.ts';
import type { SignInStep } from '../federation.ts';
import { PATIENCE_MS, within } from '../patience.ts';
import type { Place } from '../types.ts';
import { translateGcp } from './errors.ts';
import { refusalOf } from './refusals.ts';

export interface GcpFederation {
  /** What the Asset client signs its calls with. */
  readonly client: AwsClient;
  /** Gets a token unless there is a good one; throws a `ProviderError`. */
  readonly signIn: () => Promise<unknown>;
  readonly steps: readonly SignInStep[];
  close(): void;
}

const place: Place = { provider: 'gcp' };

const actingUrl = ({ serviceAccount, credentialsEndpoint }: NonNullable<GcpConnection['federation']>) =>
  `${credentialsEndpoint ?? 'https://iamcredentials.googleapis.com'}/v1/projects/-/serviceAccounts/${serviceAccount}:generateAccessToken`;

/**
 * Exchanges the collector's own AWS identity for a service account's token
 * (https://cloud.google.com/iam/docs/workload-identity-federation-with-other-clouds).
 */
export const openFederation = (federation: NonNullable<GcpConnection['federation']>): GcpFederation => {
  const own = openOwnIdentity(place, 'Google Cloud (`gcloud auth application-default login`)');
  const { audience, serviceAccount, tokenUrl } = federation;
  // The client wraps what its supplier throws.
  let failed: unknown;
  const supplied =
    <Answer>(ask: () => Promise<Answer>) =>
    async (): Promise<Answer> => {
      failed = undefined;
      try {
        return await ask();
      } catch (error) {
        failed = error;
        throw error;
      }
    };
  const options: AwsClientOptions = {
    type: 'external_account',
    audience,
    subject_token_type: 'urn:ietf:params:aws:token-type:aws4_request',
    ...(tokenUrl !== undefined && { token_url: tokenUrl }),
    aws_security_credentials_supplier: {
      getAwsRegion: supplied(own.region),
      getAwsSecurityCredentials: supplied(async () => {
        const { accessKeyId, secretAccessKey, sessionToken } = await own.credentials();
        return { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { token: sessionToken }) };
      }),
    },
  };
  const principal = new AwsClient(options);
  const client =
    serviceAccount === undefined
      ? principal
      : new AwsClient({ ...options, service_account_impersonation_url: actingUrl(federation) });
  const signInWith = async (one: AwsClient) => {
    try {
      return await within(
        PATIENCE_MS,
        () => one.getAccessToken(),
        () =>
          new ProviderError(
            'unreachable',
            `Google gave no token within ${PATIENCE_MS / 1000} seconds.`,
            place,
            'Check the network and the proxy.',
          ),
      );
    } catch (error) {
      throw failed ?? refusalOf(error, federation) ?? translateGcp(error, place);
    }
  };
  return {
    client,
    signIn: () => signInWith(client),
    steps: [
      { what: 'prove to Google who the collector is', work: () => own.arn() },
      {
        what: `exchange that at ${audience}`,
        work: async () => {
          await signInWith(principal);
          return 'without a key';
        },
      },
      ...(serviceAccount === undefined
        ? []
        : [
            {
              what: `act as ${serviceAccount}`,
              work: async () => {
                await signInWith(client);
                return 'token given';
              },
            },
          ]),
    ],
    close: () => own.close(),
  };
};
