/** Which regions an account has on. */
import { AccountClient, paginateListRegions } from '@aws-sdk/client-account';
import { DescribeRegionsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { ProviderError } from '../errors.ts';
import type { RegionChoice } from '../roots.ts';
import { type AwsEdge, type Caller, DEFAULT_HOME, OTHER_HOME } from './caller.ts';
import type { Credentials } from './clients.ts';
import { translateAws } from './errors.ts';
import { listed, pages } from './read.ts';

/** The regions to list, of those that are on: a named one that is off is among them, since it is known to be empty. */
export const chosenOf = (enabled: readonly string[], choice: RegionChoice): readonly string[] => {
  if ('exclude' in choice) return enabled.filter((region) => !choice.exclude.includes(region));
  return choice.length > 0 ? choice : enabled;
};

const byAccount = async ({ clients }: AwsEdge, credentials: Credentials, accountId: string, at: string) => {
  const client = clients.client(AccountClient, at, credentials, accountId);
  const regions: string[] = [];
  const enabled = { RegionOptStatusContains: ['ENABLED' as const, 'ENABLED_BY_DEFAULT' as const] };
  for await (const page of pages(paginateListRegions({ client }, enabled), ({ Regions }) => Regions))
    regions.push(...page.flatMap(({ RegionName }) => RegionName ?? []));
  return regions.sort();
};

const byEc2 = async ({ clients }: AwsEdge, credentials: Credentials, accountId: string, at: string) => {
  const answer = await clients.client(EC2Client, at, credentials, accountId).send(new DescribeRegionsCommand({}));
  return listed(answer.Regions)
    .flatMap(({ RegionName }) => RegionName ?? [])
    .sort();
};

/** What a region that a policy closes, or that is off, answers: another one may know. */
const elsewhere = new Set<ProviderError['code']>(['access_denied', 'no_credentials']);

/**
 * Regions that an account has on: by the Account service; where that is denied by EC2, first in the home region, then in
 * those that the root names, since the organisation may close any of them.
 */
export const regionsOf = async (
  edge: AwsEdge,
  credentials: Credentials,
  accountId: string,
  { homeRegion, partition }: Caller,
  choice: RegionChoice = [],
): Promise<string[]> => {
  const place = (region: string) => ({ provider: 'aws', accountId, region }) as const;
  try {
    return await byAccount(edge, credentials, accountId, homeRegion);
  } catch (error) {
    const failure = translateAws(error, place(homeRegion));
    if (failure.code !== 'access_denied') throw failure;
  }
  const named = 'exclude' in choice ? [] : choice;
  let first: ProviderError | undefined;
  for (const region of new Set([homeRegion, ...named, ...(partition === 'aws' ? [DEFAULT_HOME] : [])])) {
    try {
      return await byEc2(edge, credentials, accountId, region);
    } catch (error) {
      const failure = translateAws(error, place(region));
      if (!elsewhere.has(failure.code)) throw failure;
      first ??= failure;
    }
  }
  const { code, message, advice, cause } = first!;
  throw new ProviderError(code, message, place(homeRegion), `${advice} ${OTHER_HOME}`, cause);
};
