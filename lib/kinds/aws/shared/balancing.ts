/** What balancers and target groups both need: groups, what is registered in them, and tags. */
import {
  DescribeTagsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
  paginateDescribeTargetGroups,
  type TargetGroup,
  type TargetHealthDescription,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { asked, askedTogether } from '../../../providers/aws/asked.ts';
import type { AwsContext } from '../../../providers/aws/context.ts';
import { listed, pages, present, tagsOf } from '../../../providers/aws/read.ts';
import type { Tags } from '../../../providers/types.ts';

/** What is leaving a group is shown until its connections have ended. */
const isRegistered = ({ TargetHealth }: TargetHealthDescription): boolean =>
  TargetHealth?.State !== 'draining' && TargetHealth?.Reason !== 'Target.NotRegistered';

/** A group with the ids that are registered in it, each once, whichever ports it has there; `targets` is undefined where that could not be read. */
export interface GroupWithTargets extends TargetGroup {
  readonly targets: readonly string[] | undefined;
}

interface Groups {
  readonly groups: readonly GroupWithTargets[];
  /** What could not be read of them. */
  readonly gaps: readonly { readonly error: unknown; readonly resource: string }[];
}

/** Every target group of the account and region; asked once, whichever kind asks first. */
export const targetGroups = (aws: AwsContext): Promise<Groups> =>
  aws.once('target groups', async () => {
    const client = aws.client(ElasticLoadBalancingV2Client);
    const groups: GroupWithTargets[] = [];
    const gaps: Groups['gaps'][number][] = [];
    for await (const page of pages(
      paginateDescribeTargetGroups({ client, pageSize: 400 }, {}),
      (answer) => answer.TargetGroups,
    )) {
      const health = await asked(
        page,
        { action: 'elasticloadbalancing:DescribeTargetHealth', of: ({ TargetGroupArn }) => TargetGroupArn },
        async ({ TargetGroupArn }) => {
          const answer = await client.send(new DescribeTargetHealthCommand({ TargetGroupArn }));
          const registered = listed(answer.TargetHealthDescriptions).filter((one) => one && isRegistered(one));
          return [...new Set(present(registered.map((one) => one.Target?.Id)))];
        },
        (error, resource) => gaps.push({ error, resource }),
      );
      for (const { item, answer } of health) groups.push({ ...item, targets: answer });
    }
    return { groups, gaps };
  });

/** DescribeTags takes no more ARNs at once. */
const TAGS_AT_ONCE = 20;

/** Balancers or groups with their tags, undefined where those could not be read; what is gone by now is left out. */
export const withTags = async <Item>(
  aws: AwsContext,
  items: readonly Item[],
  arnOf: (item: Item) => string | undefined,
): Promise<readonly (Item & { readonly tags: Tags | undefined })[]> => {
  const client = aws.client(ElasticLoadBalancingV2Client);
  const tagged = await askedTogether(
    items,
    TAGS_AT_ONCE,
    { action: 'elasticloadbalancing:DescribeTags', of: arnOf },
    async (batch) => {
      const ResourceArns = present(batch.map(arnOf));
      const { TagDescriptions } = await client.send(new DescribeTagsCommand({ ResourceArns }));
      const told = new Map(listed(TagDescriptions).map((one) => [one?.ResourceArn, tagsOf(one?.Tags)]));
      // AWS names an untagged ARN with an empty list: an ARN that the answer leaves out is one it tells nothing of.
      const untold = ResourceArns.filter((arn) => !told.has(arn));
      if (untold.length > 0) aws.gap(new Error('The answer to DescribeTags leaves some out.'), untold.join(', '));
      return batch.map((item): Tags | undefined => told.get(arnOf(item)));
    },
    aws.gap,
  );
  return tagged.map(({ item, answer }) => ({ ...item, tags: answer }));
};
