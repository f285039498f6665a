/**
 * The sample estate: a company that does not exist, in three clouds. Every record is computed from the seed and
 * its index, so that any page of an estate of a million resources can be made without the pages before it.
 */
import type { DirectoryEntry } from '../owners/types.ts';
import type { GraphTable } from '../providers/azure/tables.ts';

export interface EstateOptions {
  /** Same seed, size and day: the same estate, byte for byte. */
  readonly seed: number;
  /** Resources in all, about: 100 to 1,000,000. */
  readonly size: number;
  /** Days since the estate's beginning; each creates, changes, retags and deletes some resources. */
  readonly day: number;
}

/** A stretch of a sequence: the records, and where the next stretch begins, if there is one. */
export interface Stretch<Record> {
  readonly items: readonly Record[];
  readonly next: number | null;
}

/** Records as the AWS SDK would parse them (`Volume`, `Instance`, …); dates are `Date`s. */
export type AwsRecord = Readonly<globalThis.Record<string, unknown>>;

/** AWS operations whose pages are sequences of records of one account and region (or of the account, for S3). */
export const awsSequences = [
  'DescribeInstances', // a record is a Reservation with its Instances
  'DescribeVolumes',
  'DescribeSnapshots', // own
  'DescribeImages', // own
  'DescribeAddresses',
  'DescribeNetworkInterfaces',
  'DescribeNatGateways',
  'DescribeVpcs',
  'DescribeSubnets',
  'DescribeSecurityGroups',
  'DescribeLoadBalancers', // each with `Tags`, which the wire serves by DescribeTags, and `Listeners`, each with `Rules`
  'DescribeTargetGroups', // each with `Tags` and `Targets: TargetHealthDescription[]`, served by DescribeTags and DescribeTargetHealth
  'ListBuckets', // region ignored; each with `Tags` (absent: NoSuchTagSet), served by GetBucketTagging
  'DescribeDBInstances',
  'DescribeDBSnapshots',
  'ListFunctions', // each with `Tags`, served by Lambda's ListTags and by the tagging API
  'GetResources', // ResourceTagMapping: whatever is or was tagged, of described kinds and of others (SQS, SNS, DynamoDB, …)
] as const;
export type AwsSequence = (typeof awsSequences)[number];

export interface SampleAwsAccount {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly state: 'ACTIVE' | 'SUSPENDED' | 'CLOSED';
  readonly tags: Readonly<globalThis.Record<string, string>>;
  readonly regions: readonly string[];
}

export interface Estate {
  readonly options: EstateOptions;
  /** The people and teams, as `people.csv` would hold them, those who left among them. */
  readonly directory: readonly DirectoryEntry[];
  readonly aws: {
    readonly organizationId: string;
    readonly managementAccountId: string;
    readonly accounts: readonly SampleAwsAccount[];
    /** Up to `limit` records from position `from` on; positions of deleted or unborn records are passed over. */
    sequence(
      operation: AwsSequence,
      accountId: string,
      region: string,
      from: number,
      limit: number,
    ): Stretch<AwsRecord>;
    /** One record by the id its operation gives (volume id, bucket name, balancer ARN, …). */
    find(operation: AwsSequence, accountId: string, region: string, id: string): AwsRecord | undefined;
  };
  readonly azure: {
    readonly tenantId: string;
    readonly subscriptions: readonly {
      readonly id: string;
      readonly name: string;
      readonly tags: Readonly<globalThis.Record<string, string>>;
    }[];
    /** Rows of a Resource Graph table over some subscriptions, ordered by `id`. */
    rows(table: GraphTable, subscriptions: readonly string[], from: number, limit: number): Stretch<AwsRecord>;
    /** How many rows that is in all. */
    total(table: GraphTable, subscriptions: readonly string[]): number;
  };
  readonly gcp: {
    readonly organization: string;
    readonly projects: readonly {
      readonly id: string;
      readonly number: string;
      readonly labels: Readonly<globalThis.Record<string, string>>;
    }[];
    /** Assets (`name, assetType, ancestors, resource{version, discoveryName, parent, location, data}`, data as plain JSON) below a parent: `organizations/…` or `projects/…`. */
    assets(parent: string, assetTypes: readonly string[], from: number, limit: number): Stretch<AwsRecord>;
  };
}
