/** Permissions and rules that are passed over, each with its reason. */
import { Stack, Validations } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import { flattenCfnReference } from 'cdk-nag/lib/utils/flatten-cfn-reference.js';
import type { IConstruct } from 'constructs';

export interface Grant {
  readonly sid?: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Why a resource has a star in it: that must be told. */
  readonly reason?: string;
}

/** Rules of cdk-nag (`AwsSolutions-IAM5[Resource::*]`) that `reason` answers, here and below. */
export const because = (scope: IConstruct, reason: string, ...rules: readonly string[]): void =>
  Validations.of(scope).acknowledge(...rules.map((id) => ({ id, reason })));

/** Tells the checks why resources of the grants have a star. Throws where one has none to tell. */
export const reasonsFor = (to: IConstruct, grants: readonly Grant[]): void => {
  for (const { actions, resources, reason } of grants) {
    const stars = resources
      .map((resource) => flattenCfnReference(Stack.of(to).resolve(resource)))
      .filter((resource) => resource.includes('*'));
    if (stars.length === 0) continue;
    if (reason === undefined)
      throw new Error(`${to.node.path} is granted ${actions.join(', ')} on ${stars.join(', ')} without a reason.`);
    because(to, reason, ...stars.map((resource) => `AwsSolutions-IAM5[Resource::${resource}]`));
  }
};

const statementOf = ({ sid, actions, resources, conditions }: Grant): PolicyStatement =>
  new PolicyStatement({
    ...(sid !== undefined && { sid }),
    actions: [...actions],
    resources: [...resources],
    ...(conditions !== undefined && { conditions }),
  });

/** The grants as a policy's document. */
export const documentOf = (grants: readonly Grant[]): object => ({
  Version: '2012-10-17',
  Statement: grants.map((one) => statementOf(one).toStatementJson()),
});

/** Gives a role, or whoever has a policy, what the grants say. Throws where a star has no reason. */
export const grant = (to: Role | ManagedPolicy, grants: readonly Grant[]): void => {
  for (const statement of grants.map(statementOf)) {
    if (to instanceof ManagedPolicy) to.addStatements(statement);
    else to.addToPolicy(statement);
  }
  reasonsFor(to, grants);
};
