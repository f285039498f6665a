import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cadastre, fakeReader, noWriter, pastRun } from './fake.ts';
import { workingFolder } from './folder.ts';

const folder = workingFolder();
const opened: string[] = [];
const local = {
  openRegister: async (dataDir: string) => {
    opened.push(dataDir);
    return { reader: fakeReader({}), writer: noWriter, close: async () => undefined };
  },
  collect: async () => pastRun(),
};
const run = (...argv: string[]) => cadastre(argv, { cwd: folder.path, local });
const inside = (path: string) => join(folder.path, path);
const config = (text = 'roots:\n  - provider: aws\n') => writeFile(inside('cadastre.yaml'), text);

test('without a config, commands read the sample’s register', async () => {
  expect((await run('owners')).code).toBe(0);
  expect(opened.at(-1)).toBe(inside('.cadastre/sample'));
});

test('with a config in the working directory, they read the register beside it', async () => {
  await config();
  const before = await run('owners');
  expect(before).toMatchObject({ code: 1, out: '' });
  expect(before.err).toBe(
    `cadastre: there is no register in ${inside('.cadastre/register')} yet: \`cadastre collect\` makes it\n`,
  );
  expect((await run('collect', '--quiet')).code).toBe(0);
  expect(JSON.parse(await readFile(inside('.cadastre/register/register.json'), 'utf8'))).toEqual({ sample: false });
  expect((await run('owners')).code).toBe(0);
  expect(opened.at(-1)).toBe(inside('.cadastre/register'));
});

test('--sample reads the sample’s although there is a config', async () => {
  await config();
  expect((await run('owners', '--sample')).code).toBe(0);
  expect(opened.at(-1)).toBe(inside('.cadastre/sample'));
});

test('a config elsewhere has its register beside it, or where its dataDir says', async () => {
  await mkdir(inside('prod'));
  await writeFile(inside('prod/cadastre.yaml'), 'roots:\n  - provider: aws\n');
  expect((await run('collect', '--config', 'prod/cadastre.yaml', '--quiet')).code).toBe(0);
  expect(opened.at(-1)).toBe(inside('prod/.cadastre/register'));
  await writeFile(inside('prod/cadastre.yaml'), 'dataDir: here\nroots:\n  - provider: aws\n');
  expect((await run('collect', '--config', 'prod/cadastre.yaml', '--quiet')).code).toBe(0);
  expect(opened.at(-1)).toBe(inside('prod/here'));
});

test('sample and real never share a folder', async () => {
  await config();
  const real = await run('collect', '--data', '.cadastre/sample');
  expect(real.code).toBe(1);
  expect(real.err).toContain("holds the sample's register, not that of a config: give --sample");
  expect((await run('owners', '--data', '.cadastre/sample')).code).toBe(1);
  await run('collect', '--quiet');
  const sample = await run('collect', '--sample', '--data', '.cadastre/register');
  expect(sample.code).toBe(1);
  expect(sample.err).toContain("holds the register of a config, not the sample's");
});

test('a folder with other files in it is not taken for a register', async () => {
  await writeFile(inside('notes.txt'), 'mine');
  const { code, err } = await run('collect', '--data', '.');
  expect(code).toBe(1);
  expect(err).toContain('holds other files and no register');
});

test('a mistake in the config is told with its place, on a line each, and nothing is touched', async () => {
  await config('roots: []\nowner: 1\n');
  const { code, out, err } = await run('collect');
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toBe(
    'cadastre: cadastre.yaml:1:8: roots: expected at least 1 in the list\ncadastre.yaml:2:1: owner: unknown key; did you mean "owners"?\n',
  );
});

test('a config that is not there or is misnamed is said so', async () => {
  expect((await run('collect', '--config', 'no.yaml')).err).toContain(`there is no config at ${inside('no.yaml')}`);
  await writeFile(inside('cadastre.yml'), '');
  expect((await run('owners')).err).toContain('cadastre.yaml, not cadastre.yml');
  expect((await run('owners', '--sample', '--config', 'cadastre.yml')).err).toContain('not both');
});

describe('a config in a folder above', () => {
  const below = (env: Record<string, string>, ...argv: string[]) =>
    cadastre(argv, { cwd: inside('deep/er'), local, env });

  test('is found from below, and its register is beside it', async () => {
    await config();
    await mkdir(inside('deep/er'), { recursive: true });
    expect((await below({}, 'collect', '--quiet')).code).toBe(0);
    expect(opened.at(-1)).toBe(inside('.cadastre/register'));
    expect((await below({}, 'owners')).code).toBe(0);
  });

  test('of another name is said so', async () => {
    await writeFile(inside('cadastre.yml'), '');
    await mkdir(inside('deep/er'), { recursive: true });
    expect((await below({}, 'owners')).err).toContain(`rename ${inside('cadastre.yml')}`);
  });
});

describe('CADASTRE_CONFIG and CADASTRE_DATA', () => {
  const commands = [
    ...['resources', 'owners', 'findings', 'changes', 'runs', 'coverage', 'kinds', 'checks'].map((name) => [name]),
    ...[
      ['show', 'x'],
      ['impact', 'x'],
      ['suppress', '--list'],
      ['forget', '--list'],
      ['runs', 'confirm', '--list'],
      ['collect', '--quiet'],
    ],
  ];
  const asked = (argv: readonly string[], env: Record<string, string>) =>
    cadastre(argv, { cwd: folder.path, local, env });

  test.each(commands)('%s %s obeys both', async (...argv) => {
    const words = argv.filter((word) => word !== undefined);
    await mkdir(inside('prod'));
    await writeFile(inside('prod/cadastre.yaml'), 'dataDir: here\nroots:\n  - provider: aws\n');
    await mkdir(inside('prod/here'));
    await writeFile(inside('prod/here/register.json'), '{"sample": false}');
    await asked(words, { CADASTRE_CONFIG: 'prod/cadastre.yaml' });
    expect(opened.at(-1)).toBe(inside('prod/here'));
    await mkdir(inside('other'));
    await writeFile(inside('other/register.json'), '{"sample": false}');
    await asked(words, { CADASTRE_CONFIG: 'prod/cadastre.yaml', CADASTRE_DATA: 'other' });
    expect(opened.at(-1)).toBe(inside('other'));
  });

  test('stand behind options, and mean nothing where they are empty', async () => {
    await config();
    expect((await asked(['owners', '--sample'], { CADASTRE_CONFIG: 'no.yaml' })).code).toBe(0);
    expect(opened.at(-1)).toBe(inside('.cadastre/sample'));
    expect((await asked(['collect', '--quiet'], { CADASTRE_CONFIG: '', CADASTRE_DATA: '' })).code).toBe(0);
    expect(opened.at(-1)).toBe(inside('.cadastre/register'));
  });

  test('are named where they lead nowhere', async () => {
    expect((await asked(['owners'], { CADASTRE_CONFIG: 'no.yaml' })).err).toContain('which CADASTRE_CONFIG names');
  });

  test.each([['doctor'], ['onboard', 'aws']])('%s reads the config that is named', async (...argv) => {
    await writeFile(inside('broken.yaml'), 'roots: []\n');
    expect((await asked(argv, { CADASTRE_CONFIG: 'broken.yaml' })).err).toContain('broken.yaml:1:8: roots:');
  });

  test('sample advance moves the sample that is named', async () => {
    await asked(['sample', 'advance', '--days', '2'], { CADASTRE_DATA: 'mine' });
    expect(JSON.parse(await readFile(inside('mine/estate.json'), 'utf8'))).toMatchObject({ day: 2 });
  });
});
