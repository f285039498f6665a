/** Why Entra does not take a token of AWS: in its own codes, and what to do about each. */
import { ProviderError } from '../errors.ts';

/** What Entra was shown, and for which application. */
export interface Presented {
  readonly tenantId: string;
  readonly clientId: string;
  readonly issuer: string;
  readonly subject: string;
  readonly audience: string;
}

interface Refusal {
  readonly what: (presented: Presented) => string;
  readonly advice: (presented: Presented) => string;
}

const ONBOARD = '`cadastre onboard azure` prints the commands.';

const credential = ({ issuer, subject, audience }: Presented): string =>
  `Add a federated credential with issuer ${issuer}, subject ${subject} and audience ${audience} to the application: ${ONBOARD}`;

const noneWith = (what: 'issuer' | 'subject' | 'audience'): Refusal => ({
  what: (presented) =>
    `Application ${presented.clientId} has no federated credential with the ${what} ${presented[what]}`,
  advice: credential,
});

/** https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const refusals: Readonly<Record<string, Refusal>> = {
  AADSTS70021: {
    what: ({ clientId }) => `Application ${clientId} has no federated credential that fits the collector's token`,
    advice: credential,
  },
  AADSTS700211: noneWith('issuer'),
  AADSTS700212: noneWith('audience'),
  AADSTS700213: {
    ...noneWith('subject'),
    advice: (presented) =>
      `${credential(presented)} Deployed, the subject is the collector’s role; here it is whoever runs this.`,
  },
  AADSTS700016: {
    what: ({ clientId, tenantId }) => `Tenant ${tenantId} has no application ${clientId}`,
    advice: () =>
      `Check tenantId and clientId of \`federation\` in the config, or register the application: ${ONBOARD}`,
  },
  AADSTS90002: {
    what: ({ tenantId }) => `There is no tenant ${tenantId}`,
    advice: () => 'Check tenantId of `federation` in the config.',
  },
  AADSTS7000229: {
    what: ({ clientId, tenantId }) => `Application ${clientId} has no service principal in tenant ${tenantId}`,
    advice: ({ clientId }) => `Run \`az ad sp create --id ${clientId}\`.`,
  },
  AADSTS700024: {
    what: () => 'Entra takes the token for expired, or for not valid yet',
    advice: () => 'Check the clock of the machine.',
  },
};

/** The refusal as an error that says what is missing; undefined for what is no refusal that is known. */
export const refusalOf = (error: unknown, presented: Presented): ProviderError | undefined => {
  const { message = '' } = (error ?? {}) as Error;
  const [code = ''] = /\bAADSTS\d+/.exec(message) ?? [];
  const refusal = refusals[code];
  if (refusal === undefined) return undefined;
  return new ProviderError(
    'no_credentials',
    `${refusal.what(presented)} (${code}).`,
    { provider: 'azure' },
    refusal.advice(presented),
    error,
  );
};
