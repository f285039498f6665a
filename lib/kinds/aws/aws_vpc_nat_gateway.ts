import { EC2Client, paginateDescribeNatGateways } from '@aws-sdk/client-ec2';
import { pages, present, tagsOf } from '../../providers/aws/read.ts';
import { lower } from '../normalise.ts';
import { defineAwsKind } from '../types.ts';

export default defineAwsKind({
  id: 'aws_vpc_nat_gateway',
  type: 'AWS::EC2::NatGateway',
  title: 'NAT gateway',
  docs: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeNatGateways.html',
  class: 'nat_gateway',
  scope: 'regional',
  arns: ['ec2:natgateway/'],
  changedBy: ['CreateNatGateway', 'DeleteNatGateway'],
  permissions: ['ec2:DescribeNatGateways'],

  list: (aws) =>
    pages(
      paginateDescribeNatGateways({ client: aws.client(EC2Client), pageSize: 1000 }, {}),
      (answer) => answer.NatGateways,
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
    networks: ({ VpcId, SubnetId }, aws) => [
      ...present([VpcId]).map((id) => aws.arn('ec2', `vpc/${id}`)),
      ...present([SubnetId]).map((id) => aws.arn('ec2', `subnet/${id}`)),
    ],
  },
  fields: {
    connectivity: { type: 'text', description: 'public or private.', from: ({ ConnectivityType }) => ConnectivityType },
    addresses: {
      type: 'refs',
      rel: 'routes_to',
      description: 'Elastic addresses that its traffic goes out by.',
      from: ({ NatGatewayAddresses }, aws) =>
        present(NatGatewayAddresses?.map(({ AllocationId }) => AllocationId)).map((id) =>
          aws.arn('ec2', `elastic-ip/${id}`),
        ),
    },
  },
});
