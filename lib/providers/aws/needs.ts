/**
 * What this folder's own code asks of AWS, beside what kinds list. A test compares it with the calls that are made;
 * the collector's role and the member accounts' role are built from it.
 */

export interface AwsNeed {
  /** As it is counted: `organizations:ListAccounts`. */
  readonly call: string;
  /** `collector`: made as the collector itself; `reader`: made in each account, as whoever reads it. */
  readonly by: 'collector' | 'reader';
  /** `free`: IAM asks for no permission. Else for which roots it is made. */
  readonly for: 'every root' | 'organization' | 'role' | 'federation' | 'free';
  /** What it is good for: a sentence. */
  readonly why: string;
}

export const awsNeeds: readonly AwsNeed[] = [
  {
    call: 'sts:GetCallerIdentity',
    by: 'collector',
    for: 'free',
    why: 'Tells which account the collector is in, and asked with a role’s credentials, whether it led into the account that is meant.',
  },
  {
    call: 'sts:AssumeRole',
    by: 'collector',
    for: 'role',
    why: 'Enters a member account by its read-only role.',
  },
  {
    call: 'organizations:ListAccounts',
    by: 'collector',
    for: 'organization',
    why: 'Finds the accounts of the organisation, closed ones among them.',
  },
  {
    call: 'organizations:ListTagsForResource',
    by: 'collector',
    for: 'organization',
    why: 'Reads the tags of accounts, which name owners.',
  },
  {
    call: 'account:ListRegions',
    by: 'reader',
    for: 'every root',
    why: 'Tells which regions an account has on.',
  },
  {
    call: 'ec2:DescribeRegions',
    by: 'reader',
    for: 'every root',
    why: 'Tells the same where a policy of the organisation denies account:ListRegions.',
  },
  {
    call: 'sts:GetWebIdentityToken',
    by: 'collector',
    for: 'federation',
    why: 'Proves to Azure who the collector is, without a secret.',
  },
];
