import { AwsRefusal } from '../errors.ts';
import { arnOf, sessionToken, temporaryKey } from '../identity.ts';
import { type Answer, defineService } from '../service.ts';

const ROLE_ARN = /^arn:aws:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/;
const DEFAULT_SECONDS = 3600;

/** The account of the role that a request asks for. */
export const roleAccount = (roleArn: unknown): string | undefined => ROLE_ARN.exec(String(roleArn))?.[1];

const assumeRole: Answer = ({ estate, principal, input, secret, roles, fault }) => {
  const { RoleArn, RoleSessionName, ExternalId, DurationSeconds = DEFAULT_SECONDS } = input;
  const [, accountId = '', role = ''] = ROLE_ARN.exec(String(RoleArn)) ?? [];
  const account = estate.aws.accounts.find(({ id }) => id === accountId);
  const trusted =
    account?.state === 'ACTIVE' &&
    (roles.role === undefined || roles.role === role) &&
    (roles.externalId === undefined || roles.externalId === ExternalId);
  if (!trusted) {
    // Word for word the same whether the role is missing or does not trust the caller: AWS tells nobody which.
    const message = `User: ${arnOf(principal)} is not authorized to perform: sts:AssumeRole on resource: ${RoleArn}`;
    throw new AwsRefusal(403, 'AccessDenied', message);
  }
  const into = fault === 'elsewhere' ? principal.accountId : accountId;
  const assumed = { accountId: into, role, session: String(RoleSessionName) };
  return {
    Credentials: {
      AccessKeyId: temporaryKey(into),
      SecretAccessKey: secret.toString('base64url'),
      SessionToken: sessionToken(secret, assumed),
      Expiration: new Date(Date.now() + DurationSeconds * 1000),
    },
    AssumedRoleUser: { AssumedRoleId: `AROACADA${into}:${RoleSessionName}`, Arn: arnOf(assumed) },
  };
};

export const sts = defineService({
  id: 'sts',
  protocol: 'query',
  namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
  load: () => import('@aws-sdk/client-sts'),
  global: true,
  operations: {
    GetCallerIdentity: ({ principal, accountId }) => ({
      UserId: principal.role === undefined ? `AIDACADA${accountId}` : `AROACADA${accountId}:${principal.session}`,
      Account: accountId,
      Arn: arnOf(principal),
    }),
    AssumeRole: assumeRole,
  },
});
