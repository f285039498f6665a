/** What a member account has: the read-only role, which the collector alone may enter, and rules that send changes on. */
import {
  Aws,
  CfnCondition,
  CfnParameter,
  CliCredentialsStackSynthesizer,
  Fn,
  type IStackSynthesizer,
  Stack,
} from 'aws-cdk-lib';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { readerGrants, trustPolicy } from '../kinds/permissions.ts';
import type { AwsRoot } from '../providers/roots.ts';
import { ChangeSender } from './changes.ts';
import { asGrants } from './cloud-access.ts';
import { type Deployment, hasHints } from './deployment.ts';
import { documentOf, reasonsFor } from './grant.ts';

/** A role that a root names in its member accounts. */
export interface MemberRole {
  readonly role: string;
  readonly externalId: string;
}

/** The roles that the AWS roots name together with an external id, each once. */
export const memberRoles = ({ config }: Deployment): readonly MemberRole[] => {
  const named = config.roots
    .filter((root): root is AwsRoot => root.provider === 'aws')
    .flatMap(({ role, externalId }) => (role === undefined || externalId === undefined ? [] : [{ role, externalId }]));
  return [...new Map(named.map((one) => [one.role, one])).values()];
};

/** Parameters of the template: what it cannot know of the account that it is deployed from. */
export const memberParameters = { account: 'CollectorAccount', region: 'CollectorRegion' } as const;

/** Of the stack in each member account, and of the StackSet that makes it. */
export const memberStackName = ({ deploy }: Deployment): string => `${deploy.name}-member`;

/** IAM keeps the path apart from the name: a config has them as one, as in `teams/cadastre-read`. */
const nameOf = (role: string): { readonly roleName: string; readonly path?: string } => {
  const roleName = role.slice(role.lastIndexOf('/') + 1);
  const path = role.slice(0, -roleName.length);
  return { roleName, ...(path !== '' && { path: `/${path}` }) };
};

export class MemberStack extends Stack {
  /** `collector`: where the deployment is, as far as that is known; else whoever deploys the template has to say it. */
  constructor(
    scope: Construct,
    deployment: Deployment,
    collector: { readonly account: string | undefined; readonly region: string | undefined },
  ) {
    super(scope, memberStackName(deployment), {
      // And not by the stage before it: as the StackSet is called.
      stackName: memberStackName(deployment),
      description: 'Cadastre: the read-only role of a member account, and what sends its changes on',
      // Without assets it needs nothing that `cdk bootstrap` makes.
      synthesizer: new CliCredentialsStackSynthesizer() as IStackSynthesizer,
    });
    const told = (name: string, description: string, allowedPattern: string, known: string | undefined): string =>
      new CfnParameter(this, name, {
        description,
        allowedPattern,
        ...(known !== undefined && { default: known }),
      }).valueAsString;
    const account = told(
      memberParameters.account,
      'Account that Cadastre is deployed in.',
      '\\d{12}',
      collector.account,
    );
    const region = told(memberParameters.region, 'Region that it is deployed in.', '[a-z0-9-]+', collector.region);
    // Roles are of no region: they are made once, where the deployment is.
    const home = new CfnCondition(this, 'Home', { expression: Fn.conditionEquals(Aws.REGION, region) });
    const { names, config } = deployment;
    const place = { partition: Aws.PARTITION, accountId: Aws.ACCOUNT_ID };
    const reads = asGrants(readerGrants(place, config.leaveOut));
    for (const { role, externalId } of memberRoles(deployment)) {
      const made = new CfnRole(this, `Reader-${role}`, {
        ...nameOf(role),
        description: 'Read by Cadastre: lists what there is, reads nothing of what is in it',
        assumeRolePolicyDocument: trustPolicy(
          `arn:${Aws.PARTITION}:iam::${account}:role/${names.function('aws')}`,
          externalId,
        ),
        policies: [{ policyName: 'kinds', policyDocument: documentOf(reads) }],
      });
      made.cfnOptions.condition = home;
      reasonsFor(made, reads);
    }
    if (hasHints(config)) new ChangeSender(this, 'Changes', deployment.deploy, { account, region, home });
  }
}
