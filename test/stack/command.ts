/** The command line, as a person runs it on what is deployed. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { accounts, EXTERNAL_ID, ROLE } from '../standins/estate.ts';
import { type Deployed, NAME } from './deployment.ts';
import { ACCOUNT, REGION } from './ministack.ts';

const bin = fileURLToPath(new URL('../../bin/cadastre.ts', import.meta.url));

/** What the command says; rejects where it does not end with 0, or 2, which says that something does not work. */
export const cadastre = async ({ stack }: Deployed, argv: readonly string[]): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'cadastre-command-'));
  try {
    const config = join(folder, 'cadastre.yaml');
    const roots = [{ provider: 'aws', accounts, role: ROLE, externalId: EXTERNAL_ID }];
    await writeFile(config, JSON.stringify({ roots, deploy: { name: NAME, region: REGION } }));
    const env = {
      ...{ PATH: process.env.PATH, HOME: folder, AWS_ENDPOINT_URL: stack.endpoint },
      ...{ AWS_ACCESS_KEY_ID: ACCOUNT, AWS_SECRET_ACCESS_KEY: 'any' },
    };
    const command = ['--import', 'tsx', bin, ...argv, '--config', config];
    const { stdout } = await promisify(execFile)(process.execPath, command, { env, maxBuffer: 10_000_000 }).catch(
      (error) => (error.code === 2 ? error : Promise.reject(error)),
    );
    return stdout;
  } finally {
    await rm(folder, { recursive: true });
  }
};
