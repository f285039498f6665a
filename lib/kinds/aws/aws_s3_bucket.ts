import { type Bucket, GetBucketTaggingCommand, paginateListBuckets, S3Client } from '@aws-sdk/client-s3';
import { asked } from '../../providers/aws/asked.ts';
import { listed, pages, tagsOf, unless } from '../../providers/aws/read.ts';
import type { Tags } from '../../providers/types.ts';
import { defineAwsKind } from '../types.ts';

interface Listed extends Bucket {
  readonly tags: Tags | undefined;
}

export default defineAwsKind({
  id: 'aws_s3_bucket',
  type: 'AWS::S3::Bucket',
  title: 'S3 bucket',
  docs: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html',
  class: 'bucket',
  scope: 'global',
  arns: ['s3:'],
  changedBy: ['CreateBucket', 'DeleteBucket', 'PutBucketTagging', 'DeleteBucketTagging'],
  permissions: ['s3:GetBucketTagging', 's3:ListAllMyBuckets'],

  async *list(aws): AsyncGenerator<readonly Listed[]> {
    const client = aws.client(S3Client);
    // The answer names a bucket's region only where the request has a parameter: the page size.
    for await (const page of pages(paginateListBuckets({ client, pageSize: 1000 }, {}), (answer) => answer.Buckets)) {
      const tagged = await asked(
        page,
        { action: 's3:GetBucketTagging', of: ({ Name }) => Name },
        async (bucket) => {
          // A bucket answers in its own region alone.
          const there = aws.client(S3Client, bucket.BucketRegion);
          const answer = there.send(new GetBucketTaggingCommand({ Bucket: bucket.Name }));
          const tagging = await unless(answer, 'NoSuchTagSet');
          return tagging === undefined ? {} : tagsOf(listed(tagging.TagSet));
        },
        aws.gap,
      );
      yield tagged.map(({ item, answer }) => ({ ...item, tags: answer }));
    }
  },

  // CreationDate moves when a policy is edited, so it is no time of creation.
  identity: (bucket, { partition }) => ({
    id: bucket.BucketArn || `arn:${partition}:s3:::${bucket.Name}`,
    name: bucket.Name,
    region: bucket.BucketRegion,
    tags: bucket.tags,
  }),

  omits: [
    { what: 'directory buckets', why: 'they lie in zones and are listed by ListDirectoryBuckets, region by region.' },
    { what: 'table and vector buckets', why: 'they are types of other services.' },
  ],
  contract: {
    storageClass: () => null,
  },
});
