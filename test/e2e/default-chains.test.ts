/** The clouds reached as a user reaches them: by a config, and by what each SDK finds in its environment. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeState } from '../../lib/sample/state.ts';
import { type Desk, type Env, openDesk } from './command.ts';

let desk: Desk;
let server: ChildProcess;
let env: Env;

/** What `sample serve` prints before it waits: a config, with the variables to export in its comments. */
const printed = async (child: ChildProcess): Promise<string> => {
  let text = '';
  child.stdout!.setEncoding('utf8').on('data', (more) => (text += more));
  for await (const more of child.stderr!.setEncoding('utf8')) if (more.includes('Serving until')) return text;
  throw new Error('the sample ended before it was served');
};

beforeAll(async () => {
  desk = await openDesk();
  await writeState(join(desk.cwd, 'estate'), { seed: 7, size: 100, day: 0 });
  server = desk.start(['sample', 'serve', '--data', 'estate']);
  const config = await printed(server);
  await writeFile(join(desk.cwd, 'cadastre.yaml'), config);
  env = Object.fromEntries([...config.matchAll(/^#\s+export (\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]));
});
afterAll(async () => {
  server.kill();
  await once(server, 'close');
  await desk.clear();
});

test('collect reads the three clouds through each SDK’s own chain of credentials', async () => {
  expect(Object.keys(env)).toEqual([
    'AWS_ACCESS_KEY_ID',
    'AWS_SECRET_ACCESS_KEY',
    'IDENTITY_ENDPOINT',
    'IDENTITY_HEADER',
  ]);
  const { code, out } = await desk.run(['collect', '--quiet'], env);
  expect(out).toMatch(/^Listings {3}\d+ complete, 0 incomplete$/m);
  expect(code).toBe(0);
  const resources: any[] = await desk.json('resources');
  expect(new Set(resources.map(({ provider }) => provider))).toEqual(new Set(['aws', 'azure', 'gcp']));
  expect(resources.length).toBeGreaterThan(80);
});

test('doctor says that all of it works', async () => {
  const { code, out } = await desk.run(['doctor'], env);
  expect(code).toBe(0);
  expect(out).toMatch(/^aws:organization\n {2}ok {6}find AWS credentials: account \d{12}$/m);
  expect(out).toMatch(/^azure:all\n {2}ok {6}read subscriptions through Azure Resource Graph: 2 subscriptions: /m);
  expect(out).toMatch(/^gcp:organizations\/\d+\n {2}ok {6}list assets of organizations\/\d+ .*: 2 projects: /m);
  expect(out).toMatch(/^All \d+ work\.$/m);
});
