/**
 * What a collector must be allowed, as data: the kinds' own permissions and what the providers' code needs beside them.
 * Kinds that are left out need none. Pure: the CDK stack, `cadastre onboard` and docs/access.md print what is here.
 */
import { limitOf, type PolicyPlace } from '../providers/aws/actions.ts';
import { type AwsNeed, awsNeeds } from '../providers/aws/needs.ts';
import { graphNeed, permissionsNeed } from '../providers/azure/needs.ts';
import { gcpNeeds } from '../providers/gcp/needs.ts';
import type { AwsRoot } from '../providers/roots.ts';
import type { ProviderId } from '../providers/types.ts';
import { catalog } from './catalog.ts';

/** A statement of an IAM policy that allows something. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: '*' | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

export interface Grant {
  readonly statement: Statement;
  /** Why its resource is `*`; null where it is not. */
  readonly unlimited: string | null;
}

const NO_RESOURCE = 'These actions have no resource-level permission: AWS takes no other resource for them.';

const sorted = (words: Iterable<string>): string[] => [...new Set(words)].sort();

/** Permissions of a provider's kinds, those apart that are left out; sorted, each once. */
export const kindPermissions = (provider: ProviderId, leaveOut: readonly string[] = []): string[] =>
  sorted(
    catalog
      .filter((kind) => kind.provider === provider && !leaveOut.includes(kind.id))
      .flatMap(({ permissions }) => permissions),
  );

const ownActions = (by: AwsNeed['by'], ...needed: readonly AwsNeed['for'][]): string[] =>
  awsNeeds.filter((need) => need.by === by && needed.includes(need.for)).map(({ call }) => call);

/** One statement for all that cannot be limited, and one for each service whose actions can. */
const grantsFor = (prefix: string, actions: readonly string[], place: PolicyPlace): Grant[] => {
  const open: string[] = [];
  const limited = new Map<string, { actions: string[]; resources: readonly string[] }>();
  for (const action of sorted(actions)) {
    const resources = limitOf(action, place);
    if (resources === null) open.push(action);
    else {
      const [service = ''] = action.split(':');
      const sid = `${prefix}${service[0]?.toUpperCase()}${service.slice(1)}`;
      const before = limited.get(sid);
      limited.set(sid, {
        actions: [...(before?.actions ?? []), action],
        resources: sorted([...(before?.resources ?? []), ...resources]),
      });
    }
  }
  const allow = (Sid: string, Action: readonly string[], Resource: Statement['Resource']): Grant => ({
    statement: { Sid, Effect: 'Allow', Action, Resource },
    unlimited: Resource === '*' ? NO_RESOURCE : null,
  });
  return [
    ...(open.length > 0 ? [allow(prefix, open, '*')] : []),
    ...[...limited].map(([sid, one]) => allow(sid, one.actions, one.resources)),
  ];
};

/** What reads an account: exactly the kinds' permissions, and those that tell which regions are on. */
export const readerGrants = (place: PolicyPlace, leaveOut: readonly string[] = []): Grant[] =>
  grantsFor('Read', [...kindPermissions('aws', leaveOut), ...ownActions('reader', 'every root')], place);

/** Roles that a root's collector enters. */
const rolesOf = ({ role, accounts }: AwsRoot, { partition }: PolicyPlace): string[] => {
  if (role === undefined || accounts === undefined) return [];
  const ids = accounts === 'organization' ? ['*'] : accounts;
  return ids.map((id) => `arn:${partition}:iam::${id}:role/${role}`);
};

/** Whether the collector reads its own account as itself; where that account is not known yet, it may. */
const readsOwn = ({ role, accounts }: AwsRoot, { accountId }: PolicyPlace): boolean =>
  role === undefined || !Array.isArray(accounts) || !/^\d{12}$/.test(accountId) || accounts.includes(accountId);

/** What the AWS collector's own role may do, where it is deployed at `place`. */
export const awsCollectorGrants = (
  roots: readonly AwsRoot[],
  place: PolicyPlace,
  leaveOut: readonly string[] = [],
): Grant[] => {
  const roles = sorted(roots.flatMap((root) => rolesOf(root, place)));
  const organization = roots.some(({ accounts }) => accounts === 'organization');
  const [enter] = ownActions('collector', 'role');
  return [
    ...(organization ? grantsFor('Accounts', ownActions('collector', 'organization'), place) : []),
    ...(enter !== undefined && roles.length > 0
      ? [
          {
            statement: { Sid: 'EnterAccounts', Effect: 'Allow', Action: [enter], Resource: roles } as const,
            unlimited: null,
          },
        ]
      : []),
    ...(roots.some((root) => readsOwn(root, place)) ? readerGrants(place, leaveOut) : []),
  ];
};

/** What lets a function prove to another cloud who it is: a token for these audiences and no others. */
export const webIdentityGrants = (audiences: readonly string[]): Grant[] => [
  {
    statement: {
      Sid: 'ProveIdentity',
      Effect: 'Allow',
      Action: ownActions('collector', 'federation'),
      Resource: '*',
      Condition: {
        'ForAllValues:StringEquals': { 'sts:IdentityTokenAudience': [...audiences] },
        // A request without any would pass the line above.
        Null: { 'sts:IdentityTokenAudience': 'false' },
      },
    },
    unlimited: `${NO_RESOURCE} The condition limits it to the audience of the other cloud.`,
  },
];

/** Who may enter a member account's role: the collector's role alone, and only with the external id. */
export const trustPolicy = (collectorRoleArn: string, externalId: string) => ({
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'CollectorAlone',
      Effect: 'Allow',
      Principal: { AWS: collectorRoleArn },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'sts:ExternalId': externalId } },
    },
  ],
});

/** Actions of Azure's role: what covers every type covers the rest. */
export const azureActions = (leaveOut: readonly string[] = []): string[] => {
  const actions = sorted([...kindPermissions('azure', leaveOut), graphNeed.permission, permissionsNeed.permission]);
  return actions.includes('*/read') ? ['*/read'] : actions;
};

/** Permissions of Google's role on the root; `gcpNeeds.quota` is granted on one project. */
export const gcpPermissions = (leaveOut: readonly string[] = []): string[] =>
  sorted([...kindPermissions('gcp', leaveOut), gcpNeeds.list.permission]);
