/** What a collector may ask of its cloud: `lib/kinds/permissions.ts`, where the stack is deployed. */
import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { awsCollectorGrants, type Grant as CloudGrant, webIdentityGrants } from '../kinds/permissions.ts';
import type { PolicyPlace } from '../providers/aws/actions.ts';
import type { AwsRoot } from '../providers/roots.ts';
import type { ProviderId } from '../providers/types.ts';
import type { Deployment } from './deployment.ts';
import type { Grant } from './grant.ts';

/** Where it holds: the stack's own partition and account. */
const placeOf = (scope: Construct): PolicyPlace => {
  const { partition, account } = Stack.of(scope);
  return { partition, accountId: account };
};

/** Resources are limited as far as they can be named: types of the account's own, and roles that are called the same. */
const NAMED_IN_PART =
  'What it reads is there already and comes later: it is named by its type, its account and its name as far as these are known.';

const asGrant = ({ statement, unlimited }: CloudGrant): Grant => ({
  sid: statement.Sid,
  actions: statement.Action,
  resources: [statement.Resource].flat(),
  ...(statement.Condition !== undefined && { conditions: statement.Condition }),
  reason: unlimited ?? NAMED_IN_PART,
});

export const asGrants = (grants: readonly CloudGrant[]): Grant[] => grants.map(asGrant);

const aws = (scope: Construct, { config, deploy }: Deployment): Grant[] => {
  const roots = config.roots.filter((root): root is AwsRoot => root.provider === 'aws');
  const { organization } = deploy;
  return asGrants(awsCollectorGrants(roots, placeOf(scope), config.leaveOut)).map((one) =>
    organization !== undefined && one.actions.includes('sts:AssumeRole')
      ? { ...one, conditions: { StringEquals: { 'aws:ResourceOrgID': organization.id } } }
      : one,
  );
};

/** Whom a token of AWS's own is for: what Entra ID expects of a federated credential. */
const AZURE_AUDIENCE = 'api://AzureADTokenExchange';

/** What the role that collects a provider is granted beside the register. */
export const cloudGrants = (scope: Construct, provider: ProviderId, deployment: Deployment): Grant[] => {
  switch (provider) {
    case 'aws':
      return aws(scope, deployment);
    case 'azure':
      return asGrants(webIdentityGrants([AZURE_AUDIENCE]));
    // Google is shown a signed sts:GetCallerIdentity, which needs no permission.
    case 'gcp':
      return [];
  }
};
