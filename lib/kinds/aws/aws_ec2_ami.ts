import { EC2Client, paginateDescribeImages } from '@aws-sdk/client-ec2';
import { pages, present, tagsOf } from '../../providers/aws/read.ts';
import { lower } from '../normalise.ts';
import { defineAwsKind } from '../types.ts';

export default defineAwsKind({
  id: 'aws_ec2_ami',
  type: 'AWS::EC2::Image',
  title: 'Machine image of the account’s own',
  docs: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeImages.html',
  class: 'image',
  scope: 'regional',
  arns: ['ec2:image/'],
  changedBy: ['CreateImage', 'CopyImage', 'RegisterImage', 'DeregisterImage'],
  permissions: ['ec2:DescribeImages'],

  list: (aws) =>
    pages(
      paginateDescribeImages({ client: aws.client(EC2Client), pageSize: 1000 }, { Owners: ['self'] }),
      (page) => page.Images,
    ),

  identity: (image, aws) => ({
    id: aws.arn('ec2', `image/${image.ImageId}`),
    name: image.Name || image.ImageId,
    createdAt: image.CreationDate,
    tags: tagsOf(image.Tags),
  }),

  contract: {
    state: ({ State }) => lower(State),
    sources: ({ BlockDeviceMappings }, aws) =>
      present(BlockDeviceMappings?.map((one) => one?.Ebs?.SnapshotId)).map((id) => aws.arn('ec2', `snapshot/${id}`)),
  },
  fields: {
    architecture: { type: 'text', description: 'x86_64, arm64, …', from: ({ Architecture }) => Architecture },
    public: { type: 'flag', description: 'Anybody may start it.', from: ({ Public }) => Public },
    platform: {
      type: 'text',
      description: 'Operating system and licence.',
      from: ({ PlatformDetails }) => PlatformDetails,
    },
  },
});
