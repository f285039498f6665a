/** Rules for changes that AWS tells of, in the account of the deployment and in its members. */
import { Aws, type CfnCondition, Stack } from 'aws-cdk-lib';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { CfnRole, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Deploy } from '../config/deploy-schema.ts';
import { hintPatterns } from '../kinds/hints.ts';

/** Of the rules, the queue that gathers, and the role that sends from member accounts. */
export const changesName = ({ name }: Deploy): string => `${name}-changes`;

/** One rule for each of the kinds' patterns, on the default bus. */
export const changeRules = (scope: Construct, deploy: Deploy, target: CfnRule.TargetProperty): void => {
  for (const [name, { source, detailType, detail }] of Object.entries(hintPatterns))
    new CfnRule(scope, `Rule-${name}`, {
      name: `${changesName(deploy)}-${name}`,
      description: `Changes that AWS tells of: ${name} (Cadastre)`,
      eventPattern: { source, 'detail-type': detailType, ...(detail !== undefined && { detail }) },
      targets: [target],
    });
};

/** EventBridge, for rules of the stack's own account and region whose names fit: `RULE`, or `BUS/RULE` on a bus of one's own. */
export const rulesOf = (scope: Construct, name: string): ServicePrincipal => {
  const rules = Stack.of(scope).formatArn({ service: 'events', resource: 'rule', resourceName: name });
  return new ServicePrincipal('events.amazonaws.com', { conditions: { ArnLike: { 'aws:SourceArn': rules } } });
};

export interface Collecting {
  readonly account: string;
  readonly region: string;
  /** Holds in one region: roles are of none, and are made once. */
  readonly home: CfnCondition;
}

/** Sends what a member account is told to the default bus of the deployment's account. */
export class ChangeSender extends Construct {
  constructor(scope: Construct, id: string, deploy: Deploy, { account, region, home }: Collecting) {
    super(scope, id);
    const roleName = changesName(deploy);
    const bus = `arn:${Aws.PARTITION}:events:${region}:${account}:event-bus/default`;
    const allow = (statement: object) => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] });
    const role = new CfnRole(this, 'Role', {
      roleName,
      description: 'Sends changes that AWS tells of to Cadastre',
      assumeRolePolicyDocument: allow({
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
      policies: [{ policyName: 'send', policyDocument: allow({ Action: 'events:PutEvents', Resource: bus }) }],
    });
    role.cfnOptions.condition = home;
    changeRules(this, deploy, {
      id: 'cadastre',
      arn: bus,
      roleArn: `arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:role/${roleName}`,
    });
  }
}
