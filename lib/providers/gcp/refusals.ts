/** Why Google does not take who the collector is on AWS, or does not let it act as the service account. */
import type { GcpConnection } from '../connection.ts';
import { ProviderError } from '../errors.ts';

type Federation = NonNullable<GcpConnection['federation']>;

const ONBOARD = '`cadastre onboard gcp` prints the commands.';

/** What the token service says, in the words of RFC 6749 and 8693, and what it means here. */
const exchange: Readonly<Record<string, (federation: Federation) => readonly [what: string, advice: string]>> = {
  invalid_target: ({ audience }) => [
    `There is no provider ${audience}, or it is disabled`,
    `Check audience of \`federation\` in the config, or make the pool and its AWS provider: ${ONBOARD}`,
  ],
  unauthorized_client: ({ audience }) => [
    `The attribute condition of ${audience} does not let the collector’s role in`,
    `Name the collector’s role in the condition: ${ONBOARD}`,
  ],
  invalid_grant: ({ audience }) => [
    `${audience} does not take the collector’s AWS account`,
    `Make the provider for the AWS account that Cadastre runs in: ${ONBOARD}`,
  ],
};

interface Refused {
  readonly message?: string;
  readonly response?: {
    readonly status?: number;
    readonly data?: { readonly error?: { readonly message?: string } | string };
  };
}

const bodyOf = ({ response, message = '' }: Refused): string => {
  const error = response?.data?.error;
  return (typeof error === 'object' ? error.message : undefined) ?? message;
};

const acting = (refused: Refused, account: string): readonly [string, string] | undefined => {
  const { status } = refused.response ?? {};
  const body = bodyOf(refused);
  if (/SERVICE_DISABLED|has not been used in project|it is disabled/.test(body))
    return [body, 'Enable iamcredentials.googleapis.com in the project of the service account.'];
  if (status === 404)
    return [`There is no service account ${account}`, `Check serviceAccount in the config: ${ONBOARD}`];
  if (status === 403)
    return [
      `The collector may not act as ${account}: iam.serviceAccounts.getAccessToken is missing (${body})`,
      `Grant roles/iam.workloadIdentityUser on the service account to the pool’s principal: ${ONBOARD}`,
    ];
  return undefined;
};

/** The refusal as an error that says what is missing; undefined for what is no refusal that is known. */
export const refusalOf = (error: unknown, federation: Federation): ProviderError | undefined => {
  const refused = (error ?? {}) as Refused;
  const [, code = '', why = ''] = /^Error code (\w+)(?:: (.*))?/s.exec(refused.message ?? '') ?? [];
  const told =
    code === ''
      ? federation.serviceAccount && acting(refused, federation.serviceAccount)
      : exchange[code]?.(federation);
  if (!told) return undefined;
  const [what, advice] = told;
  const text = why === '' ? what : `${what} (${why.split('\n')[0]})`;
  return new ProviderError('no_credentials', `${text.replace(/[.\s]+$/, '')}.`, { provider: 'gcp' }, advice, error);
};
