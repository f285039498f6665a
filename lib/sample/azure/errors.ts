/** Refusals as Azure Resource Manager and Resource Graph write them. */
import { randomUUID } from 'node:crypto';

interface Detail {
  readonly code: string;
  readonly message: string;
  /** A place in a query, with what stands there. */
  readonly [more: string]: string | number;
}

/** A refusal as it goes over the wire; thrown where a request is read, written where it is answered. */
export class ArmRefusal extends Error {
  override readonly name = 'ArmRefusal';
  readonly status: number;
  readonly code: string;
  readonly details: readonly Detail[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: string,
    message: string,
    details: readonly Detail[] = [],
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
    this.headers = headers;
  }
}

/** Resource Graph's own: the message names the request to support, the details say what is wrong. */
const graphRefusal = (status: number, code: string, ...details: Detail[]): ArmRefusal => {
  const message = `Please provide below info when asking for support: timestamp = ${new Date().toISOString()}, correlationId = ${randomUUID()}.`;
  return new ArmRefusal(status, code, message, details);
};

export const invalid = (code: string, message: string): ArmRefusal =>
  graphRefusal(400, 'BadRequest', { code, message });

/** A query that is not understood: what stands there, and where (from 0). */
export const notUnderstood = (message: string, token: string, characterPositionInLine: number): ArmRefusal =>
  graphRefusal(
    400,
    'BadRequest',
    {
      code: 'InvalidQuery',
      message:
        'Query is invalid. Please refer to the documentation for the Azure Resource Graph service and fix the error before retrying.',
    },
    { code: 'ParserFailure', message, line: 1, characterPositionInLine, token },
  );

export const badToken = (): ArmRefusal => invalid('CouldNotDecodeSkipToken', 'Skip token could not be decoded.');

export const denied = (): ArmRefusal =>
  graphRefusal(403, 'AccessDenied', {
    code: 'AccessDenied',
    message: 'Access is denied to the requested resource. The user might not have enough permission.',
  });

export const throttled = (): ArmRefusal =>
  graphRefusal(429, 'RateLimiting', {
    code: 'RateLimiting',
    message:
      'Client application has been throttled and should not attempt to repeat the request until an amount of time has elapsed. Please see https://aka.ms/resourcegraph-throttling for help.',
  });

export const failure = (message = 'An internal error occurred.'): ArmRefusal =>
  graphRefusal(500, 'InternalServerError', { code: 'InternalServerError', message });

export const unauthenticated = (tenantId: string): ArmRefusal =>
  new ArmRefusal(401, 'AuthenticationFailed', "Authentication failed. The 'Authorization' header is missing.", [], {
    'www-authenticate': `Bearer authorization_uri="https://login.microsoftonline.com/${tenantId}", error="invalid_token", error_description="The authentication failed because of missing 'Authorization' header."`,
  });

export const bodyOf = ({ code, message, details }: ArmRefusal): string =>
  JSON.stringify({ error: { code, message, ...(details.length > 0 && { details }) } });
