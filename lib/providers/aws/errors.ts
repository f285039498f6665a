import { ProviderError } from '../errors.ts';
import type { Place } from '../types.ts';

interface SdkLike {
  readonly name?: string;
  readonly message?: string;
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $response?: { readonly statusCode?: number };
}

const denied =
  /^(AccessDenied|AccessDeniedException|AccessDeniedFault|UnauthorizedOperation|AuthorizationError(Exception)?|UnauthorizedException|OperationNotPermitted|AllAccessDisabled)$/;
const noCredentials =
  /^(InvalidClientTokenId|UnrecognizedClientException|AuthFailure|CredentialsProviderError|ExpiredToken(Exception)?|ExpiredTokenException|TokenProviderError|InvalidAccessKeyId|SignatureDoesNotMatch|MissingAuthenticationToken(Exception)?|IncompleteSignature)$/;
const throttled =
  /^(Throttling(Exception)?|ThrottledException|RequestLimitExceeded|TooManyRequests(Exception)?|RequestThrottled(Exception)?|SlowDown|ProvisionedThroughputExceededException|BandwidthLimitExceeded|PriorRequestNotComplete|LimitExceededException)$/;
/**
 * The service is off for the account. A refused key is not among them, though AWS refuses keys in regions that are
 * off too: which regions are on is asked, never guessed.
 */
const off = /^(OptInRequired|SubscriptionRequiredException|NotSubscribedException)$/;
const network =
  /ENOTFOUND|ECONNREFUSED|ECONNRESET|EAI_AGAIN|ETIMEDOUT|EPIPE|socket hang up|TimeoutError|RequestTimeout|NetworkingError/;

/** Translates what an AWS client throws. */
export const translateAws = (error: unknown, place: Place): ProviderError => {
  if (error instanceof ProviderError) return error;
  const { name = '', message = '', code = '', $metadata } = (error ?? {}) as SdkLike;
  const what = `${name}${message === '' ? '' : `: ${message.split('\n')[0]}`}` || String(error);
  const made = (kind: ProviderError['code'], advice: string, text = what) =>
    new ProviderError(kind, text, place, advice, error);
  if (throttled.test(name) || $metadata?.httpStatusCode === 429)
    return made('throttled', 'AWS slowed the account down: run again, or lower `concurrency` in the config.');
  if (denied.test(name))
    return made(
      'access_denied',
      'Grant the action that is named to the collector’s role in this account; `cadastre kinds --format json` lists what each kind needs.',
    );
  if (off.test(name)) return made('not_enabled', 'The service is off for this account here, so nothing is in it.');
  if (noCredentials.test(name))
    return made(
      'no_credentials',
      'Sign in (`aws sso login`), or set AWS_PROFILE or AWS_ACCESS_KEY_ID and its secret.',
      `No AWS credential works (${what})`,
    );
  if (network.test(`${name} ${code} ${message}`))
    return made('unreachable', 'Check the network, the proxy and the endpoint.', `AWS cannot be reached (${what})`);
  if ($metadata?.httpStatusCode === 404) return made('not_found', 'Check the ids in the config.');
  if ($metadata?.httpStatusCode === 403)
    return made('access_denied', 'Grant the collector’s role the action of this listing.');
  return made('unexpected', 'Run again; if it stays, report it with this text.');
};
