import type { Vpc } from '@aws-sdk/client-ec2';
import { present } from '../../providers/aws/read.ts';
import { lower } from '../normalise.ts';
import { defineAwsKind } from '../types.ts';
import { isAssociated } from './shared/attached.ts';
import { networks } from './shared/networks.ts';
import { ownedBy, ownTags } from './shared/owned.ts';
import { peersByNetwork } from './shared/peering.ts';

/** A network with those that it is peered with; undefined where that could not be read. */
type Peered = Vpc & { readonly peers: readonly string[] | undefined };

export default defineAwsKind({
  id: 'aws_vpc',
  type: 'AWS::EC2::VPC',
  title: 'VPC',
  docs: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVpcs.html',
  class: 'network',
  scope: 'regional',
  arns: ['ec2:vpc/'],
  changedBy: ['CreateVpc', 'CreateDefaultVpc', 'DeleteVpc', 'AcceptVpcPeeringConnection', 'DeleteVpcPeeringConnection'],
  permissions: ['ec2:DescribeVpcPeeringConnections', 'ec2:DescribeVpcs'],

  async *list(aws): AsyncGenerator<readonly Peered[]> {
    const all = await networks(aws);
    const peers = all.length === 0 ? new Map() : await peersByNetwork(aws);
    yield all.map((vpc) => ({ ...vpc, peers: peers && (peers.get(vpc.VpcId ?? '') ?? []) }));
  },
  unread: ({ peers }) => (peers === undefined ? ['peers'] : []),

  identity: (vpc, aws) => {
    const of = ownedBy(aws, { owner: vpc.OwnerId });
    const tags = ownTags(aws, of, vpc.Tags);
    return { ...of, id: aws.arn('ec2', `vpc/${vpc.VpcId}`, of), name: tags?.Name || vpc.VpcId, tags };
  },

  contract: {
    ranges: ({ CidrBlock, CidrBlockAssociationSet, Ipv6CidrBlockAssociationSet }) => {
      if ([CidrBlock, CidrBlockAssociationSet, Ipv6CidrBlockAssociationSet].every((one) => one === undefined))
        return null;
      const v4 = CidrBlockAssociationSet?.filter((one) => isAssociated(one?.CidrBlockState?.State));
      const v6 = Ipv6CidrBlockAssociationSet?.filter((one) => isAssociated(one?.Ipv6CidrBlockState?.State));
      const ranges = [
        CidrBlock,
        ...(v4 ?? []).map((one) => one.CidrBlock),
        ...(v6 ?? []).map((one) => one.Ipv6CidrBlock),
      ];
      return [...new Set(present(ranges))];
    },
    default: ({ IsDefault }) => IsDefault,
  },
  fields: {
    state: { type: 'text', description: 'available or pending.', from: ({ State }) => lower(State) },
    peers: {
      type: 'refs',
      rel: 'routes_to',
      description: 'Networks that it is peered with.',
      from: ({ peers }) => peers,
    },
  },
});
