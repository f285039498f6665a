/** What roots may say together: each mistake with its line, and with the line of what it does not go together with. */
import { expect, test } from 'vitest';
import { ConfigError } from '../../lib/config/errors.ts';
import { rootIdOf } from '../../lib/runs/root-id.ts';
import { inOwnFolder, load } from './written.ts';

inOwnFolder();

const mistakes = async (text: string): Promise<string[]> => {
  const error = await load(text).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ConfigError);
  return (error as ConfigError).message.split('\n');
};

const A = "'111122223333'";
const B = "'222233334444'";
const S = '11111111-2222-4333-8444-55555555555a';
const TENANT = '99999999-2222-4333-8444-55555555555a';

test.each([
  ['an organisation', 'organization'],
  ['a list', `[${A}]`],
])('accounts of AWS without the role that enters them are refused: %s', async (_, accounts) => {
  expect(await mistakes(`roots:\n  - provider: aws\n    accounts: ${accounts}\n`)).toEqual([
    expect.stringMatching(/^cadastre\.yaml:3:15: roots\[0\]\.accounts: needs `role`.* leave `accounts` out$/),
  ]);
});

test('a role that nothing says where to assume, and an external id that no role asks for, are mistakes', async () => {
  expect(await mistakes('roots:\n  - provider: aws\n    role: cadastre-read\n')).toEqual([
    expect.stringMatching(/^cadastre\.yaml:3:11: roots\[0\]\.role: has no use without `accounts`/),
  ]);
  expect(await mistakes('roots:\n  - provider: aws\n    externalId: word\n')).toEqual([
    expect.stringMatching(/^cadastre\.yaml:3:17: roots\[0\]\.externalId: has no use without `role`/),
  ]);
});

test.each([
  ['role', `aws, accounts: [${A}]`, 'arn:aws:iam::111122223333:role/cadastre-read', 'expected the name of a role'],
  ['role', `aws, accounts: [${A}]`, 'role/../cadastre read', 'expected the name of a role'],
  [
    'managementGroups',
    'azure',
    '[/providers/Microsoft.Management/managementGroups/production]',
    'expected the id of a management group',
  ],
  ['parent', 'gcp', 'organizations/example.com', 'expected organizations/123'],
])('a whole path where a name is wanted is a mistake: %s', async (key, root, value, message) => {
  const found = await mistakes(`roots:\n  - { provider: ${root}, ${key}: "${value}" }\n`.replace(/"(\[.*\])"/, '$1'));
  expect(found).toEqual([expect.stringMatching(/^cadastre\.yaml:2:\d+: roots\[0\]\./)]);
  expect(found[0]).toContain(message);
});

test('a role with its path is a name', async () => {
  const { roots } = await load(`roots: [{ provider: aws, accounts: [${A}], role: teams/cadastre-read }]\n`);
  expect(roots).toEqual([{ provider: 'aws', accounts: ['111122223333'], role: 'teams/cadastre-read' }]);
});

test.each([
  ['account twice in a list', `aws, role: r, accounts: [${A}, ${B},`, `${A}]`, 'names the account 111122223333', 2],
  ['region twice in a list', 'aws, regions: [eu-west-1,', 'eu-west-1]', 'names the region eu-west-1', 2],
  ['excluded region twice', 'aws, regions: { exclude: [eu-west-1,', 'eu-west-1] }', 'names the region eu-west-1', 2],
  ['subscription twice', `azure, subscriptions: [${S},`, `${S.toUpperCase()}]`, 'names the subscription', 2],
  ['group twice', 'azure, managementGroups: [prod,', 'PROD]', 'names the management group PROD', 2],
])('%s is refused, with both lines named', async (_, begin, end, message, first) => {
  expect(await mistakes(`roots:\n  - { provider: ${begin}\n      ${end} }\n`)).toEqual([
    expect.stringMatching(
      new RegExp(`^cadastre\\.yaml:3:\\d+: roots\\[0\\].*${message}.* it stands in line ${first}$`),
    ),
  ]);
});

test.each([
  ['one account', `aws, role: r, accounts: [${A}]`, `aws, role: s, accounts: [${B}, ${A}]`],
  ['the organisation twice', 'aws, role: r, accounts: organization', 'aws, role: s, accounts: organization'],
  ['the own account twice', 'aws', 'aws, regions: [eu-west-1]'],
  ['one subscription', `azure, subscriptions: [${S}]`, `azure, subscriptions: [${S}], managementGroups: [a]`],
  ['everything of Azure twice', 'azure', 'azure'],
  ['one management group', 'azure, managementGroups: [a, b]', 'azure, managementGroups: [B]'],
  ['one parent', 'gcp, parent: folders/1', 'gcp, parent: folders/1'],
])('two roots that cover %s are refused, with both lines named', async (_, one, other) => {
  const found = await mistakes(`roots:\n  - { provider: ${one} }\n  - { provider: ${other} }\n`);
  expect(found).toEqual([expect.stringMatching(/^cadastre\.yaml:3:\d+: roots\[1\].* in line 2$/)]);
});

test('roots that only planning can tell to overlap are taken: they are merged then', async () => {
  const { roots } = await load(`roots:
  - { provider: aws, accounts: organization, role: r }
  - { provider: aws, accounts: [${A}], role: s }
  - { provider: aws }
  - { provider: azure }
  - { provider: azure, subscriptions: [${S}] }
  - { provider: gcp, parent: organizations/1 }
  - { provider: gcp, parent: projects/a }
`);
  expect(new Set(roots.map(rootIdOf)).size).toBe(7);
});

test('two tenants and two clouds of Azure are two roots, though each is asked for everything', async () => {
  const { roots } = await load(`roots:
  - { provider: azure }
  - { provider: azure, federation: { tenantId: ${TENANT}, clientId: ${S} } }
  - { provider: azure, endpoint: 'https://management.chinacloudapi.cn' }
`);
  expect(roots.map(rootIdOf)).toEqual(['azure:all', `azure:${TENANT}/all`, 'azure:china/all']);
});

test('regions are those that are named or all but some, for a root and for single accounts', async () => {
  const { roots } = await load(`roots:
  - provider: aws
    accounts: [${A}, ${B}]
    role: r
    regions: { exclude: [us-east-1] }
    accountRegions: { ${B}: [eusc-de-east-1] }
`);
  expect(roots[0]).toMatchObject({
    regions: { exclude: ['us-east-1'] },
    accountRegions: { '222233334444': ['eusc-de-east-1'] },
  });
});

test.each([
  [
    'an account that the root has not',
    `accounts: [${A}], role: r, accountRegions: { ${B}: [eu-west-1] }`,
    'is none of',
  ],
  ['no account at all', `accountRegions: { ${B}: [eu-west-1] }`, 'has no use without `accounts`'],
  ['nothing that is left out', 'regions: { exclude: [] }', 'expected at least 1 in the list'],
  ['regions of two partitions', 'regions: [eu-west-1, us-gov-west-1]', 'no credential works in both'],
  ['a home in another partition', 'homeRegion: cn-north-1, regions: [eu-west-1]', 'cn-north-1 is a region of aws-cn'],
])('regions of %s are a mistake', async (_, written, message) => {
  const found = await mistakes(`roots:\n  - { provider: aws, ${written} }\n`);
  expect(found).toEqual([expect.stringMatching(/^cadastre\.yaml:2:\d+: roots\[0\]\./)]);
  expect(found[0]).toContain(message);
});
