/** Networks, subnets and security groups that an answer names by bare id, resolved to the ARNs of their owners. */
import { EC2Client, paginateDescribeSecurityGroups, paginateDescribeVpcs, type Vpc } from '@aws-sdk/client-ec2';
import type { AwsContext, Owned } from '../../../providers/aws/context.ts';
import { pages, present } from '../../../providers/aws/read.ts';
import { accountIn } from './owned.ts';

/** Owners by the ids of networks, and of groups that are another account's; a group that is not here is its user's own. */
export type Owners = ReadonlyMap<string, string>;

/** A record, with the owners of what it may name. */
export type Sharing<Raw> = Raw & { readonly owners: Owners };

/** Every network that the account sees in the region; asked once, whichever kind asks first. */
export const networks = (aws: AwsContext): Promise<readonly Vpc[]> =>
  aws.once('networks', async () => {
    const all: Vpc[] = [];
    const client = aws.client(EC2Client);
    for await (const page of pages(paginateDescribeVpcs({ client, pageSize: 1000 }, {}), ({ Vpcs }) => Vpcs))
      all.push(...page);
    return all;
  });

/** Owners of networks, those that others share with the account among them. A subnet is its network's owner's. */
const networkOwners = async (aws: AwsContext): Promise<Owners> =>
  new Map(
    (await networks(aws)).flatMap(({ VpcId, OwnerId }): [string, string][] => {
      const owner = accountIn(OwnerId);
      return VpcId === undefined || owner === undefined ? [] : [[VpcId, owner]];
    }),
  );

/**
 * Owners of groups that others share with the account. A group is shared with those alone who share its network:
 * https://docs.aws.amazon.com/vpc/latest/userguide/security-group-sharing.html
 */
const groupOwners = (aws: AwsContext): Promise<Owners> =>
  aws.once('groups of others', async () => {
    const owners = new Map<string, string>();
    const client = aws.client(EC2Client);
    const groups = paginateDescribeSecurityGroups({ client, pageSize: 1000 }, {});
    for await (const page of pages(groups, ({ SecurityGroups }) => SecurityGroups))
      for (const { GroupId, OwnerId } of page) {
        const owner = accountIn(OwnerId);
        if (GroupId !== undefined && owner !== undefined && owner !== aws.accountId) owners.set(GroupId, owner);
      }
    return owners;
  });

/** Where owners cannot be told, what is named is taken for its user's own, and the gap says so. */
const ownersOf = async (aws: AwsContext, groups: boolean): Promise<Owners> => {
  let owners: Owners = new Map();
  try {
    owners = await networkOwners(aws);
    if (groups && [...owners.values()].some((owner) => owner !== aws.accountId))
      owners = new Map([...owners, ...(await groupOwners(aws))]);
  } catch (error) {
    aws.gap(error, 'owners of networks (ec2:DescribeVpcs, ec2:DescribeSecurityGroups)');
  }
  return owners;
};

/** Records with the owners of the networks that they name, and of the groups too where they name groups. */
export async function* sharing<Raw extends object>(
  aws: AwsContext,
  listing: AsyncIterable<readonly Raw[]>,
  { groups }: { readonly groups: boolean },
): AsyncGenerator<readonly Sharing<Raw>[]> {
  let owners: Owners | undefined;
  for await (const page of listing) {
    owners ??= await ownersOf(aws, groups);
    yield page.map((record) => ({ ...record, owners: owners! }));
  }
}

/** A network that an answer names, with subnets of it. */
export interface InNetwork {
  readonly vpc?: string | undefined;
  /** Undefined, or with undefined in it, where the answer does not tell. */
  readonly subnets?: readonly (string | undefined)[] | undefined;
}

/** ARNs of networks and their subnets; null where the answer names neither, not even as none. */
export const networkRefs = (
  aws: AwsContext,
  owned: Owned,
  owners: Owners,
  places: readonly (InNetwork | undefined)[],
): string[] | null => {
  const told = places.some(
    (place) => place?.vpc !== undefined || (place?.subnets && !place.subnets.includes(undefined)),
  );
  if (!told) return null;
  return places.flatMap((place) => {
    const [vpc] = present([place?.vpc]);
    const of = { ...owned, accountId: owners.get(vpc ?? '') ?? owned.accountId };
    const subnets = present(place?.subnets).map((id) => aws.arn('ec2', `subnet/${id}`, of));
    return vpc === undefined ? subnets : [aws.arn('ec2', `vpc/${vpc}`, of), ...subnets];
  });
};

/** ARNs of security groups; null where the answer has no list of them. */
export const groupRefs = (
  aws: AwsContext,
  owned: Owned,
  owners: Owners,
  ids: readonly (string | undefined)[] | undefined,
): string[] | null =>
  Array.isArray(ids)
    ? present(ids).map((id) =>
        aws.arn('ec2', `security-group/${id}`, { ...owned, accountId: owners.get(id) ?? owned.accountId }),
      )
    : null;
