import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { defaultLifecycle } from '../../lib/collect/lifecycle.ts';
import { defaultDeploy } from '../../lib/config/deploy-schema.ts';
import { schemaFile } from '../../lib/config/generate.ts';
import { loadConfig } from '../../lib/config/load.ts';

const project = resolve(import.meta.dirname, '../..');
const example = join(project, 'docs/cadastre.example.yaml');
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cadastre-config-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('the JSON Schema for editors is what the config’s shape generates', async () => {
  expect(await readFile(join(project, 'docs/cadastre.schema.json'), 'utf8')).toBe(schemaFile());
});

test('the example names a schema that is there once it is copied beside package.json', async () => {
  const [, path = ''] = /^# yaml-language-server: \$schema=(\S+)$/m.exec(await readFile(example, 'utf8')) ?? [];
  expect(JSON.parse(await readFile(resolve(project, path), 'utf8')).title).toBe('cadastre.yaml');
});

test('the example is valid as it ships', async () => {
  await copyFile(example, join(folder, 'cadastre.yaml'));
  const { roots } = await loadConfig(join(folder, 'cadastre.yaml'));
  expect(roots).toEqual([{ provider: 'aws' }]);
});

test('the example is valid with every setting in force, and shows every key there is', async () => {
  const text = (await readFile(example, 'utf8')).replace(/^(\s*)#(?=\S)/gm, '$1');
  await writeFile(join(folder, 'cadastre.yaml'), text);
  await writeFile(join(folder, 'people.csv'), 'id,name,active\nana@example.com,Ana Lopes,yes\n');
  const config = await loadConfig(join(folder, 'cadastre.yaml'));
  expect(config.roots.map(({ provider }) => provider)).toEqual(['aws', 'aws', 'azure', 'gcp']);
  expect(config.owners.directory).toHaveLength(1);
  expect(Object.keys(config.guards ?? {})).toEqual(['kubernetes', 'citrix', 'vault']);
  expect(config.owners.rules).toHaveLength(3);
  expect(config.requiredTags).toContain('cost-centre');
  expect(config.tags).toEqual({
    aliases: { environment: ['env', 'stage'] },
    values: { environment: { prod: ['production', 'live'] } },
  });
  expect(config.checks).toEqual({
    unattached_disk: { days: 14, graceDays: 3 },
    stopped_vm: { days: 60 },
    unused_security_group: false,
  });
  expect(config.dataDir).toBe(join(folder, '.cadastre/register'));
  expect(config.notify).toEqual([
    'stdout',
    `file:${join(folder, 'digests.ndjson')}`,
    'https://hooks.example.com/cadastre',
  ]);
  expect(config.leaveOut).toEqual(['aws_ebs_snapshot', 'gcp_compute_snapshot']);
  expect(config.selection).toEqual({
    exclude: {
      types: ['microsoft.insights/*', 'logging.googleapis.com/*'],
      accounts: ['999999999999'],
      projects: ['sandbox-*'],
      folders: ['123456789012'],
    },
    include: { types: ['k8s.io/Node'], accounts: [], projects: ['sandbox-shared'], folders: [] },
  });
  expect(config.lifecycle).toEqual(defaultLifecycle);
  expect(Object.keys(config.deploy!).sort()).toEqual(
    ['account', 'organization', 'region', ...Object.keys(defaultDeploy)].sort(),
  );
  expect(config.deploy!.destinations.map(({ to }) => to)).toEqual(['slack', 'serviceNow', 'jira']);
  expect(Object.keys(config).sort()).toEqual([
    'checks',
    'concurrency',
    'dataDir',
    'deploy',
    'events',
    'guards',
    'historyDays',
    'leaveOut',
    'lifecycle',
    'notify',
    'owners',
    'requiredTags',
    'roots',
    'selection',
    'tags',
  ]);
});
