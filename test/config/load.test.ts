import { writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { ConfigError } from '../../lib/config/errors.ts';
import { beside, inOwnFolder, load } from './written.ts';

inOwnFolder();

const mistakes = async (text: string): Promise<string[]> => {
  const error = await load(text).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ConfigError);
  return (error as ConfigError).message.split('\n');
};

test('a root alone is a config; everything else has a default', async () => {
  const config = await load('roots:\n  - provider: gcp\n    parent: organizations/1\n');
  expect(config.roots).toEqual([{ provider: 'gcp', parent: 'organizations/1' }]);
  expect(config.owners.tagKeys).toContain('owner');
  expect(config.owners.rules).toEqual([]);
  expect(config.requiredTags).toEqual([]);
  expect(config.checks).toEqual({});
  expect(config.concurrency).toEqual({ partitions: 4, listings: 6 });
  expect(config.historyDays).toBe(400);
  expect(config).not.toHaveProperty('dataDir');
});

test('history is kept for some days or for ever', async () => {
  const days = async (written: string) =>
    (await load(`roots: [{ provider: aws }]\nhistory: { days: ${written} }\n`)).historyDays;
  expect(await days('30')).toBe(30);
  expect(await days('forever')).toBeUndefined();
  expect(await mistakes('roots: [{ provider: aws }]\nhistory: { days: 3 }\n')).toEqual([
    expect.stringMatching(/^cadastre\.yaml:2:18: history\.days: expected /),
  ]);
});

test('a section with nothing in it counts as left out', async () => {
  const config = await load('roots:\n  - provider: aws\nowners:\ntags:\nchecks:\n  stopped_vm:\n');
  expect(config.checks).toEqual({});
});

test('relative paths resolve against the config file', async () => {
  const config = await load('dataDir: here\nroots:\n  - provider: azure\n    caFile: ca.pem\n');
  expect(config.dataDir).toBe(beside('here'));
  expect(config.roots).toEqual([{ provider: 'azure', caFile: beside('ca.pem') }]);
});

test('params of a check are kept as they were written, without defaults', async () => {
  const config = await load(
    'roots: [{ provider: aws }]\nchecks:\n  stopped_vm: { days: 3 }\n  unowned: false\n  missing_required_tags: {}\n',
  );
  expect(config.checks).toEqual({ stopped_vm: { days: 3 }, unowned: false, missing_required_tags: {} });
});

test('every mistake is told at once, with its line, column, key and what was expected', async () => {
  expect(
    await mistakes(
      [
        'roots:',
        '  - provider: awz',
        '  - provider: aws',
        '    acounts: organization',
        '    accounts: [123456789012]',
        '  - provider: gcp',
        'owner: {}',
        'checks:',
        '  stoped_vm: false',
        '  stopped_vm: { day: 3 }',
        '  unattached_disk: { days: -1 }',
        'concurrency: { partitions: many }',
        'tags: { required: owner }',
      ].join('\n'),
    ),
  ).toEqual([
    'cadastre.yaml:2:15: roots[0].provider: expected aws, azure, gcp, found "awz"; did you mean "aws"?',
    'cadastre.yaml:4:5: roots[1].acounts: unknown key; did you mean "accounts"?',
    'cadastre.yaml:5:16: roots[1].accounts[0]: expected text, found 123456789012: put it in quotes',
    'cadastre.yaml:6:5: roots[2].parent: is missing; expected text',
    'cadastre.yaml:7:1: owner: unknown key; did you mean "owners"?',
    'cadastre.yaml:9:3: checks.stoped_vm: unknown key; did you mean "stopped_vm"?',
    'cadastre.yaml:10:17: checks.stopped_vm.day: unknown key; did you mean "days"?',
    'cadastre.yaml:11:28: checks.unattached_disk.days: expected a number of at least 0, found -1',
    'cadastre.yaml:12:28: concurrency.partitions: expected a number, found "many"',
    'cadastre.yaml:13:19: tags.required: expected a list, found "owner"',
  ]);
});

test('an unknown key that is near to none is told which keys there are', async () => {
  expect(await mistakes('roots: [{ provider: gcp, parent: projects/a, colour: red }]')).toEqual([
    'cadastre.yaml:1:46: roots[0].colour: unknown key; expected provider, parent, endpoint, insecure, federation',
  ]);
});

test('a union tells what it takes where nothing of it fits', async () => {
  expect(await mistakes('roots: [{ provider: aws, accounts: 5 }]\nchecks: { unowned: 1 }')).toEqual([
    'cadastre.yaml:1:36: roots[0].accounts: expected organization or a list, found 5',
    'cadastre.yaml:2:20: checks.unowned: expected false or a map of keys, found 1',
  ]);
});

test('an empty file is told what is missing', async () => {
  expect(await mistakes('# nothing\n')).toEqual(['cadastre.yaml:1:1: roots: is missing; expected a list']);
});

test('what is not YAML is told with its line', async () => {
  const [first] = await mistakes('roots:\n  - provider: aws\n   accounts: [');
  expect(first).toMatch(/^cadastre\.yaml:3:\d+: not YAML: /);
});

test('a key that stands twice does not hide the other mistakes', async () => {
  const all = await mistakes('roots: [{ provider: aws }]\ntags: {}\ntags: {}\nowner: 1\n');
  expect(all).toHaveLength(2);
  expect(all[0]).toMatch(/^cadastre\.yaml:3:1: not YAML: Map keys must be unique/);
  expect(all[1]).toContain('owner: unknown key');
});

test('rules are checked: a kind that no kind is called, an empty match, a broken expression', async () => {
  expect(
    await mistakes(
      [
        'roots: [{ provider: aws }]',
        'owners:',
        '  rules:',
        '    - match: { kind: aws_ebs_volum }',
        '      owner: a',
        '    - match: {}',
        '      owner: a',
        '    - match: { name: "/(/" }',
        '      owner: a',
      ].join('\n'),
    ),
  ).toEqual([
    'cadastre.yaml:4:22: owners.rules[0].match.kind: no kind is called "aws_ebs_volum"; did you mean "aws_ebs_volume"?',
    'cadastre.yaml:6:14: owners.rules[1].match: expected at least one of name, account, kind, class, region, tag',
    expect.stringMatching(
      /^cadastre\.yaml:8:22: owners\.rules\[2\]\.match\.name: expected a glob or a regular expression between slashes: /,
    ),
  ]);
});

test('mistakes in the directory file are told at the key that names it', async () => {
  const config = 'roots: [{ provider: aws }]\nowners:\n  directory: people.csv\n';
  expect((await mistakes(config))[0]).toMatch(
    /^cadastre\.yaml:3:14: owners\.directory: expected a file that can be read/,
  );
  await writeFile(beside('people.csv'), 'id,name\nana,Ana\n,Bo\nana,Ana\n');
  expect(await mistakes(config)).toEqual([
    'cadastre.yaml:3:14: owners.directory: people.csv:3: id: an id is needed',
    'cadastre.yaml:3:14: owners.directory: people.csv:4: id: ana stands at people.csv:2 already',
  ]);
  await writeFile(beside('people.csv'), 'id\nana\n');
  expect((await load(config)).owners.directory.map(({ id }) => id)).toEqual(['ana']);
});

test('the place of a mistake is found through an alias', async () => {
  expect(await mistakes('roots:\n  - &one { provider: gcp, parent: nowhere }\n  - *one\n')).toEqual([
    expect.stringContaining('cadastre.yaml:2:35: roots[0].parent: expected organizations/123'),
    expect.stringContaining('cadastre.yaml:2:35: roots[1].parent: expected organizations/123'),
    'cadastre.yaml:2:35: roots[1].parent: names the parent nowhere a second time: it stands in line 2',
  ]);
});
