/** Buckets: reports and exports for people, plans of runs for the collectors, and the log of who read them. */
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { Key } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  type IBucket,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

/** A plan is read while its run lasts; days after it, it can still tell what was asked. */
const PLANS_DAYS = 30;
/** Versions of a report that were replaced. */
const OLD_REPORTS_DAYS = 90;
const ACCESS_LOG_DAYS = 365;

const closed: BucketProps = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
  enforceSSL: true,
  // A bucket that is not empty cannot be deleted with its stack.
  removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
};

const aborted = { abortIncompleteMultipartUploadAfter: Duration.days(7) };

export class Delivery extends Construct {
  readonly reports: Bucket;
  readonly plans: Bucket;

  constructor(scope: Construct, id: string, key: Key) {
    super(scope, id);
    const accessLog = new Bucket(this, 'AccessLog', {
      ...closed,
      // The log of a bucket can be written under no other.
      encryption: BucketEncryption.S3_MANAGED,
      lifecycleRules: [{ expiration: Duration.days(ACCESS_LOG_DAYS), ...aborted }],
    });
    const logged = (name: string, props: BucketProps): Bucket =>
      new Bucket(this, name, {
        ...closed,
        encryption: BucketEncryption.KMS,
        encryptionKey: key,
        bucketKeyEnabled: true,
        serverAccessLogsBucket: accessLog as IBucket,
        serverAccessLogsPrefix: `${name.toLowerCase()}/`,
        ...props,
      });
    this.reports = logged('Reports', {
      versioned: true,
      lifecycleRules: [{ noncurrentVersionExpiration: Duration.days(OLD_REPORTS_DAYS), ...aborted }],
    });
    this.plans = logged('Plans', { lifecycleRules: [{ expiration: Duration.days(PLANS_DAYS), ...aborted }] });
  }
}
