import { expect, test } from 'vitest';
import { defaultDeploy } from '../../lib/config/deploy-schema.ts';
import { inOwnFolder, load as loadText } from './written.ts';

inOwnFolder();
const load = (deploy: string, root = '{ provider: aws }') => loadText(`roots: [${root}]\ndeploy:\n${deploy}`);

const mistakes = async (deploy: string, root?: string): Promise<string[]> => {
  const error = await load(deploy, root).then(
    () => new Error('nothing is wrong'),
    (reason: Error) => reason,
  );
  return error.message.split('\n');
};

test('a deployment that says nothing has a default for everything', async () => {
  const { deploy } = await load('  name: cadastre\n');
  expect(deploy).toEqual(defaultDeploy);
  expect(deploy).toEqual({
    name: 'cadastre',
    schedule: { aws: 360, azure: 360, gcp: 360, flexibleMinutes: 15 },
    toleratedFailurePercent: 50,
    alerts: { platform: [], owners: [] },
    destinations: [],
    hints: true,
    logs: { days: 90 },
    runbook: 'docs/runbook.md',
    removal: 'keep',
  });
});

test('how often is minutes, whether it was written as hours or as a rate', async () => {
  const { deploy } = await load('  schedule: { aws: 0.5, azure: rate(90 minutes), gcp: rate(1 day) }\n');
  expect(deploy?.schedule).toEqual({ aws: 30, azure: 90, gcp: 1440, flexibleMinutes: 15 });
});

test.each([
  ['  schedule: { aws: 0.1 }', 'deploy.schedule.aws: expected 15 minutes to 6 days'],
  ['  schedule: { azure: 145 }', 'deploy.schedule.azure: expected 15 minutes to 6 days'],
  ['  schedule: { gcp: cron(0 6 * * ? *) }', 'deploy.schedule.gcp: expected a number of hours, or a rate'],
  ['  schedule: { aws: true }', 'deploy.schedule.aws: expected a number or text, found true'],
  ['  nmae: cadastre', 'deploy.nmae: unknown key; did you mean "name"?'],
  ['  name: Cadastre', 'deploy.name: expected 2 to 30 lower-case letters, digits and hyphens, found "Cadastre"'],
  ['  account: 123456789012', 'deploy.account: expected text, found 123456789012: put it in quotes'],
  ['  region: eu', 'deploy.region: expected a region as eu-west-1, found "eu"'],
  ['  toleratedFailurePercent: 101', 'deploy.toleratedFailurePercent: expected a number of at most 100'],
  ['  alerts: { platform: [cloud] }', 'deploy.alerts.platform[0]: expected an e-mail address, found "cloud"'],
  ['  alerts: { owners: [{ email: a@example.com, owner: [x] }] }', 'deploy.alerts.owners[0].owner: unknown key'],
  ['  logs: { days: 31 }', 'deploy.logs.days: expected 1, 3, 5,'],
  ['  removal: destroy', 'deploy.removal: expected keep, delete, found "destroy"'],
  ['  destinations: [{ to: teams }]', 'deploy.destinations[0].to: expected slack, serviceNow, jira, found "teams"'],
  [
    "  destinations: [{ to: slack, channel: '#c', secret: s, events: [Finding Open] }]",
    'deploy.destinations[0].events[0]: expected Resource Discovered',
  ],
  [
    '  destinations: [{ to: jira, url: http://j, project: P, secret: s, events: [Run Completed] }]',
    'deploy.destinations[0].url: expected an address that begins with https://',
  ],
  ['  organization: { id: o-1, units: [r-abcd] }', 'deploy.organization.id: expected the id of an organisation'],
])('a mistake is told with its line and key: %s', async (deploy, message) => {
  const found = await mistakes(
    `${deploy}\n`,
    '{ provider: aws, accounts: organization, role: cadastre-read, externalId: a-long-word }',
  );
  expect(found).toEqual([expect.stringContaining(message)]);
  expect(found[0]).toMatch(/^cadastre\.yaml:3:\d+: /);
});

test('a role in every member account needs a root that says how it is called and what it asks for', async () => {
  const organization = '  organization: { id: o-abcde12345, units: [r-abcd] }\n';
  expect(await mistakes(organization, '{ provider: aws, accounts: organization, role: cadastre-read }')).toEqual([
    expect.stringMatching(/^cadastre\.yaml:3:\d+: deploy\.organization: needs an AWS root with role and externalId/),
  ]);
  const { deploy } = await load(
    organization,
    '{ provider: aws, accounts: organization, role: cadastre-read, externalId: a-long-word }',
  );
  expect(deploy?.organization).toEqual({ id: 'o-abcde12345', units: ['r-abcd'], as: 'management' });
});

test.each([
  [
    'another external id',
    '{ provider: aws, accounts: ["111122223333"], role: r, externalId: aa }',
    '{ provider: aws, accounts: ["222233334444"], role: r, externalId: bb }',
    true,
  ],
  [
    'another path',
    '{ provider: aws, accounts: ["111122223333"], role: a/r, externalId: aa }',
    '{ provider: aws, accounts: ["222233334444"], role: b/r, externalId: aa }',
    true,
  ],
  [
    'the same',
    '{ provider: aws, accounts: ["111122223333"], role: r, externalId: aa }',
    '{ provider: aws, accounts: ["222233334444"], role: r, externalId: aa }',
    false,
  ],
  [
    'another name',
    '{ provider: aws, accounts: ["111122223333"], role: r, externalId: aa }',
    '{ provider: aws, accounts: ["222233334444"], role: s, externalId: bb }',
    false,
  ],
])('a role that two roots name is one role: %s', async (_, one, other, wrong) => {
  const told = (await mistakes('  name: cadastre\n', `${one}, ${other}`)).join('\n');
  expect(told.includes('is the role of another root')).toBe(wrong);
});
