/** The stack or cluster that a resource is a part of, as its services tag it. */
import type { AwsContext } from '../../../providers/aws/context.ts';
import type { Tags } from '../../../providers/types.ts';

/** Tags whose value is an EKS cluster's name: by EKS, eksctl, the load balancer controller, the EBS driver. */
const eksKeys = [
  'aws:eks:cluster-name',
  'eks:cluster-name',
  'alpha.eksctl.io/cluster-name',
  'elbv2.k8s.aws/cluster',
  'ebs.csi.aws.com/cluster-name',
];
/** `kubernetes.io/cluster/NAME`: `owned` is made and removed with the cluster, `shared` is not its own. */
const clusterKey = 'kubernetes.io/cluster/';

const named = (value: string | undefined): value is string => value !== undefined && value !== '';

/** Its ARN; undefined where no tag of a service names one. The tags are written by AWS itself or by the cluster's own parts. */
export const memberOf = (tags: Tags | null | undefined, { arn }: Pick<AwsContext, 'arn'>): string | undefined => {
  if (tags === null || tags === undefined) return undefined;
  const owning = Object.keys(tags).find((key) => key.startsWith(clusterKey) && tags[key] === 'owned');
  const eks = owning?.slice(clusterKey.length) ?? eksKeys.map((key) => tags[key]).find(named);
  if (named(eks)) return arn('eks', `cluster/${eks}`);
  const ecs = tags['aws:ecs:clusterName'];
  if (named(ecs)) return arn('ecs', `cluster/${ecs}`);
  const stack = tags['aws:cloudformation:stack-id'];
  // A damaged answer costs its tag, never its listing.
  return typeof stack === 'string' && stack.startsWith('arn:') ? stack : undefined;
};
