import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../lib/config/load.ts';
import { bundle } from '../../lib/infra/bundle.ts';

const folders: string[] = [];
const folder = async (): Promise<string> => {
  const made = await mkdtemp(join(tmpdir(), 'cadastre-bundle-'));
  folders.push(made);
  return made;
};
afterAll(() => Promise.all(folders.map((made) => rm(made, { recursive: true }))));

const files: Readonly<Record<string, string>> = {
  'functions/one.ts': `
    import { told } from '../lib/told.ts';
    import { home, words } from 'in-common-js';
    export class PartitionBusyError extends Error {}
    export const handler = (event: { readonly fail?: boolean }) => {
      if (event.fail) told();
      return { home, words, name: PartitionBusyError.name };
    };`,
  'lib/told.ts': `
    interface Nothing {}

    export const told = (): never => {
      throw new Error('told on line 5');
    };`,
  'node_modules/in-common-js/package.json': '{"name":"in-common-js","main":"index.js"}',
  // As packages do that read files beside them, by a name that is made while they run.
  'node_modules/in-common-js/index.js': `
    const which = 'fs';
    exports.words = typeof require('node:' + which).readFileSync + ' ' + require.resolve('node:path');
    exports.home = __dirname + ' ' + __filename;`,
};

const project = async (): Promise<string> => {
  const root = await folder();
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), text);
  }
  return root;
};

const bundled = async (): Promise<string> => {
  const target = join(await folder(), 'one');
  await bundle({ entry: 'functions/one.ts', config: false }, target, { root: await project() });
  return target;
};

const call = async (target: string, event: string): Promise<string> => {
  const code = `import('${target}/index.mjs').then(({ handler }) => console.log(JSON.stringify(handler(${event}))))`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--enable-source-maps', '-e', code]);
  return stdout;
};

const configured = async (yaml: string) => {
  const path = join(await folder(), 'cadastre.yaml');
  await writeFile(path, yaml);
  return loadConfig(path);
};

describe('the bundle of a function', () => {
  it('runs, with what packages in CommonJS form expect, and keeps the names of errors', async () => {
    const target = await bundled();
    expect(JSON.parse(await call(target, '{}'))).toEqual({
      home: `${target}/ ${target}/index.mjs`,
      words: 'function node:path',
      name: 'PartitionBusyError',
    });
  });

  it('says in its stack traces which line of which source it was', async () => {
    await expect(call(await bundled(), '{ fail: true }')).rejects.toThrow(/told\.ts:5:\d+/);
  });

  it('has the same bytes wherever the project and its folder are', async () => {
    const [one, other] = [await bundled(), await bundled()];
    expect((await readdir(one)).sort()).toEqual(['index.mjs', 'index.mjs.map']);
    for (const file of ['index.mjs', 'index.mjs.map'])
      expect(await readFile(join(one, file), 'utf8')).toBe(await readFile(join(other, file), 'utf8'));
    expect(await readFile(join(one, 'index.mjs.map'), 'utf8')).not.toContain(tmpdir());
  });

  it('has the config beside it, without what is of the machine that deploys', async () => {
    const yaml = `
roots:
  - provider: aws
    accounts: ['123456789012']
    role: cadastre-read
  - provider: azure
    caFile: authority.pem
notify: [stdout, 'https://hooks.example.com/cadastre']
dataDir: here`;
    const config = await configured(yaml);
    await writeFile((config.roots[1] as { caFile: string }).caFile, 'a certificate');
    const target = join(await folder(), 'one');
    await bundle({ entry: 'functions/one.ts', config: true }, target, { root: await project(), config });
    const text = await readFile(join(target, 'config.json'), 'utf8');
    const { dataDir: _, ...rest } = JSON.parse(JSON.stringify(config));
    expect(JSON.parse(text)).toEqual({
      ...rest,
      roots: [config.roots[0], { provider: 'azure', caFile: 'ca-1.pem' }],
    });
    expect(await readFile(join(target, 'ca-1.pem'), 'utf8')).toBe('a certificate');
    expect(text).not.toContain(tmpdir());
  });

  it('is refused without a config where the function reads one', async () => {
    await expect(bundle({ entry: 'functions/one.ts', config: true }, await folder())).rejects.toThrow(
      'functions/one.ts reads a config',
    );
  });
});
