import { EC2Client, type Image, paginateDescribeImages } from '@aws-sdk/client-ec2';
import type { AwsContext } from '../../providers/aws/context.ts';
import { pages, present, tagsOf } from '../../providers/aws/read.ts';
import { lower } from '../normalise.ts';
import { defineAwsKind } from '../types.ts';
import { ownedBy } from './shared/owned.ts';

const owned = ({ OwnerId }: Image, aws: AwsContext) => ownedBy(aws, { owner: OwnerId });

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
      paginateDescribeImages(
        { client: aws.client(EC2Client), pageSize: 1000 },
        { Owners: ['self'], IncludeDeprecated: true, IncludeDisabled: true },
      ),
      (page) => page.Images,
    ),

  identity: (image, aws) => {
    const of = owned(image, aws);
    return {
      ...of,
      id: aws.arn('ec2', `image/${image.ImageId}`, of),
      name: image.Name || image.ImageId,
      createdAt: image.CreationDate,
      tags: tagsOf(image.Tags),
    };
  },

  contract: {
    state: ({ State }) => lower(State),
    sources: (image, aws) =>
      image.BlockDeviceMappings &&
      present(image.BlockDeviceMappings.map((one) => one?.Ebs?.SnapshotId)).map((id) =>
        aws.arn('ec2', `snapshot/${id}`, owned(image, aws)),
      ),
  },
  omits: [
    { what: 'images in the recycle bin', why: 'they are deregistered, though their snapshots are billed.' },
    { what: 'images of others, shared or public', why: 'they are their owners’.' },
  ],
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
