/** Identity comes from who owns a thing, not from who asks: AWS shows shared networks to each account that uses them. */
import type { AwsContext, Owned } from '../../../providers/aws/context.ts';
import { tagsOf } from '../../../providers/aws/read.ts';
import type { Tags } from '../../../providers/types.ts';
import { partsOf } from './arns.ts';

/** An account's number; a service's name (`amazon-elb`) is none. */
export const accountIn = (owner: unknown): string | undefined =>
  typeof owner === 'string' && /^\d{12}$/.test(owner) ? owner : undefined;

const word = (value: string): string | undefined => (value === '' ? undefined : value);

/** Owner and region as an answer tells them, by ARN or owner's number; those that were asked where it does not. */
export const ownedBy = (aws: AwsContext, told: { readonly arn?: unknown; readonly owner?: unknown }): Owned => {
  const { accountId, region } = partsOf(typeof told.arn === 'string' ? told.arn : '');
  return {
    accountId: accountIn(told.owner) ?? accountIn(accountId) ?? aws.accountId,
    region: word(region) ?? aws.region,
  };
};

/** Tags of what may be another account's: AWS shows those to their owner alone, so that none shown are not known. */
export const ownTags = (aws: AwsContext, { accountId }: Owned, tags: Parameters<typeof tagsOf>[0]): Tags | undefined =>
  tags === undefined && accountId !== aws.accountId ? undefined : tagsOf(tags);
