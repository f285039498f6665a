/** The lines of README as somebody pastes them, in their order, on the sample. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, openDesk } from './command.ts';

const root = resolve(import.meta.dirname, '../..');
const readme = await readFile(join(root, 'README.md'), 'utf8');
const [, block = ''] = /## Ask it\n\n```sh\n(.*?)```/s.exec(readme) ?? [];
const lines = block.split('\n').filter((line) => line.trim() !== '');

let desk: Desk;
let path: string;

/** `npx cadastre` and `npm start`, as the package has them. */
const tools = {
  npx: `shift\nexec ${process.execPath} ${join(root, 'bin/cadastre.mjs')} "$@"`,
  npm: `exec ${process.execPath} ${join(root, 'bin/cadastre.mjs')} collect --sample`,
};

beforeAll(async () => {
  desk = await openDesk();
  path = join(desk.cwd, 'tools');
  await mkdir(path);
  for (const [name, script] of Object.entries(tools)) {
    await writeFile(join(path, name), `#!/bin/sh\n${script}\n`);
    await chmod(join(path, name), 0o755);
  }
  expect((await pasted('npm start')).code).toBe(0);
});
afterAll(() => desk.clear());

const shell = (line: string) =>
  spawn('bash', ['-c', line], {
    cwd: desk.cwd,
    env: { PATH: `${path}:${process.env.PATH}`, HOME: desk.cwd, USER: 'ana', AWS_EC2_METADATA_DISABLED: 'true' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

const pasted = async (line: string) => {
  const child = shell(line);
  let [out, err] = ['', ''];
  child.stdout.on('data', (text) => (out += text));
  child.stderr.on('data', (text) => (err += text));
  const [code] = await once(child, 'close');
  return { code, out, err };
};

test.each(lines.filter((line) => !line.startsWith('npx cadastre serve')))('%s', async (line) => {
  const { code, out, err } = await pasted(line);
  expect({ code, err: /cadastre: |Error/.test(err) ? err : '' }).toEqual({ code: 0, err: '' });
  // A list that is written to a file, or would retire nothing, shows nothing.
  if (/ > /.test(line)) expect((await readFile(join(desk.cwd, 'mine.xlsx'))).subarray(0, 2).toString()).toBe('PK');
  else expect(out.trim().split('\n').length, out).toBeGreaterThan(/suppress/.test(line) ? 0 : 1);
});

test('there are lines, and the week shows what changed in it', () => {
  expect(lines.length).toBeGreaterThan(10);
  expect(block).toContain('sample advance --days 7');
});

test('serve answers until it is stopped', async () => {
  const child = shell(
    `exec ${lines.find((line) => line.startsWith('npx cadastre serve'))} --port 0`.replace(/#.*--port/, '--port'),
  );
  const [address] = await once(child.stdout.setEncoding('utf8'), 'data');
  expect((await fetch(`${String(address).trim()}/owners`)).status).toBe(200);
  child.kill('SIGINT');
  expect((await once(child, 'close'))[0]).toBe(0);
});
