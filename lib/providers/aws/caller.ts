/** Who asks: the collector itself, and whose credentials a role gave it. */
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { ProviderError } from '../errors.ts';
import { PATIENCE_MS, within } from '../patience.ts';
import type { AwsRoot } from '../roots.ts';
import type { Place } from '../types.ts';
import type { AwsClients, Credentials } from './clients.ts';
import { translateAws } from './errors.ts';

/** Where AWS is asked for a region and neither the config nor the profile names one. */
export const DEFAULT_HOME = 'us-east-1';

export interface Caller {
  readonly accountId: string;
  /** `aws`, `aws-cn`, `aws-us-gov`. */
  readonly partition: string;
  /** Where global services and the account's own questions are asked. */
  readonly homeRegion: string;
}

export interface AwsEdge {
  readonly clients: AwsClients;
  /** The caller's own; absent: the SDK's default chain. */
  readonly own: Credentials;
}

/** The way out where the region itself is in the way: keys of China, GovCloud and Europe's sovereign cloud work there alone. */
export const OTHER_HOME = 'Name another region as `homeRegion` in the config where this one is closed to the account.';

const noAnswer = (place: Place) =>
  new ProviderError(
    'unreachable',
    `AWS gave no answer within ${PATIENCE_MS / 1000} seconds, or what gives its credentials did not`,
    place,
    'Check the network, the proxy and the endpoint, and how the credentials come (AWS_PROFILE, a credential process).',
  );

/** The failure with the way out by another home region, where a key was refused. */
const orElsewhere = ({ code, message, place, advice, cause }: ProviderError): ProviderError =>
  new ProviderError(code, message, place, code === 'no_credentials' ? `${advice} ${OTHER_HOME}` : advice, cause);

/**
 * Asks whose some credentials are. IAM needs no permission for it and no policy can deny it
 * (docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html). `key` tells clients of credentials apart.
 * Throws a `ProviderError` where there are none, or AWS is silent.
 */
const identityOf = async ({ clients }: AwsEdge, credentials: Credentials, key: string, place: Place) => {
  const client = clients.client(STSClient, place.region ?? DEFAULT_HOME, credentials, key);
  try {
    const { Account: accountId, Arn = '' } = await within(
      PATIENCE_MS,
      (abortSignal) => client.send(new GetCallerIdentityCommand({}), { abortSignal }),
      () => noAnswer(place),
    );
    if (accountId === undefined) throw new Error('AWS answered without the account of the caller.');
    return { accountId, arn: Arn };
  } catch (error) {
    throw orElsewhere(translateAws(error, place));
  }
};

/**
 * Who asks: the identity of the root's own credentials, which is the first question of a root. It is asked in the root's
 * `homeRegion`, else in the profile's region, since a policy may close any other.
 */
export const callerOf = async (edge: AwsEdge, root: AwsRoot): Promise<Caller> => {
  const homeRegion = root.homeRegion ?? (await edge.clients.profileRegion()) ?? DEFAULT_HOME;
  const { accountId, arn } = await identityOf(edge, edge.own, 'own', { provider: 'aws', region: homeRegion });
  return { accountId, partition: arn.split(':')[1] || 'aws', homeRegion };
};

/**
 * Throws a `ProviderError` where credentials are of another account than the one that is meant: what they list would be
 * registered under a number that is not its own.
 */
export const assertAccount = async (
  edge: AwsEdge,
  credentials: Credentials,
  accountId: string,
  { homeRegion, accountId: own }: Caller,
): Promise<void> => {
  const place: Place = { provider: 'aws', accountId, region: homeRegion };
  const found = credentials === edge.own ? own : (await identityOf(edge, credentials, accountId, place)).accountId;
  if (found === accountId) return;
  throw new ProviderError(
    'no_credentials',
    `The credentials for account ${accountId} are those of account ${found}: nothing is listed with them`,
    place,
    'Check `accounts`, `role` and `endpoint` of the root in the config, and which AWS profile is in force.',
  );
};
