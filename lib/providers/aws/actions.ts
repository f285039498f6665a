/**
 * IAM's side of AWS's calls: the action that a call needs, and how far that action can be limited. From the service
 * authorisation reference: https://docs.aws.amazon.com/service-authorization/latest/reference/
 */

/** Calls whose action has another name. */
const named: Readonly<Record<string, string>> = {
  's3:ListBuckets': 's3:ListAllMyBuckets',
  'tagging:GetResources': 'tag:GetResources',
};

/** The IAM action of a call, both as `service:Operation`. */
export const actionOf = (call: string): string => named[call] ?? call;

/** Where a policy holds. In a template both may be references. */
export interface PolicyPlace {
  /** `aws`, `aws-cn`, `aws-us-gov`. */
  readonly partition: string;
  readonly accountId: string;
}

type Limit = (place: PolicyPlace) => readonly string[];

/** The reference has no resource type for these: AWS takes `*` and nothing else. */
const unlimited = null;

const inAccount =
  (service: string, ...types: readonly string[]): Limit =>
  ({ partition, accountId }) =>
    types.map((type) => `arn:${partition}:${service}:*:${accountId}:${type}:*`);

/** Some of EC2's others can be limited: so they are named one by one, and a new one has to be looked up. */
const ec2 = [
  'DescribeAddresses',
  'DescribeImages',
  'DescribeInstances',
  'DescribeNatGateways',
  'DescribeNetworkInterfaces',
  'DescribeRegions',
  'DescribeSecurityGroups',
  'DescribeSnapshots',
  'DescribeSubnets',
  'DescribeVolumes',
  'DescribeVpcPeeringConnections',
  'DescribeVpcs',
].map((call) => [`ec2:${call}`, unlimited] as const);

/** Actions, or beginnings of their names that end in `*`. */
const limits: Readonly<Record<string, Limit | null>> = {
  ...Object.fromEntries(ec2),
  'account:ListRegions': ({ partition, accountId }) => [`arn:${partition}:account::${accountId}:account`],
  'elasticloadbalancing:Describe*': unlimited,
  'lambda:ListFunctions': unlimited,
  'lambda:ListTags': inAccount('lambda', 'function'),
  'organizations:ListAccounts': unlimited,
  // Accounts are named below the management account, which need not be the one that asks.
  'organizations:ListTagsForResource': ({ partition }) => [`arn:${partition}:organizations::*:account/o-*/*`],
  'rds:DescribeDBInstances': inAccount('rds', 'db'),
  'rds:DescribeDBSnapshots': inAccount('rds', 'db', 'snapshot'),
  's3:GetBucketTagging': ({ partition }) => [`arn:${partition}:s3:::*`],
  's3:ListAllMyBuckets': unlimited,
  'sts:GetWebIdentityToken': unlimited,
  'tag:GetResources': unlimited,
};

/** ARNs that an action can be limited to; null where AWS takes `*` alone. Throws for an action that nobody looked up. */
export const limitOf = (action: string, place: PolicyPlace): readonly string[] | null => {
  const key = Object.keys(limits).find((name) =>
    name.endsWith('*') ? action.startsWith(name.slice(0, -1)) : name === action,
  );
  if (key === undefined)
    throw new Error(
      `lib/providers/aws/actions.ts does not say what ${action} can be limited to: look it up in the service authorisation reference.`,
    );
  return limits[key]?.(place) ?? null;
};
