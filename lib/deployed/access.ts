/** Who a deployment's collectors are to each cloud, and what they may do there: documents, from kinds and config. */
import type { Config } from '../config/types.ts';
import {
  awsCollectorGrants,
  azureActions,
  type Grant,
  gcpPermissions,
  readerGrants,
  type Statement,
  trustPolicy,
  webIdentityGrants,
} from '../kinds/permissions.ts';
import type { PolicyPlace } from '../providers/aws/actions.ts';
import { audienceOf } from '../providers/azure/clouds.ts';
import type { AwsRoot, AzureRoot } from '../providers/roots.ts';
import type { ProviderId } from '../providers/types.ts';
import { namesOf } from './names.ts';

/** Of the config, what access follows from. */
export type Collected = Pick<Config, 'roots' | 'leaveOut'>;

/** The role that a provider's collector runs as. */
export const collectorRoleArn = (name: string, provider: ProviderId, { partition, accountId }: PolicyPlace): string =>
  `arn:${partition}:iam::${accountId}:role/${namesOf(name).function(provider)}`;

/** What a provider's collector may do on AWS beside what every function may: reading the table, writing logs. */
export const collectorGrants = (provider: ProviderId, { roots, leaveOut }: Collected, place: PolicyPlace): Grant[] => {
  if (provider === 'aws')
    return awsCollectorGrants(
      roots.filter((root): root is AwsRoot => root.provider === 'aws'),
      place,
      leaveOut,
    );
  // Google is shown a signed question, for which AWS asks no permission.
  if (provider === 'gcp') return [];
  const federated = roots.filter(
    (root): root is AzureRoot => root.provider === 'azure' && root.federation !== undefined,
  );
  const audiences = [...new Set(federated.map(({ endpoint }) => audienceOf(endpoint)))].sort();
  return audiences.length === 0 ? [] : webIdentityGrants(audiences);
};

/** The grants as an IAM policy's document. */
export const policyOf = (grants: readonly Grant[]) => ({
  Version: '2012-10-17',
  Statement: grants.map(({ statement }) => statement),
});

export interface MemberRole {
  /** As the config has it: `cadastre-read`, or with a path as `teams/cadastre-read`. */
  readonly role: string;
  readonly collectorRoleArn: string;
  readonly externalId: string;
  readonly leaveOut: readonly string[];
}

/** In a template, each account fills in its own. */
const inTemplate: PolicyPlace = { partition: `\${AWS::Partition}`, accountId: `\${AWS::AccountId}` };

const filledIn = ({ Resource, ...rest }: Statement) => ({
  ...rest,
  Resource: Resource === '*' ? Resource : Resource.map((arn) => (arn.includes('${') ? { 'Fn::Sub': arn } : arn)),
});

/** CloudFormation's template of the read-only role in a member account: for a stack there, or for a StackSet. */
export const memberTemplate = ({ role, collectorRoleArn, externalId, leaveOut }: MemberRole) => {
  const grants = readerGrants(inTemplate, leaveOut);
  const name = role.slice(role.lastIndexOf('/') + 1);
  const path = role.slice(0, -name.length);
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: 'Lets Cadastre read what there is in this account, and change nothing.',
    Resources: {
      ReadRole: {
        Type: 'AWS::IAM::Role',
        Metadata: {
          // By the statement's Sid.
          WhyAnyResource: Object.fromEntries(
            grants.flatMap(({ statement, unlimited }) => (unlimited === null ? [] : [[statement.Sid, unlimited]])),
          ),
        },
        Properties: {
          RoleName: name,
          ...(path !== '' && { Path: `/${path}` }),
          Description: 'Cadastre: read-only, for its collector alone',
          MaxSessionDuration: 3600,
          AssumeRolePolicyDocument: trustPolicy(collectorRoleArn, externalId),
          Policies: [
            {
              PolicyName: 'read',
              PolicyDocument: { Version: '2012-10-17', Statement: grants.map(({ statement }) => filledIn(statement)) },
            },
          ],
        },
      },
    },
    Outputs: { RoleArn: { Value: { 'Fn::GetAtt': ['ReadRole', 'Arn'] } } },
  };
};

/** Azure's custom role, as `az role definition create` reads it. A role can be of one management group at most. */
export const azureRole = (name: string, scopes: readonly string[], leaveOut: readonly string[]) => ({
  Name: name,
  IsCustom: true,
  Description: 'Cadastre: reads what there is, and changes nothing',
  Actions: azureActions(leaveOut),
  NotActions: [],
  DataActions: [],
  NotDataActions: [],
  AssignableScopes: [...scopes],
});

/** What makes Entra take the token of a role on AWS for an application's. */
export const federatedCredential = (name: string, issuer: string, subject: string, audience: string) => ({
  name,
  issuer,
  subject,
  audiences: [audience],
  description: 'The role that Cadastre collects Azure with, on AWS',
});

/** Google's custom role, as `gcloud iam roles create --file` reads it. */
export const gcpRole = (leaveOut: readonly string[]) => ({
  title: 'Cadastre: read the inventory',
  description: 'Lists what there is, and changes nothing',
  stage: 'GA',
  includedPermissions: gcpPermissions(leaveOut),
});
