/** Ids under which the keeper of a resource would be in the register, as far as the resource itself names it. */
import { normalKey } from '../owners/tags.ts';
import type { Subject } from './types.ts';

const none: readonly string[] = [];

/** Values of tags whose keys are one of these, in any spelling. */
const valuesOf = ({ tags }: Subject, ...keys: readonly string[]): string[] => {
  const wanted = new Set(keys.map(normalKey));
  return Object.entries(tags ?? {}).flatMap(([key, value]) =>
    wanted.has(normalKey(key)) && value.trim() !== '' ? [value.trim()] : [],
  );
};

/** An ARN in the account and region of a subject. */
const arnBeside = ({ id, accountId, region }: Subject, service: string, resource: string): string =>
  `arn:${id.split(':')[1]}:${service}:${region}:${accountId}:${resource}`;

const CLUSTER_KEY = /^kubernetes\.io\/cluster\/(.+)$/;

/** https://docs.aws.amazon.com/eks/latest/userguide/eks-using-tags.html: the cluster's name stands in a key or a value. */
export const eksCluster = (subject: Subject): readonly string[] => {
  if (subject.provider !== 'aws') return none;
  const named = [
    ...Object.keys(subject.tags ?? {}).flatMap((key) => CLUSTER_KEY.exec(key)?.slice(1) ?? []),
    ...valuesOf(subject, 'eks:cluster-name', 'aws:eks:cluster-name', 'cluster.k8s.amazonaws.com/name'),
    ...valuesOf(subject, 'elbv2.k8s.aws/cluster', 'KubernetesCluster'),
  ];
  return [...new Set(named)].map((name) => arnBeside(subject, 'eks', `cluster/${name}`));
};

/** https://cloud.google.com/kubernetes-engine/docs/how-to/creating-managing-labels: zonal clusters are named by their zone. */
export const gkeCluster = (subject: Subject): readonly string[] => {
  if (subject.provider !== 'gcp') return none;
  const names = valuesOf(subject, 'goog-k8s-cluster-name');
  const { zone } = subject.fields;
  const written = valuesOf(subject, 'goog-k8s-cluster-location');
  const places = written.length > 0 ? written : [subject.region, ...(typeof zone === 'string' ? [zone] : [])];
  return names.flatMap((name) =>
    places.flatMap((place) =>
      ['locations', 'zones', 'regions'].map(
        (level) => `//container.googleapis.com/projects/${subject.accountId}/${level}/${place}/clusters/${name}`,
      ),
    ),
  );
};

/** https://learn.microsoft.com/azure/aks/use-labels: the cluster and its group stand in tags of what AKS makes. */
export const aksCluster = (subject: Subject): readonly string[] => {
  if (subject.provider !== 'azure') return none;
  const [name] = valuesOf(subject, 'aks-managed-cluster-name');
  const [group] = valuesOf(subject, 'aks-managed-cluster-rg');
  if (name === undefined || group === undefined)
    return groupKeeper(subject).filter((id) => id.includes('/microsoft.containerservice/managedclusters/'));
  const within = `/subscriptions/${subject.accountId}/resourcegroups/${group}/providers`;
  return [`${within}/microsoft.containerservice/managedclusters/${name}`.toLowerCase()];
};

/** https://docs.aws.amazon.com/ebs/latest/userguide/dlm-elements.html: each copy carries the id of its policy. */
export const dlmPolicy = (subject: Subject): readonly string[] =>
  subject.provider === 'aws'
    ? valuesOf(subject, 'aws:dlm:lifecycle-policy-id').map((id) => arnBeside(subject, 'dlm', `policy/${id}`))
    : none;

/** What manages the group that it stands in. */
export const groupKeeper = ({ keeper }: Subject): readonly string[] => (keeper === undefined ? none : [keeper]);

/** What the provider says that made it. */
export const ownersOf = ({ links }: Subject): readonly string[] =>
  links.filter(({ rel }) => rel === 'owned_by').map(({ to }) => to);
