/**
 * Digests to SNS: a text for people and the same as JSON for machines, told apart by the attribute `format`, so that a
 * subscription filters by it, by owner, or by severity.
 */
import { type MessageAttributeValue, PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import { severities } from '../checks/types.ts';
import type { Digest } from '../events/digest.ts';
import type { OwnerDetail } from '../events/owner-digest.ts';
import type { Target } from '../events/targets.ts';

const attributes = (values: Readonly<Record<string, string | null | undefined>>) =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]): [string, MessageAttributeValue][] =>
      value ? [[name, { DataType: 'String', StringValue: value }]] : [],
    ),
  );

const isOwners = (digest: Digest): digest is Digest<OwnerDetail> => digest.type === 'Owner Digest';

/** The worst of what was opened; undefined where nothing was. */
const severityOf = ({ detail }: Digest<OwnerDetail>): string | undefined =>
  severities.findLast((severity) => detail.findings.checks.some((check) => check.severity === severity));

export interface Topics {
  /** ARNs. */
  readonly owners: string;
  readonly platform: string;
}

/** A message's attributes: `format` (text, json), `type`, `id`, `run`; an owner's has `owner`, `email` and `severity` too. */
export const topicsTarget = (client: Pick<SNSClient, 'send'>, topics: Topics): Target => ({
  name: 'SNS',
  key: 'sns',
  async deliver({ records }) {
    const digest = records[0] as Digest;
    const about = {
      type: digest.type,
      id: digest.id,
      run: digest.run,
      ...(isOwners(digest) && {
        owner: digest.detail.owner.id,
        email: digest.detail.owner.email,
        severity: severityOf(digest),
      }),
    };
    const { text, ...rest } = digest;
    // Where one of the two fails both are sent again: a machine knows the id, a person would read it twice.
    const copies = [
      ['json', JSON.stringify(rest)],
      ['text', text],
    ] as const;
    for (const [format, Message] of copies)
      await client.send(
        new PublishCommand({
          TopicArn: isOwners(digest) ? topics.owners : topics.platform,
          Subject: digest.subject,
          Message,
          MessageAttributes: attributes({ ...about, format }),
        }),
      );
  },
});
