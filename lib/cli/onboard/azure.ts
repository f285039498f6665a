/** Azure: an application that trusts the collector's role on AWS, and a role that lets it read. */
import { azureRole, collectorRoleArn, federatedCredential } from '../../deployed/access.ts';
import { audienceOf } from '../../providers/azure/clouds.ts';
import type { AzureRoot } from '../../providers/roots.ts';
import { file, sh } from './shell.ts';
import { ACCOUNT, type Onboarding, openPlaceholders, type Situation, type Step } from './types.ts';

const CREDENTIAL = 'cadastre-federation.json';

const groupScope = (group: string) => `/providers/Microsoft.Management/managementGroups/${group}`;

/** Scopes of one role each: a custom role takes one management group, or any number of subscriptions. */
const scopesOf = (roots: readonly AzureRoot[], elsewhere: () => string): string[][] => {
  const groups = [...new Set(roots.flatMap(({ managementGroups = [] }) => managementGroups))];
  const subscriptions = [...new Set(roots.flatMap(({ subscriptions: ids = [] }) => ids))];
  const named = [
    ...groups.map((group) => [groupScope(group)]),
    ...(subscriptions.length > 0 ? [subscriptions.map((id) => `/subscriptions/${id}`)] : []),
  ];
  return named.length > 0 ? named : [[groupScope(elsewhere())]];
};

const granted = (role: ReturnType<typeof azureRole>, path: string): Step => ({
  why: `The role ${role.Name}: ${
    role.Actions.length === 1
      ? `${role.Actions[0]} reads no key and no content. Azure’s own Reader role holds the same`
      : 'the reading of each kind’s type, and of no other'
  }. Azure takes some minutes to know a new role: where it cannot be assigned yet, try again.`,
  run: [
    file(path, role),
    sh`az role definition create --role-definition ${`@${path}`}`,
    ...role.AssignableScopes.map(
      (scope) =>
        sh`az role assignment create --role ${role.Name} --scope ${scope} --assignee-object-id "$PRINCIPAL" --assignee-principal-type ServicePrincipal`,
    ),
  ],
});

/** The steps of Azure; `documents` holds the federated credential and the roles. */
export const onboardAzure = (situation: Situation): Onboarding => {
  const { name, collected, partition = 'aws' } = situation;
  const { missing, or } = openPlaceholders();
  const roots = collected.roots.filter((root): root is AzureRoot => root.provider === 'azure');
  const federation = roots.find((root) => root.federation !== undefined)?.federation;
  const accountId = or(situation.account, ...ACCOUNT);
  const tenant = or(
    situation.tenant ?? federation?.tenantId,
    'TENANT_ID',
    'the Entra tenant whose subscriptions are collected (--tenant, or federation.tenantId)',
  );
  const subject = collectorRoleArn(name, 'azure', { partition, accountId });
  const credential = federatedCredential(name, '$ISSUER', subject, audienceOf(roots[0]?.endpoint));
  const scopes = scopesOf(roots, () =>
    or(
      situation.managementGroup,
      'MANAGEMENT_GROUP',
      'the management group below which everything is read: the tenant’s id for all of it (--management-group)',
    ),
  );
  const roles = scopes.map((assignable, index) => {
    const suffix = index === 0 ? '' : `-${index + 1}`;
    return [`cadastre-role${suffix}.json`, azureRole(`${name}-read${suffix}`, assignable, collected.leaveOut)] as const;
  });
  return {
    steps: [
      {
        why: 'In the AWS account that Cadastre runs in, once `cadastre onboard aws` had tokens enabled: who signs them.',
        run: [sh`ISSUER=$(aws iam get-outbound-web-identity-federation-info --query IssuerIdentifier --output text)`],
      },
      {
        why: 'In Azure, as somebody who may register applications and grant roles. The application has no secret.',
        run: [
          sh`az login --tenant ${tenant}`,
          ...(federation === undefined
            ? [
                sh`APP_ID=$(az ad app create --display-name ${name} --query appId --output tsv)`,
                sh`az ad sp create --id "$APP_ID"`,
              ]
            : [sh`APP_ID=${federation.clientId}`]),
          sh`PRINCIPAL=$(az ad sp show --id "$APP_ID" --query id --output tsv)`,
        ],
      },
      {
        why: 'It trusts the role that the collector has on AWS, and nobody else.',
        run: [
          file(CREDENTIAL, credential, ['ISSUER']),
          sh`az ad app federated-credential create --id "$APP_ID" --parameters ${`@${CREDENTIAL}`}`,
        ],
      },
      ...roles.map(([path, role]) => granted(role, path)),
    ],
    documents: { [CREDENTIAL]: credential, ...Object.fromEntries(roles) },
    config:
      federation === undefined
        ? [`federation: { tenantId: ${tenant}, clientId: CLIENT_ID }  # CLIENT_ID: what \`echo "$APP_ID"\` prints`]
        : [],
    placeholders: missing,
  };
};
