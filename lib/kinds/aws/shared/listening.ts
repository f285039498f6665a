/** What a balancer's listeners do with what comes in: they send it on, or answer by themselves. */
import {
  type Action,
  ElasticLoadBalancingV2Client,
  type Listener,
  paginateDescribeListeners,
  paginateDescribeRules,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { AwsContext } from '../../../providers/aws/context.ts';
import { pages, present } from '../../../providers/aws/read.ts';

export interface Listening {
  readonly listeners: number;
  /** Actions that need no target, each once. */
  readonly answers: readonly string[];
}

/**
 * Actions by which a balancer answers without a target; `authenticate-*` and `jwt-validation` only come before another.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Action.html
 */
const answering = new Set<string>(['redirect', 'fixed-response']);

const answersOf = (actions: readonly (Action | undefined)[] | undefined): string[] =>
  present(actions?.map((action) => action?.Type)).filter((type) => answering.has(type));

/** Rules cost a call for each listener: they are asked for where nothing else tells what the balancer is there for. */
export const listeningOf = async (
  aws: AwsContext,
  LoadBalancerArn: string | undefined,
  targets: number | null,
): Promise<Listening> => {
  const client = aws.client(ElasticLoadBalancingV2Client);
  const listeners: Listener[] = [];
  for await (const page of pages(paginateDescribeListeners({ client }, { LoadBalancerArn }), (one) => one.Listeners))
    listeners.push(...page);
  const answers = new Set(listeners.flatMap(({ DefaultActions }) => answersOf(DefaultActions)));
  if (targets === 0 && answers.size === 0)
    for (const ListenerArn of present(listeners.map((listener) => listener.ListenerArn)))
      for await (const page of pages(paginateDescribeRules({ client }, { ListenerArn }), (one) => one.Rules))
        for (const { Actions } of page) for (const type of answersOf(Actions)) answers.add(type);
  return { listeners: listeners.length, answers: [...answers] };
};
