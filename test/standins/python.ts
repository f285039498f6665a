/** A server in Python, in a process of its own that ends with this one. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../../', import.meta.url);
const serve = fileURLToPath(new URL('serve.py', import.meta.url));

/** Characters of output that are kept. */
const KEPT = 200_000;

export interface Served {
  /** The end of what it printed. */
  said(): string;
  stop(): Promise<void>;
}

export interface ServeOrder {
  /** Folder of its Python environment, below the project's root, and the script that installs it there. */
  readonly environment: string;
  readonly installedBy: string;
  /** Its export `main` runs the server. */
  readonly module: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Asked after each line that it prints, and now and then, until it is true. */
  readonly listens: (said: string) => boolean | Promise<boolean>;
}

/** How often a server that prints nothing is asked whether it listens, milliseconds. */
const ASK_MS = 200;

/** Starts the server; resolves when it listens, and rejects with what it printed where it ends before. */
export const servePython = async (order: ServeOrder): Promise<Served> => {
  const python = fileURLToPath(new URL(`${order.environment}/bin/python`, root));
  if (!existsSync(python)) throw new Error(`${order.module} is not installed: run ${order.installedBy}`);
  const child = spawn(python, [serve, order.module, ...order.args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...order.env, PYTHONUNBUFFERED: '1' },
  });
  let said = '';
  let over = false;
  const hear = (text: string) => {
    said = (said + text).slice(-KEPT);
  };
  // Both are read to the end: a full pipe would stop it.
  child.stdout.setEncoding('utf8').on('data', hear);
  child.stderr.setEncoding('utf8').on('data', hear);
  child.once('error', (error) => hear(String(error)));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  void ended.then(() => {
    over = true;
  });
  while (!(await order.listens(said))) {
    if (over) throw new Error(`${order.module} ended before it listened:\n${said}`);
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, ASK_MS))]);
  }
  return {
    said: () => said,
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
};
