/** Who this process is on AWS, so that another cloud can be shown it: the SDK's default chain, on the regional STS. */
import { GetCallerIdentityCommand, GetWebIdentityTokenCommand, STSClient } from '@aws-sdk/client-sts';
import { ProviderError } from '../errors.ts';
import { PATIENCE_MS, within } from '../patience.ts';
import type { Place } from '../types.ts';
import { translateAws } from './errors.ts';

/** Entra takes RS256 alone; Google takes it as well. */
const ALGORITHM = 'RS256';
/** Seconds: it is shown once, at once. */
const VALID_S = 300;

export interface OwnCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

export interface OwnIdentity {
  region(): Promise<string>;
  credentials(): Promise<OwnCredentials>;
  /** `arn:aws:sts::123456789012:assumed-role/cadastre-azure/…`. */
  arn(): Promise<string>;
  /** A token (JWT) that AWS signed for an audience. Its subject is the role, its issuer the account's own. */
  token(audience: string): Promise<string>;
  close(): void;
}

const ENABLE =
  'Run `aws iam enable-outbound-web-identity-federation` in the account that Cadastre runs in; `cadastre onboard aws` prints it.';

const needed = (cloud: string) =>
  `A root with \`federation\` is read from AWS alone: run it there, or sign in to AWS (\`aws sso login\`). On another machine, leave \`federation\` out and sign in to ${cloud}.`;

/** What went wrong on AWS, as the other cloud's root has to tell it. */
const translated = (error: unknown, place: Place, cloud: string): ProviderError => {
  if (error instanceof ProviderError) return error;
  const { name = '', message = String(error) } = (error ?? {}) as Error;
  const made = (code: ProviderError['code'], what: string, advice: string) =>
    new ProviderError(code, what, place, advice, error);
  if (name === 'OutboundWebIdentityFederationDisabledException')
    return made('access_denied', 'AWS gives this account no tokens for other clouds: they are not enabled.', ENABLE);
  if (/Region (is missing|not accepted)/.test(message))
    return made('no_credentials', 'The region of AWS is not known.', 'Set AWS_REGION: the regional STS is asked.');
  const failure = translateAws(error, place);
  if (failure.code === 'access_denied')
    return made(
      'access_denied',
      failure.message,
      'Allow sts:GetWebIdentityToken to the role that the collector runs as: the CDK stack does.',
    );
  return failure.code === 'no_credentials' ? made('no_credentials', failure.message, needed(cloud)) : failure;
};

/** `cloud` names who is shown the identity, `place` where a failure is told. */
export const openOwnIdentity = (place: Place, cloud: string): OwnIdentity => {
  const client = new STSClient({});
  const tried = async <Answer>(work: (signal: AbortSignal) => Promise<Answer>): Promise<Answer> => {
    try {
      return await within(
        PATIENCE_MS,
        work,
        () =>
          new ProviderError(
            'unreachable',
            `AWS did not say who this is within ${PATIENCE_MS / 1000} seconds.`,
            place,
            needed(cloud),
          ),
      );
    } catch (error) {
      throw translated(error, place, cloud);
    }
  };
  return {
    region: () => tried(() => client.config.region()),
    credentials: () => tried(() => client.config.credentials()),
    arn: () =>
      tried(async (abortSignal) => {
        const { Arn } = await client.send(new GetCallerIdentityCommand({}), { abortSignal });
        if (Arn === undefined) throw new Error('AWS answered without the ARN of the caller.');
        return Arn;
      }),
    token: (audience) =>
      tried(async (abortSignal) => {
        const { WebIdentityToken } = await client.send(
          new GetWebIdentityTokenCommand({
            Audience: [audience],
            SigningAlgorithm: ALGORITHM,
            DurationSeconds: VALID_S,
          }),
          { abortSignal },
        );
        if (WebIdentityToken === undefined) throw new Error('AWS answered without the token that was asked for.');
        return WebIdentityToken;
      }),
    close: () => client.destroy(),
  };
};
