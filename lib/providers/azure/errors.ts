import { ProviderError } from '../errors.ts';
import type { Place } from '../types.ts';

interface RestLike {
  readonly name?: string;
  readonly code?: string;
  readonly statusCode?: number;
  readonly message?: string;
  /** The error's body, where it has one. */
  readonly details?: {
    readonly error?: { readonly details?: readonly { readonly code?: string; readonly message?: string }[] };
  };
}

/** Resource Graph's message names only the request, and another one each time: what is wrong stands in the details. */
const detailOf = ({ details }: RestLike): string | undefined => {
  const parts = details?.error?.details;
  return Array.isArray(parts) ? parts.flatMap((part) => part?.message ?? []).join(' ') || undefined : undefined;
};

/** Whether Resource Graph says that it has no such table: sovereign clouds have fewer. */
const hasNoTable = ({ details }: RestLike): boolean => {
  const parts = details?.error?.details;
  return Array.isArray(parts) && parts.some((part) => part?.code === 'DisallowedLogicalTableName');
};

/** What to do about a subscription that is not shown. */
export const READER =
  'Grant the identity the role that `cadastre onboard azure` prints, or Reader, on the subscriptions or above them.';

const NETWORK = 'Check the network, the proxy and the endpoint.';

/** Nobody of the chain has a credential. What each of them says fills a page, and the way out is the same. */
const signedOut = /^(CredentialUnavailable|AuthenticationRequired|AggregateAuthentication)Error$/;

const oneLine = (message: string): string => message.replace(/\s+/g, ' ').replace(/[\s,.]+$/, '');

export const noCredential = (why: string, place: Place, cause?: unknown): ProviderError =>
  new ProviderError(
    'no_credentials',
    `No Azure credential works (${why})`,
    place,
    'Sign in with `az login`, or set AZURE_TENANT_ID, AZURE_CLIENT_ID and a secret or certificate.',
    cause,
  );

/**
 * Translates what Resource Graph's client throws. An error body without an `error` object reaches us as a plain
 * TypeError of the client, since it reads `code` of nothing.
 */
export const translateAzure = (error: unknown, place: Place): ProviderError => {
  if (error instanceof ProviderError) return error;
  const { name, code, statusCode, message = String(error) } = (error ?? {}) as RestLike;
  const first = detailOf((error ?? {}) as RestLike) ?? message.split('\n')[0] ?? message;
  const made = (kind: ProviderError['code'], advice: string, what = first) =>
    new ProviderError(kind, what, place, advice, error);
  if (name === 'AuthenticationError' && /network_error|endpoints_resolution_error/.test(message))
    return made('unreachable', NETWORK, `Azure's sign-in cannot be reached (${oneLine(message)})`);
  if (name === 'AuthenticationError') return noCredential(oneLine(message), place, error);
  if (name !== undefined && signedOut.test(name))
    return noCredential('neither the environment, a managed identity, az, azd nor PowerShell has one', place, error);
  if (statusCode === 401)
    return made('no_credentials', 'The token was refused: check the tenant and the clock, and sign in again.');
  if (statusCode === 403 || code === 'AuthorizationFailed' || /NoValidSubscriptionsInQueryRequest/.test(message))
    return made('access_denied', READER);
  if (statusCode === 429 || code === 'RateLimiting')
    return made(
      'throttled',
      'Resource Graph allows 15 queries in 5 seconds for one identity: run again, or give Cadastre an identity of its own.',
    );
  if (statusCode === 400 && hasNoTable((error ?? {}) as RestLike))
    return made('not_enabled', 'This cloud’s Resource Graph has no such table, so nothing is in it.');
  if (statusCode === 404) return made('not_found', 'Check the endpoint and the subscription ids in the config.');
  if (
    name === 'AbortError' ||
    /ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|socket hang up/.test(
      `${code} ${message}`,
    )
  ) {
    return made(
      'unreachable',
      NETWORK,
      `Azure cannot be reached (${name === 'AbortError' ? 'no answer in time' : first})`,
    );
  }
  if (/SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|CERT_|ERR_TLS|certificate/.test(`${code} ${message}`)) {
    return made(
      'unreachable',
      'Check the endpoint; behind a proxy that looks inside TLS, name its certificate authority as caFile in the config.',
      `Azure's certificate is not trusted (${first})`,
    );
  }
  if (error instanceof TypeError) {
    return made(
      'unreachable',
      'A proxy or a gateway may stand between: check the endpoint, and run again.',
      'What answered does not speak as Azure Resource Graph does',
    );
  }
  return made('unexpected', 'Run again; if it stays, report it with this text.');
};
