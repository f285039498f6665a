/** `docs/access.md`: who Cadastre is on each cloud and what it may do there, from the same data as its roles. */
import { limitOf, type PolicyPlace } from '../providers/aws/actions.ts';
import { awsNeeds } from '../providers/aws/needs.ts';
import { graphNeed, permissionsNeed } from '../providers/azure/needs.ts';
import { gcpNeeds, QUOTA_ROLE } from '../providers/gcp/needs.ts';
import type { ProviderId } from '../providers/types.ts';
import { catalog } from './catalog.ts';
import { readerGrants } from './permissions.ts';

const place: PolicyPlace = { partition: 'aws', accountId: 'ACCOUNT' };

const code = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(', ');

const table = (header: string, rows: readonly (readonly string[])[]): string =>
  [
    header,
    `| ${'--- | '.repeat(header.split('|').length - 2).trimEnd()}`,
    ...rows.map((row) => `| ${row.join(' | ')} |`),
  ].join('\n');

/** Kinds of a provider that need a permission. */
const kindsWith = (provider: ProviderId, permission: string): string[] =>
  catalog
    .filter((kind) => kind.provider === provider && (kind.permissions as readonly string[]).includes(permission))
    .map(({ id }) => id);

const own = (action: string): string[] => awsNeeds.filter(({ call }) => call === action).map(({ why }) => why);

const reading = readerGrants(place).flatMap(({ statement }) => statement.Action);

const awsReader = table(
  '| Action | Limited to | For |',
  [...reading]
    .sort()
    .map((action) => [
      `\`${action}\``,
      limitOf(action, place) === null ? '–' : code(limitOf(action, place) ?? []),
      [...(kindsWith('aws', action).length > 0 ? [code(kindsWith('aws', action))] : []), ...own(action)].join('; '),
    ]),
);

const awsCollector = table(
  '| Action | Where | For |',
  awsNeeds
    .filter(({ by }) => by === 'collector')
    .map((need) => [
      `\`${need.call}\``,
      {
        free: 'always; AWS asks no permission for it',
        'every root': 'always',
        organization: 'a root with `accounts: organization`',
        role: 'a root with `role`: on that role alone',
        federation: 'an Azure root with `federation`: for Azure’s audience alone',
      }[need.for],
      need.why,
    ]),
);

const azure = table('| Action | For |', [
  ...catalog
    .filter(({ provider }) => provider === 'azure')
    .flatMap(({ permissions, id }) => permissions.map((permission) => [`\`${permission}\``, `\`${id}\``])),
  ...[graphNeed, permissionsNeed].map(({ permission, why }) => [`\`${permission}\``, why]),
]);

const gcp = table(
  '| Permission | On | For |',
  Object.values(gcpNeeds).map(({ permission, on, why }) => [
    `\`${permission}\``,
    on === 'root'
      ? 'the organisation, folder or project that is collected'
      : `the project whose quota is used (\`${QUOTA_ROLE}\`)`,
    why,
  ]),
);

export const accessPage = (): string => `<!-- Written by lib/kinds/generate.ts; do not edit. -->
# Access to the clouds

Cadastre reads descriptions of resources, and changes nothing. It asks for no content: no object of a bucket, no row of a
database, no secret, no key. What a description carries beside the facts of its kind (the environment variables of a Lambda
function, say) is dropped where it is read: raw answers are not stored. Each permission below is there because a [kind](kinds.md) or the search for accounts needs it;
kinds that the config leaves out (\`exclude.kinds\`) need none, and the roles shrink with them.

\`\`\`sh
npx cadastre onboard aws      # or azure, gcp: roles, policies and commands, from your config, for somebody who may run them
npx cadastre doctor           # tries each root, names the permission that is missing, and says what to do
npx cadastre doctor --deployed   # the same, tried by the deployed collector with its own credentials
\`\`\`

\`onboard\` prints and changes nothing. What it cannot know it writes in capitals, and says at the end what they stand for;
\`--help\` lists the options that give them. \`--format json\` is for machines, \`--format template\` is the role's
CloudFormation template. \`doctor\` tries roots side by side and exits with 2 where something is missing.

## Who it is

| | deployed on AWS | on a laptop |
| --- | --- | --- |
| AWS | the collector's role; in member accounts a read-only role that trusts that one alone, by an external id | the SDK's chain: profile, SSO, environment |
| Azure | with \`federation\`, an application with a federated credential for the collector's role | \`az login\`, environment, managed identity |
| Google Cloud | with \`federation\`, a workload identity pool that knows the collector's role, and a service account | application default credentials |

There is no stored secret. For Azure, AWS signs a token that says which role asks (\`sts:GetWebIdentityToken\`, on the regional
STS); Entra takes it for the application's, as its issuer, subject and audience fit. For Google Cloud, the collector signs a
question to AWS that Google's token service asks in its stead. A root without \`federation\` uses the chain of its cloud.

No kind of a SaaS vendor exists yet. When one does, its token is in Secrets Manager and nowhere else.

## AWS

### The role that reads an account

In each member account, by \`onboard aws\` or by \`deploy.organization\` in the config. The collector reads its own account by
its own role, which then holds the same. "–" is an action for which AWS takes no resource but \`*\`; regions are not limited,
since roles do not differ by region.

${awsReader}

### The collector's own role

${awsCollector}

With a role's credentials AWS is asked first whose they are. Where that is another account than the one that is meant,
nothing of it is listed, and the run says so. No policy can deny this question, and none has to allow it.

Accounts of the organisation that are suspended, closed or not activated yet cannot be entered. They are left out, and a run,
\`doctor\` and \`coverage\` say so by name; nothing of them is retired, until \`cadastre forget --account\` does it.

## Azure

${azure}

Subscriptions that are disabled or deleted are left out, and a run and \`doctor\` say so by name; nothing of them is retired.

A role is granted on management groups or subscriptions. \`*/read\` covers all others, and is what Azure's Reader role holds;
where \`azure_resource\` is left out the role names each type instead. Resource Graph leaves out, without a word, what the
identity may not read: before anything that it no longer shows is believed to be gone, Azure Resource Manager is asked
what the identity may; \`doctor\` asks it too.

## Google Cloud

${gcp}

Projects that are being deleted, and those that Google makes for scripts of Apps Script (\`sys-\` and a number), are left out with
all that is in them; a run and \`doctor\` say so, and nothing of them is retired.
`;
