/** AWS: the read-only role of member accounts, the organisation's directory, and tokens for other clouds. */
import { collectorGrants, collectorRoleArn, memberTemplate, policyOf } from '../../deployed/access.ts';
import type { AwsRoot } from '../../providers/roots.ts';
import { file, sh } from './shell.ts';
import { ACCOUNT, type Onboarding, openPlaceholders, type Situation, type Step } from './types.ts';

/** The role's name where the config gives none. */
const ROLE = 'cadastre-read';
/** Who rolls StackSets out for an organisation. */
const STACK_SETS = 'member.org.stacksets.cloudformation.amazonaws.com';

/** Where the config names no AWS root: what most want. */
const usual: AwsRoot = { provider: 'aws', accounts: 'organization' };

const isAws = (root: Situation['collected']['roots'][number]): root is AwsRoot => root.provider === 'aws';

/** Roots with accounts to enter, by role and external id, since each pair is a template of its own. */
const entered = (roots: readonly AwsRoot[]): AwsRoot[] => [
  ...new Map(
    roots
      .filter(({ accounts }) => accounts !== undefined)
      .map((root) => [`${root.role} ${root.externalId}`, root] as const),
  ).values(),
];

const organizationSteps = (accountId: string, region: string, as: Situation['stackSetBy']): Step[] => [
  {
    why: 'In the management account: StackSets may reach the member accounts.',
    run: [
      sh`aws organizations enable-aws-service-access --service-principal ${STACK_SETS}`,
      sh`aws cloudformation activate-organizations-access --region ${region}`,
    ],
  },
  ...(as === 'management'
    ? []
    : [
        {
          why: 'There as well, unless Cadastre runs in it: Cadastre’s account may list the accounts of the organisation.',
          run: [
            sh`aws organizations register-delegated-administrator --service-principal ${STACK_SETS} --account-id ${accountId}`,
          ],
        },
      ]),
];

const rollOut = (stack: string, path: string, region: string, unit: string): Step => ({
  why: 'In the management account, or with `--call-as DELEGATED_ADMIN` in the delegated one: the role in every account of the unit, those that join later among them. A StackSet leaves the management account out; where Cadastre does not run there, deploy the template there as a stack.',
  run: [
    sh`aws cloudformation create-stack-set --stack-set-name ${stack} --template-body ${`file://${path}`} --permission-model SERVICE_MANAGED --auto-deployment Enabled=true,RetainStacksOnAccountRemoval=false --capabilities CAPABILITY_NAMED_IAM --region ${region}`,
    sh`aws cloudformation create-stack-instances --stack-set-name ${stack} --deployment-targets ${`OrganizationalUnitIds=${unit}`} --regions ${region} --operation-preferences FailureTolerancePercentage=100,MaxConcurrentPercentage=100 --region ${region}`,
  ],
});

/** The steps of AWS; `documents` holds the member role's template and the collector's own policy. */
export const onboardAws = (situation: Situation): Onboarding => {
  const { name, collected, partition = 'aws', stackSetBy } = situation;
  const { missing, or } = openPlaceholders();
  const written = collected.roots.filter(isAws);
  const roots = written.length > 0 ? written : [usual];
  const accountId = or(situation.account, ...ACCOUNT);
  const place = { partition, accountId };
  const region = or(situation.region, 'REGION', 'the region that Cadastre runs in (--region, or deploy.region)');
  const documents: Record<string, object> = {};
  const config: string[] = [];
  const steps = roots.some(({ accounts }) => accounts === 'organization')
    ? organizationSteps(accountId, region, stackSetBy)
    : [];
  for (const [index, root] of entered(roots).entries()) {
    const role = root.role ?? ROLE;
    const externalId = or(
      root.externalId,
      'EXTERNAL_ID',
      'a long word of your own, the same as externalId in the config',
    );
    if (root.role === undefined) config.push(`role: ${role}`);
    if (root.externalId === undefined) config.push(`externalId: ${externalId}`);
    const template = memberTemplate({
      role,
      collectorRoleArn: collectorRoleArn(name, 'aws', place),
      externalId,
      leaveOut: collected.leaveOut,
    });
    const stack = `${role.replaceAll(/[^A-Za-z0-9-]/g, '-')}${index === 0 ? '' : `-${index + 1}`}`;
    const path = `${stack}.json`;
    documents[path] = template;
    steps.push({
      why: `The read-only role ${role}: exactly what the kinds need, for Cadastre’s collector alone. Deploy Cadastre first: a role that is not there yet cannot be trusted.`,
      run: [file(path, template)],
    });
    if (root.accounts !== 'organization')
      steps.push({
        why: 'In each account that is collected, but the one that Cadastre runs in:',
        run: [
          sh`aws cloudformation deploy --stack-name ${stack} --template-file ${path} --capabilities CAPABILITY_NAMED_IAM --region ${region}`,
        ],
      });
    else if (stackSetBy !== undefined)
      steps.push({
        why: 'Nothing to do: the config has `deploy.organization`, and `npx cdk deploy` rolls this role out by a StackSet.',
        run: [],
      });
    else {
      const unit = 'the unit whose accounts are collected: ou-abcd-12345678, or r-abcd for all (--unit)';
      steps.push(rollOut(stack, path, region, or(situation.unit, 'UNIT_ID', unit)));
    }
  }
  if (collected.roots.some(({ provider }) => provider === 'azure'))
    steps.push({
      why: 'In the account that Cadastre runs in: AWS may prove to Azure who the collector is. Azure must trust what it prints as IssuerIdentifier. Google Cloud needs none of this.',
      run: [sh`aws iam enable-outbound-web-identity-federation`],
    });
  documents['collector-policy.json'] = policyOf(collectorGrants('aws', { ...collected, roots }, place));
  return { steps, documents, config, placeholders: missing };
};
