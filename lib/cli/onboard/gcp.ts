/** Google Cloud: a workload identity pool that knows the collector's role on AWS, and a role that lets it list. */
import { gcpRole } from '../../deployed/access.ts';
import { namesOf } from '../../deployed/names.ts';
import { QUOTA_ROLE } from '../../providers/gcp/needs.ts';
import type { GcpRoot } from '../../providers/roots.ts';
import { file, sh } from './shell.ts';
import { ACCOUNT, type Onboarding, openPlaceholders, type Situation } from './types.ts';

const ROLE_FILE = 'cadastre-role.json';

/** The role of a session, out of its ARN. https://cloud.google.com/iam/docs/workload-identity-federation-with-other-clouds */
const MAPPING =
  "google.subject=assertion.arn,attribute.aws_role=assertion.arn.contains('assumed-role') ? assertion.arn.extract('{account_arn}assumed-role/') + 'assumed-role/' + assertion.arn.extract('assumed-role/{role_name}/') : assertion.arn";

/** Pools have names of 4 letters at least, service accounts of 6. */
const longEnough = (name: string, least: number): string => (name.length < least ? `${name}-cadastre` : name);

/** What the config's federation says already, and what is usual for the rest. */
const namesIn = (name: string, { federation }: Pick<GcpRoot, 'federation'>) => {
  const [, pool = longEnough(name, 4), provider = 'aws-collector'] =
    /workloadIdentityPools\/([^/]+)\/providers\/([^/]+)$/.exec(federation?.audience ?? '') ?? [];
  const [, account = longEnough(name, 6), project] =
    /^([^@]+)@([^.]+)\.iam\.gserviceaccount\.com$/.exec(federation?.serviceAccount ?? '') ?? [];
  return { pool, provider, account, project };
};

/** Grants a role on an organisation, folder or project. */
const binding = (parent: string, member: string, role: string): string => {
  const [level, id = ''] = parent.split('/');
  const tail = (level === 'folders' ? 'resource-manager folders' : level) ?? '';
  return `gcloud ${tail} ${sh`add-iam-policy-binding ${id} --member=${member} --role=${role} --condition=None`}`;
};

const creation = (home: string, roleId: string): string => {
  const [level, id = ''] = home.split('/');
  const file_ = `--file=${ROLE_FILE}`;
  return level === 'projects'
    ? sh`gcloud iam roles create ${roleId} --project=${id} ${file_}`
    : sh`gcloud iam roles create ${roleId} --organization=${id} ${file_}`;
};

/** The steps of Google Cloud; `documents` holds the role. */
export const onboardGcp = (situation: Situation): Onboarding => {
  const { name, collected, partition = 'aws' } = situation;
  const { missing, or } = openPlaceholders();
  const roots = collected.roots.filter((root): root is GcpRoot => root.provider === 'gcp');
  const { federation } = roots.find((root) => root.federation !== undefined) ?? {};
  const accountId = or(situation.account, ...ACCOUNT);
  const { pool, provider, account, project: ofAccount } = namesIn(name, { federation });
  const holds = 'the project that holds the pool, and whose quota is used (--project)';
  const project = or(situation.project ?? ofAccount, 'PROJECT_ID', holds);
  const organization = () =>
    `organizations/${or(situation.organization, 'ORGANIZATION_ID', 'the organisation’s number (--organization)')}`;
  const parents = roots.length > 0 ? [...new Set(roots.map(({ parent }) => parent))] : [organization()];
  // A custom role is an organisation's or a project's; a folder uses its organisation's.
  const homeOf = (parent: string) => (parent.startsWith('folders/') ? organization() : parent);
  const roleId = `${name.replaceAll('-', '_')}_read`;
  const email = federation?.serviceAccount ?? `${account}@${project}.iam.gserviceaccount.com`;
  const member = `serviceAccount:${email}`;
  const awsRole = `arn:${partition}:sts::${accountId}:assumed-role/${namesOf(name).function('gcp')}`;
  const principals = `/locations/global/workloadIdentityPools/${pool}/attribute.aws_role/${awsRole}`;
  const custom = gcpRole(collected.leaveOut);
  return {
    steps: [
      {
        why: `As somebody who may make pools, service accounts and roles: what is used, in the project ${project}.`,
        run: [
          sh`gcloud services enable cloudasset.googleapis.com iam.googleapis.com iamcredentials.googleapis.com sts.googleapis.com --project=${project}`,
          sh`PROJECT_NUMBER=$(gcloud projects describe ${project} --format='value(projectNumber)')`,
        ],
      },
      {
        why: 'A pool that knows the role that the collector has on AWS, and lets nobody else in. There is no key.',
        run: [
          sh`gcloud iam workload-identity-pools create ${pool} --location=global --project=${project}`,
          sh`gcloud iam workload-identity-pools providers create-aws ${provider} --workload-identity-pool=${pool} --location=global --account-id=${accountId} --attribute-mapping=${MAPPING} --attribute-condition=${`attribute.aws_role == '${awsRole}'`} --project=${project}`,
        ],
      },
      {
        why: 'The service account that it acts as, which uses the quota of the project.',
        run: [
          sh`gcloud iam service-accounts create ${account} --display-name=Cadastre --project=${project}`,
          sh`gcloud iam service-accounts add-iam-policy-binding ${email} --role=roles/iam.workloadIdentityUser --member=principalSet://iam.googleapis.com/projects/"$PROJECT_NUMBER"${principals} --project=${project}`,
          binding(`projects/${project}`, member, QUOTA_ROLE),
        ],
      },
      {
        why: 'It may list assets, and nothing else.',
        run: [
          file(ROLE_FILE, custom),
          ...[...new Set(parents.map(homeOf))].map((home) => creation(home, roleId)),
          ...parents.map((parent) => binding(parent, member, `${homeOf(parent)}/roles/${roleId}`)),
        ],
      },
    ],
    documents: { [ROLE_FILE]: custom },
    config:
      federation === undefined
        ? [
            'federation:',
            `  # NUMBER: what \`echo "$PROJECT_NUMBER"\` prints`,
            `  audience: //iam.googleapis.com/projects/NUMBER/locations/global/workloadIdentityPools/${pool}/providers/${provider}`,
            `  serviceAccount: ${email}`,
          ]
        : [],
    placeholders: missing,
  };
};
