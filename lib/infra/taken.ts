/** Whose changes the deployment takes: those of its organisation's accounts, or of the accounts that the roots name. */
import { CfnResource, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { changesName } from './changes.ts';
import type { Deployment } from './deployment.ts';

/** Accounts that AWS roots name beside a role of theirs, sorted. */
const namedAccounts = ({ config }: Deployment): string[] =>
  [
    ...new Set(
      config.roots.flatMap((root) =>
        root.provider === 'aws' && root.role !== undefined && Array.isArray(root.accounts) ? root.accounts : [],
      ),
    ),
  ].sort();

/**
 * The default bus takes what the rules of member accounts send on, by the role that changes.ts makes there. Without an
 * organisation's id, accounts have to be named: nothing is taken of an organisation that is not known.
 */
export const takeFromMembers = (scope: Construct, deployment: Deployment): void => {
  const { organization } = deployment.deploy;
  const accounts = namedAccounts(deployment);
  if (organization === undefined && accounts.length === 0) return;
  const stack = Stack.of(scope);
  const name = changesName(deployment.deploy);
  // The class for it warns of a property that it is not given.
  new CfnResource(scope, 'Members', {
    type: 'AWS::Events::EventBusPolicy',
    properties: {
      StatementId: name,
      Statement: {
        Sid: name,
        Effect: 'Allow',
        Principal: '*',
        Action: 'events:PutEvents',
        Resource: stack.formatArn({ service: 'events', resource: 'event-bus', resourceName: 'default' }),
        Condition: {
          StringEquals:
            organization === undefined
              ? { 'aws:PrincipalAccount': accounts }
              : { 'aws:PrincipalOrgID': organization.id },
          ArnLike: { 'aws:PrincipalArn': `arn:${stack.partition}:iam::*:role/${name}` },
        },
      },
    },
  });
};
