import type { AwsRecord } from '../../types.ts';
import { AwsRefusal } from '../errors.ts';
import { estateSequence, paged } from '../pages.ts';
import { type Call, defineService } from '../service.ts';

const bucketOf = ({ estate, accountId, region, input: { Bucket } }: Call): AwsRecord => {
  const bucket = estate.aws.find('ListBuckets', accountId, region, Bucket);
  if (bucket === undefined) throw new AwsRefusal(404, 'NoSuchBucket', 'The specified bucket does not exist');
  return bucket;
};

/** A bucket answers in its own region only; elsewhere S3 says which that is. */
const bucketHere = (call: Call): AwsRecord => {
  const bucket = bucketOf(call);
  const home = bucket.BucketRegion as string | undefined;
  if (home === undefined || home === call.region) return bucket;
  throw new AwsRefusal(
    301,
    'PermanentRedirect',
    'The bucket you are attempting to access must be addressed using the specified endpoint.',
    { 'x-amz-bucket-region': home },
  );
};

/** S3 tells a bucket's region only to a request that has a parameter. */
const bucket = ({ Name, CreationDate, BucketRegion }: AwsRecord, { input }: Call): AwsRecord =>
  Object.keys(input).length === 0 ? { Name, CreationDate } : { Name, CreationDate, BucketRegion };

export const s3 = defineService({
  id: 's3',
  protocol: 'rest-xml',
  namespace: 'http://s3.amazonaws.com/doc/2006-03-01/',
  load: () => import('@aws-sdk/client-s3'),
  global: true,
  operations: {
    ListBuckets: paged({
      list: 'Buckets',
      read: estateSequence('ListBuckets'),
      paging: {
        size: 'MaxBuckets',
        token: 'ContinuationToken',
        next: 'ContinuationToken',
        least: 1,
        most: 10_000,
        standard: 10_000,
      },
      heeds: ['Prefix', 'BucketRegion'],
      keep:
        ({ input: { Prefix = '', BucketRegion } }) =>
        (record) =>
          String(record.Name).startsWith(Prefix) &&
          (BucketRegion === undefined || record.BucketRegion === BucketRegion),
      give: bucket,
      beside: ({ accountId, input: { Prefix } }) => ({ Owner: { ID: accountId.padStart(64, '0') }, Prefix }),
    }),
    GetBucketTagging: (call) => {
      const { Tags } = bucketHere(call);
      if (Array.isArray(Tags) && Tags.length > 0) return { TagSet: Tags };
      throw new AwsRefusal(404, 'NoSuchTagSet', 'The TagSet does not exist');
    },
    // The oldest region is the one without a constraint.
    GetBucketLocation: (call) => {
      const { BucketRegion } = bucketOf(call);
      return { LocationConstraint: BucketRegion === 'us-east-1' ? undefined : BucketRegion };
    },
  },
});
