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
/** What was asked about does not exist (any more): S3's word, and the endings that the other services use. */
const vanished = /^(NoSuchBucket|[\w.]*NotFound(Exception|Fault)?)$/;
/**
 * The service is off for the account. A refused key is not among them, though AWS refuses keys in regions that are
 * off too: which regions are on is asked, never guessed.
 */
const off = /^(OptInRequired|SubscriptionRequiredException|NotSubscribedException)$/;
const network =
  /ENOTFOUND|ECONNREFUSED|ECONNRESET|EAI_AGAIN|ETIMEDOUT|EPIPE|socket hang up|TimeoutError|RequestTimeout|NetworkingError/;

/**
 * Policies above the role's own, as AWS names them in a refusal: what they deny, no role can allow.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
const above =
  /(service control polic|resource control polic|permissions boundar|session polic|VPC endpoint polic)(?:y|ies)/;

/** The policy above the role that a refusal names: `service control policy`. */
export const policyAbove = (message: string): string | undefined => {
  const [, begin] = above.exec(message) ?? [];
  return begin && `${begin}y`;
};

const nameOf = (error: unknown): string => (error as SdkLike | null | undefined)?.name ?? '';

/** Whether a call failed since what it asked about is gone: by the time of the call, whatever a list had before. */
export const isGone = (error: unknown): boolean => vanished.test(nameOf(error));

/** Whether a call failed since the caller may not make it, for one of the things that it asked about or for all. */
export const isRefused = (error: unknown): boolean => denied.test(nameOf(error));

/** Translates what an AWS client throws. */
export const translateAws = (error: unknown, place: Place): ProviderError => {
  if (error instanceof ProviderError) return error;
  const { name = '', message = '', code = '', $metadata } = (error ?? {}) as SdkLike;
  const what = `${name}${message === '' ? '' : `: ${message.split('\n')[0]}`}` || String(error);
  const made = (kind: ProviderError['code'], advice: string, text = what) =>
    new ProviderError(kind, text, place, advice, error);
  if (throttled.test(name) || $metadata?.httpStatusCode === 429)
    return made('throttled', 'AWS slowed the account down: run again, or lower `concurrency` in the config.');
  const policy = denied.test(name) ? policyAbove(message) : undefined;
  if (policy !== undefined)
    return made(
      'access_denied',
      `A ${policy} denies it, whatever the collector’s role allows: have it changed, or leave it out in the config (\`regions: { exclude: […] }\`, \`exclude.kinds\`).`,
    );
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
