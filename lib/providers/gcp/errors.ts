import { ProviderError } from '../errors.ts';
import type { Place } from '../types.ts';
import { gcpNeeds } from './needs.ts';

/** gRPC status codes that a listing can meet. https://grpc.io/docs/guides/status-codes/ */
export const status = {
  invalidArgument: 3,
  deadlineExceeded: 4,
  notFound: 5,
  permissionDenied: 7,
  resourceExhausted: 8,
  failedPrecondition: 9,
  aborted: 10,
  internal: 13,
  unavailable: 14,
  unauthenticated: 16,
} as const;

interface GrpcLike {
  readonly code?: number | string;
  readonly reason?: string;
  readonly message?: string;
  readonly details?: string;
}

/** What to do about a root that is not shown. */
export const ASSET_VIEWER = `Missing on the root: ${gcpNeeds.list.permission}. Grant the role that \`cadastre onboard gcp\` prints, or roles/cloudasset.viewer.`;

export const noCredential = (why: string, place: Place, cause?: unknown): ProviderError =>
  new ProviderError(
    'no_credentials',
    `No Google credential works (${why})`,
    place,
    'Sign in with `gcloud auth application-default login`, or set GOOGLE_APPLICATION_CREDENTIALS.',
    cause,
  );

/**
 * Translates what the Asset client throws. A disabled Cloud Asset API says nothing about the resources below the
 * root, so it is no empty listing: the root is unreadable until somebody enables it.
 */
export const translateGcp = (error: unknown, place: Place): ProviderError => {
  if (error instanceof ProviderError) return error;
  const { code, reason, message = String(error), details } = (error ?? {}) as GrpcLike;
  const what = (details || message).split('\n')[0] ?? message;
  const made = (kind: ProviderError['code'], advice: string, text = what) =>
    new ProviderError(kind, text, place, advice, error);
  if (
    /Could not load the default credentials|invalid_grant|Unable to (detect|impersonate)/i.test(message) ||
    code === status.unauthenticated
  ) {
    return noCredential(what.replace(/\.?( Browse to .*)?$/, ''), place, error);
  }
  if (reason === 'SERVICE_DISABLED' || /has not been used in project|it is disabled/i.test(message)) {
    return made(
      'access_denied',
      'Enable cloudasset.googleapis.com in the project that the credential is billed to: `gcloud services enable cloudasset.googleapis.com`.',
    );
  }
  if (code === status.permissionDenied) {
    return made('access_denied', ASSET_VIEWER);
  }
  if (code === status.resourceExhausted)
    return made(
      'throttled',
      'Cloud Asset allows 100 listings a minute for one project: run again, or ask for more quota.',
    );
  if (code === status.notFound) return made('not_found', 'Check the parent in the config.');
  if (
    code === status.unavailable ||
    code === status.deadlineExceeded ||
    /ENOTFOUND|ECONNREFUSED|ECONNRESET|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH/.test(message)
  ) {
    return made(
      'unreachable',
      'Check the network and the endpoint, and run again.',
      `Google Cloud cannot be reached (${what})`,
    );
  }
  return made('unexpected', 'Run again; if it stays, report it with this text.');
};
