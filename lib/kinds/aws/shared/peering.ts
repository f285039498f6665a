/** Networks that a network is peered with: their groups may name its own. */
import {
  EC2Client,
  paginateDescribeVpcPeeringConnections,
  type VpcPeeringConnectionVpcInfo,
} from '@aws-sdk/client-ec2';
import type { AwsContext } from '../../../providers/aws/context.ts';
import { pages } from '../../../providers/aws/read.ts';

/** A connection in any other state lets nothing through. */
const ACTIVE = 'active';

const arnOf = (aws: AwsContext, { OwnerId, Region, VpcId }: VpcPeeringConnectionVpcInfo): string =>
  `arn:${aws.partition}:ec2:${Region ?? aws.region}:${OwnerId ?? aws.accountId}:vpc/${VpcId}`;

/** ARNs of the networks at the other ends, by the id of a network; undefined where they could not be read. */
export const peersByNetwork = async (aws: AwsContext): Promise<ReadonlyMap<string, readonly string[]> | undefined> => {
  const peers = new Map<string, string[]>();
  const add = (here: VpcPeeringConnectionVpcInfo = {}, there: VpcPeeringConnectionVpcInfo = {}) => {
    if (here.VpcId !== undefined && there.VpcId !== undefined)
      peers.set(here.VpcId, [...(peers.get(here.VpcId) ?? []), arnOf(aws, there)]);
  };
  try {
    const connections = paginateDescribeVpcPeeringConnections({ client: aws.client(EC2Client), pageSize: 1000 }, {});
    for await (const page of pages(connections, (answer) => answer.VpcPeeringConnections)) {
      for (const { Status, RequesterVpcInfo, AccepterVpcInfo } of page) {
        if (Status?.Code !== ACTIVE) continue;
        add(RequesterVpcInfo, AccepterVpcInfo);
        add(AccepterVpcInfo, RequesterVpcInfo);
      }
    }
    return peers;
  } catch (error) {
    aws.gap(error, 'peering connections (ec2:DescribeVpcPeeringConnections)');
    return undefined;
  }
};
