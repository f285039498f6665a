/** moto: AWS as others understood it, in a process of its own. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const python = fileURLToPath(new URL('../../.venv/bin/python', import.meta.url));
const serve = fileURLToPath(new URL('serve.py', import.meta.url));

/** The account that moto takes keys for that it did not give out itself. */
export const MOTO_ACCOUNT = '123456789012';

export interface Moto {
  readonly port: number;
  stop(): Promise<void>;
}

/** Starts moto on a free port of the loopback; resolves when it listens. */
export const startMoto = async (): Promise<Moto> => {
  if (!existsSync(python)) throw new Error('moto is not installed: run .ci/standins.sh');
  const child = spawn(python, [serve, '-H', '127.0.0.1', '-p', '0'], {
    stdio: ['pipe', 'pipe', 'pipe'],
    // Without it, `OwnerIds=self` gives the snapshots of a thousand images that come with moto.
    env: { ...process.env, MOTO_EC2_LOAD_DEFAULT_AMIS: 'false', PYTHONUNBUFFERED: '1' },
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const port = await new Promise<number>((resolve, reject) => {
    let said = '';
    const hear = (text: string) => {
      said = (said + text).slice(-10_000);
      const [, listening] = /Running on http:\/\/127\.0\.0\.1:(\d+)/.exec(said) ?? [];
      if (listening !== undefined) resolve(Number(listening));
    };
    // Both are read to the end: a full pipe would stop moto.
    child.stdout.setEncoding('utf8').on('data', hear);
    child.stderr.setEncoding('utf8').on('data', hear);
    child.once('error', reject);
    void ended.then(() => reject(new Error(`moto ended before it listened:\n${said}`)));
  });
  return {
    port,
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
};
