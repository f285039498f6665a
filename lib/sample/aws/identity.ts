/**
 * Who asks, of which service and where. With one endpoint for all services, only the signature's credential scope
 * tells: `AWS4-HMAC-SHA256 Credential=<access key>/<day>/<region>/<service>/aws4_request`. Signatures themselves are
 * not checked: any secret will do.
 */
import { createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

interface Scope {
  readonly accessKeyId: string;
  readonly region: string;
  readonly service: string;
}

/** A principal: a role's session, or the account's own user. */
export interface Principal {
  readonly accountId: string;
  readonly role?: string;
  readonly session?: string;
}

export const scopeOf = ({ authorization = '' }: IncomingHttpHeaders): Scope | undefined => {
  const [, accessKeyId, region, service] =
    /Credential=([^/]+)\/\d+\/([^/]+)\/([^/]+)\/aws4_request/.exec(authorization) ?? [];
  if (accessKeyId === undefined || region === undefined || service === undefined) return undefined;
  return { accessKeyId, region, service };
};

/** An access key of 20 characters that carries its account: the last twelve are the account's id. */
export const temporaryKey = (accountId: string): string => `ASIACADA${accountId}`;

const accountInKey = (accessKeyId: string): string | undefined =>
  /^(?:A[SK]IA[A-Z0-9]{4})?(\d{12})$/.exec(accessKeyId)?.[1];

const seal = (secret: Buffer, text: string): string => createHmac('sha256', secret).update(text).digest('base64url');

export const sessionToken = (secret: Buffer, principal: Required<Principal>): string => {
  const text = Buffer.from(JSON.stringify(principal)).toString('base64url');
  return `${text}.${seal(secret, text)}`;
};

/**
 * The principal of a key: the session that its token names; else the account that the key carries; else
 * the user `sample` of the management account. Undefined for a temporary key without its own token.
 */
export const principalOf = (
  secret: Buffer,
  managementAccountId: string,
  accessKeyId: string,
  token: string | undefined,
): Principal | undefined => {
  const carried = accountInKey(accessKeyId);
  if (token === undefined) {
    return accessKeyId.startsWith('ASIA') ? undefined : { accountId: carried ?? managementAccountId };
  }
  const [text = '', mark] = token.split('.');
  if (mark !== seal(secret, text)) return undefined;
  const principal = JSON.parse(Buffer.from(text, 'base64url').toString()) as Required<Principal>;
  return principal.accountId === carried ? principal : undefined;
};

export const arnOf = ({ accountId, role, session }: Principal): string =>
  role === undefined
    ? `arn:aws:iam::${accountId}:user/sample`
    : `arn:aws:sts::${accountId}:assumed-role/${role}/${session}`;
