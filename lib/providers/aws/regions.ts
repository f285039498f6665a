/** Which regions an account has on. */
import { AccountClient, paginateListRegions } from '@aws-sdk/client-account';
import { DescribeRegionsCommand, EC2Client } from '@aws-sdk/client-ec2';
import type { AwsEdge } from './accounts.ts';
import type { Credentials } from './clients.ts';
import { translateAws } from './errors.ts';
import { listed, pages } from './read.ts';

/** Regions that an account has on: by the Account service, or by EC2 where that is denied. */
export const regionsOf = async (
  { clients }: AwsEdge,
  credentials: Credentials,
  accountId: string,
  homeRegion: string,
): Promise<string[]> => {
  const place = { provider: 'aws', accountId, region: homeRegion } as const;
  try {
    const client = clients.client(AccountClient, homeRegion, credentials, accountId);
    const regions: string[] = [];
    const enabled = { RegionOptStatusContains: ['ENABLED' as const, 'ENABLED_BY_DEFAULT' as const] };
    for await (const page of pages(paginateListRegions({ client }, enabled), ({ Regions }) => Regions))
      regions.push(...page.flatMap(({ RegionName }) => RegionName ?? []));
    return regions.sort();
  } catch (error) {
    const failure = translateAws(error, place);
    if (failure.code !== 'access_denied') throw failure;
  }
  try {
    const answer = await clients
      .client(EC2Client, homeRegion, credentials, accountId)
      .send(new DescribeRegionsCommand({}));
    return listed(answer.Regions)
      .flatMap(({ RegionName }) => RegionName ?? [])
      .sort();
  } catch (error) {
    throw translateAws(error, place);
  }
};
