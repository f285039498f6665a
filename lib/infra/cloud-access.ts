/** What a collector may ask of its cloud: `lib/deployed/access.ts`, where the stack is deployed. */
import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { collectorGrants } from '../deployed/access.ts';
import type { Grant as CloudGrant } from '../kinds/permissions.ts';
import type { PolicyPlace } from '../providers/aws/actions.ts';
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

/** What the kinds need, as the stack grants it: each with the reason for a star in its resource. */
export const asGrants = (grants: readonly CloudGrant[]): Grant[] => grants.map(asGrant);

/** What the role that collects a provider is granted beside the register. Roles are entered within the organisation alone. */
export const cloudGrants = (scope: Construct, provider: ProviderId, { config, deploy }: Deployment): Grant[] => {
  const { organization } = deploy;
  return asGrants(collectorGrants(provider, config, placeOf(scope))).map((one) =>
    organization !== undefined && one.actions.includes('sts:AssumeRole')
      ? { ...one, conditions: { StringEquals: { 'aws:ResourceOrgID': organization.id } } }
      : one,
  );
};
