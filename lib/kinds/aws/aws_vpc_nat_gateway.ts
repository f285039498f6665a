import { EC2Client, type NatGateway, paginateDescribeNatGateways } from '@aws-sdk/client-ec2';
import { pages, present, tagsOf } from '../../providers/aws/read.ts';
import { lower } from '../normalise.ts';
import { defineAwsKind } from '../types.ts';
import { networkRefs, sharing } from './shared/networks.ts';

/** Addresses that are leaving it, or never came to it, are shown for a while. */
const leaving = new Set(['unassigning', 'disassociating', 'failed']);

/** Addresses, where the answer tells each. */
const told = (addresses: readonly (string | undefined)[] | undefined) =>
  addresses?.includes(undefined) ? null : addresses && present(addresses);

const addressesOf = ({ NatGatewayAddresses }: NatGateway) =>
  NatGatewayAddresses?.filter((one) => !leaving.has(one?.Status ?? ''));

export default defineAwsKind({
  id: 'aws_vpc_nat_gateway',
  type: 'AWS::EC2::NatGateway',
  title: 'NAT gateway',
  docs: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeNatGateways.html',
  class: 'nat_gateway',
  scope: 'regional',
  arns: ['ec2:natgateway/'],
  changedBy: ['CreateNatGateway', 'DeleteNatGateway'],
  permissions: ['ec2:DescribeNatGateways', 'ec2:DescribeVpcs'],

  list: (aws) =>
    sharing(
      aws,
      pages(
        paginateDescribeNatGateways({ client: aws.client(EC2Client), pageSize: 1000 }, {}),
        (answer) => answer.NatGateways,
      ),
      { groups: false },
    ),
  gone: ({ State }) => State === 'deleted',

  identity: (gateway, aws) => {
    const tags = tagsOf(gateway.Tags);
    return {
      id: aws.arn('ec2', `natgateway/${gateway.NatGatewayId}`),
      name: tags.Name || gateway.NatGatewayId,
      createdAt: gateway.CreateTime,
      tags,
    };
  },

  contract: {
    state: ({ State }) => lower(State),
    networks: ({ VpcId, SubnetId, owners }, aws) =>
      networkRefs(aws, aws, owners, [{ vpc: VpcId, subnets: [SubnetId] }]),
  },
  fields: {
    connectivity: { type: 'text', description: 'public or private.', from: ({ ConnectivityType }) => ConnectivityType },
    addresses: {
      type: 'refs',
      rel: 'routes_to',
      description: 'Elastic addresses that its traffic goes out by.',
      from: (gateway, aws) => {
        const ids = addressesOf(gateway)?.map((one) => one?.AllocationId);
        return ids && present(ids).map((id) => aws.arn('ec2', `elastic-ip/${id}`));
      },
    },
    privateAddresses: {
      type: 'texts',
      description: 'Addresses it has in its subnets.',
      from: (gateway) => told(addressesOf(gateway)?.map((one) => one?.PrivateIp)),
    },
    publicAddresses: {
      type: 'texts',
      description: 'Addresses that its traffic goes out by.',
      from: (gateway) =>
        gateway.ConnectivityType === 'private' ? [] : told(addressesOf(gateway)?.map((one) => one?.PublicIp)),
    },
  },
});
