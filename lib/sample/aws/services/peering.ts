/** Peering connections of an estate: those that the rules of its security groups name, seen from either end. */
import type { AwsRecord, Estate } from '../../types.ts';

interface End {
  readonly OwnerId: string;
  readonly VpcId: string;
  readonly Region: string;
}

const LIMIT = 1_000;

function* groupsOf({ aws }: Estate, account: string, region: string): Generator<AwsRecord> {
  for (let from: number | null = 0; from !== null; ) {
    const stretch = aws.sequence('DescribeSecurityGroups', account, region, from, LIMIT);
    yield* stretch.items;
    from = stretch.next;
  }
}

const listOf = (value: unknown): readonly AwsRecord[] => (Array.isArray(value) ? value : []);

/** The pairs of a group's rules that lie behind a peering. */
const peersOf = ({ IpPermissions, IpPermissionsEgress }: AwsRecord): AwsRecord[] =>
  [...listOf(IpPermissions), ...listOf(IpPermissionsEgress)]
    .flatMap(({ UserIdGroupPairs }) => listOf(UserIdGroupPairs))
    .filter(({ VpcPeeringConnectionId }) => VpcPeeringConnectionId !== undefined);

const networkOf = (estate: Estate, { UserId, VpcId, GroupId }: AwsRecord, region: string): unknown => {
  if (VpcId !== undefined) return VpcId;
  for (const group of groupsOf(estate, String(UserId), region)) if (group.GroupId === GroupId) return group.VpcId;
  return undefined;
};

const connection = (id: unknown, requester: End, accepter: End): AwsRecord => ({
  VpcPeeringConnectionId: id,
  RequesterVpcInfo: requester,
  AccepterVpcInfo: accepter,
  Status: { Code: 'active' },
});

const all = (estate: Estate): Map<string, AwsRecord> => {
  const found = new Map<string, AwsRecord>();
  for (const { id: OwnerId, regions } of estate.aws.accounts)
    for (const Region of regions)
      for (const group of groupsOf(estate, OwnerId, Region))
        for (const pair of peersOf(group)) {
          const id = String(pair.VpcPeeringConnectionId);
          const peer = networkOf(estate, pair, Region);
          if (found.has(id) || group.VpcId === undefined || peer === undefined) continue;
          const requester = { OwnerId, VpcId: String(group.VpcId), Region };
          found.set(id, connection(id, requester, { OwnerId: String(pair.UserId), VpcId: String(peer), Region }));
        }
  return found;
};

const known = new WeakMap<Estate, Map<string, AwsRecord>>();

/** The connections with an end in an account and region. */
export const peeringsOf = (estate: Estate, account: string, region: string): AwsRecord[] => {
  const connections = known.get(estate) ?? all(estate);
  known.set(estate, connections);
  const isHere = (end: unknown) => (end as End).OwnerId === account && (end as End).Region === region;
  return [...connections.values()].filter(
    ({ RequesterVpcInfo, AccepterVpcInfo }) => isHere(RequesterVpcInfo) || isHere(AccepterVpcInfo),
  );
};
