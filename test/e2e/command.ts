/** The command as a person runs it: the package's bin in a process of its own, in an environment that holds nothing. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { local } from '../../lib/cli/open.ts';
import { cadastre, type Outcome } from '../cli/fake.ts';

const bin = resolve(import.meta.dirname, '../../bin/cadastre.mjs');

export type Env = Readonly<Record<string, string>>;

/** No cloud's metadata address is asked: what a test machine has there is none of the test's business. */
const nothing: Env = {
  AWS_EC2_METADATA_DISABLED: 'true',
  METADATA_SERVER_DETECTION: 'none',
};

/** A folder to work in, with an empty home beside it. */
export interface Desk {
  readonly cwd: string;
  start(argv: readonly string[], env?: Env): ChildProcess;
  run(argv: readonly string[], env?: Env): Promise<Outcome>;
  /** What a command answers in JSON where all goes well: run in this process, which is quicker. */
  json(...argv: readonly string[]): Promise<any>;
  clear(): Promise<void>;
}

const ended = async (child: ChildProcess): Promise<Outcome> => {
  let out = '';
  let err = '';
  child.stdout!.setEncoding('utf8').on('data', (text) => (out += text));
  child.stderr!.setEncoding('utf8').on('data', (text) => (err += text));
  const [code] = await once(child, 'close');
  return { code: code as number, out, err };
};

export const openDesk = async (): Promise<Desk> => {
  const root = await mkdtemp(join(tmpdir(), 'cadastre-e2e-'));
  const [cwd, home] = [join(root, 'work'), join(root, 'home')];
  await mkdir(cwd);
  await mkdir(home);
  const start = (argv: readonly string[], env: Env = {}) =>
    spawn(process.execPath, [bin, ...argv], {
      cwd,
      env: { PATH: process.env.PATH ?? '', HOME: home, ...nothing, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const run = (argv: readonly string[], env?: Env) => ended(start(argv, env));
  return {
    cwd,
    start,
    run,
    json: async (...argv) => {
      const { code, out, err } = await cadastre([...argv, '--format', 'json'], { cwd, local });
      if (code !== 0) throw new Error(`cadastre ${argv.join(' ')} ended with ${code}: ${err}`);
      return JSON.parse(out);
    },
    clear: () => rm(root, { recursive: true }),
  };
};
