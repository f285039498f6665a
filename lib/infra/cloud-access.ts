/** What a collector may ask of its cloud: what the kinds need, and no more. */
import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { catalog } from '../kinds/catalog.ts';
import type { AwsRoot } from '../providers/roots.ts';
import type { ProviderId } from '../providers/types.ts';
import type { Deployment } from './deployment.ts';
import type { Grant } from './grant.ts';

/** Which regions an account has on: `regionsOf` in lib/providers/aws/accounts.ts. */
const REGIONS = ['account:ListRegions', 'ec2:DescribeRegions'] as const;
/** Which accounts an organisation has, and their tags: `accountsOf` there. */
const ORGANIZATION = ['organizations:ListAccounts', 'organizations:ListTagsForResource'] as const;

/** Every action that listing the AWS kinds needs in an account, sorted; of kinds that are left out, none. */
export const awsPermissions = (leaveOut: readonly string[]): readonly string[] => {
  const kinds = catalog.filter((kind) => kind.provider === 'aws' && !leaveOut.includes(kind.id));
  return [...new Set<string>([...REGIONS, ...kinds.flatMap(({ permissions }) => permissions)])].sort();
};

const awsRoots = ({ config }: Deployment): AwsRoot[] => config.roots.filter((root) => root.provider === 'aws');

/** ARNs of the roles that the roots name: one an account, or in every account of the organisation. */
const memberRoles = (partition: string, roots: readonly AwsRoot[]): string[] =>
  roots.flatMap(({ role, accounts }) => {
    if (role === undefined || accounts === undefined) return [];
    return (accounts === 'organization' ? ['*'] : accounts).map(
      (account) => `arn:${partition}:iam::${account}:role/${role}`,
    );
  });

const WHOLE_SERVICES = 'Listings of whole services have no resource to name.';

const aws = (scope: Construct, deployment: Deployment): Grant[] => {
  const roots = awsRoots(deployment);
  const { organization } = deployment.deploy;
  const roles = [...new Set(memberRoles(Stack.of(scope).partition, roots))];
  const grants: Grant[] = [
    { actions: awsPermissions(deployment.config.leaveOut), resources: ['*'], reason: WHOLE_SERVICES },
  ];
  if (roots.some(({ accounts }) => accounts === 'organization'))
    grants.push({ actions: ORGANIZATION, resources: ['*'], reason: WHOLE_SERVICES });
  if (roles.length > 0)
    grants.push({
      actions: ['sts:AssumeRole'],
      resources: roles,
      ...(organization !== undefined && { conditions: { StringEquals: { 'aws:ResourceOrgID': organization.id } } }),
      reason: 'Accounts join the organisation later; the role has the same name in each of them.',
    });
  return grants;
};

/** Whom a token of AWS's own is for: what Entra ID expects of a federated credential. */
const AZURE_AUDIENCE = 'api://AzureADTokenExchange';
/** The longest that a token may live, seconds: that of STS itself. */
const TOKEN_S = 3600;

const azure = (): Grant[] => [
  {
    actions: ['sts:GetWebIdentityToken'],
    resources: ['*'],
    conditions: {
      'ForAllValues:StringEquals': { 'sts:IdentityTokenAudience': AZURE_AUDIENCE },
      // `ForAllValues` holds where there is none.
      Null: { 'sts:IdentityTokenAudience': 'false' },
      NumericLessThanEquals: { 'sts:DurationSeconds': TOKEN_S },
    },
    reason: 'A token has no resource to name: for whom it is, and how long, is limited.',
  },
];

/** Google is shown a signed `sts:GetCallerIdentity`, which needs no permission. */
const gcp = (): Grant[] => [];

/** What the role that collects a provider is granted beside the register. */
export const cloudGrants = (scope: Construct, provider: ProviderId, deployment: Deployment): Grant[] =>
  ({ aws: () => aws(scope, deployment), azure, gcp })[provider]();
