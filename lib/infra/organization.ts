/** The member accounts' template in every account of the organisation, those that join later among them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnStackSet, Stack, Token } from 'aws-cdk-lib';
import { Construct, type IConstruct } from 'constructs';
import { regionsNamed } from '../providers/roots.ts';
import type { Deployment } from './deployment.ts';
import { hasHints } from './deployment.ts';
import { MemberStack, memberParameters, memberStackName } from './member.ts';

const VALIDATE = '@aws-cdk/core:validateAgainstDefaultRules';

/** The template as CloudFormation gets it, without anything that is particular to one account. */
const memberTemplate = (deployment: Deployment, context: Record<string, unknown>): object => {
  const outdir = mkdtempSync(join(tmpdir(), 'cadastre-member-'));
  try {
    // It is checked where it is a stack of its own.
    const app = new App({ analyticsReporting: false, outdir, context: { ...context, [VALIDATE]: false } });
    const stack = new MemberStack(app, deployment, { account: undefined, region: undefined });
    return app.synth().getStackByName(stack.stackName).template;
  } finally {
    rmSync(outdir, { recursive: true });
  }
};

/** Where rules send changes on: in the regions that the roots name, as far as it is known which of them is the own one. */
const regionsOf = ({ config }: Deployment, own: string): string[] => {
  if (!hasHints(config) || Token.isUnresolved(own)) return [own];
  return [...new Set([own, ...config.roots.flatMap((root) => (root.provider === 'aws' ? regionsNamed(root) : []))])];
};

export class Organization extends Construct {
  constructor(
    scope: Construct,
    id: string,
    deployment: Deployment,
    organization: NonNullable<Deployment['deploy']['organization']>,
    collector: IConstruct,
  ) {
    super(scope, id);
    const { account, region } = Stack.of(this);
    const regions = regionsOf(deployment, region);
    const delegated = organization.as === 'delegated';
    const members = new CfnStackSet(this, 'Members', {
      stackSetName: memberStackName(deployment),
      description: 'The read-only role of Cadastre in each member account',
      permissionModel: 'SERVICE_MANAGED',
      callAs: delegated ? 'DELEGATED_ADMIN' : 'SELF',
      autoDeployment: { enabled: true, retainStacksOnAccountRemoval: false },
      capabilities: ['CAPABILITY_NAMED_IAM'],
      managedExecution: { Active: true },
      templateBody: JSON.stringify(memberTemplate(deployment, this.node.root.node.getAllContext())),
      parameters: [
        { parameterKey: memberParameters.account, parameterValue: account },
        { parameterKey: memberParameters.region, parameterValue: region },
      ],
      stackInstancesGroup: [
        {
          deploymentTargets: {
            organizationalUnitIds: organization.units,
            // Not the deployment's own, where it is below them: the stack has its rules there, of the same names.
            ...(delegated && { accounts: [account], accountFilterType: 'DIFFERENCE' }),
          },
          // The deployment's own first: the roles are made there, and the others name them.
          regions,
        },
      ],
      operationPreferences: {
        regionConcurrencyType: 'SEQUENTIAL',
        regionOrder: regions,
        // An account that refuses does not keep the others from their role.
        failureTolerancePercentage: 100,
        maxConcurrentPercentage: 25,
      },
    });
    // Their roles trust the collector's: IAM takes no principal that is not there.
    members.node.addDependency(collector);
  }
}
