/** Follows a walk-through of CONTRIBUTING.md to the letter, in a copy of the project. */
import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** What a kind or a check is added to. */
const copied = [
  ...['.ci', 'bin', 'docs', 'lib', 'package.json', 'tsconfig.json'],
  ...['test/checks', 'test/kinds', 'test/vitest.config.ts'],
];

/** A fenced block: `sh` is done, `text` is what its title's command says when the step was skipped, others are files. */
interface Block {
  readonly language: string;
  readonly title: string;
  readonly text: string;
}

export interface Step {
  readonly heading: string;
  readonly blocks: readonly Block[];
}

export interface Ran {
  readonly command: string;
  readonly code: number | null;
  /** What it printed, both streams. */
  readonly output: string;
}

export interface Followed {
  readonly step: string;
  readonly done: readonly Ran[];
  /** What the step's absence looked like, and the lines that the text says one sees. */
  readonly missed: readonly (Ran & { readonly says: readonly string[] })[];
}

const fence = /^```(\w+)(?: title="([^"]*)")?\n([\s\S]*?)^```$/gm;

/** The steps below a heading of the page. */
export const stepsOf = (page: string, heading: string): Step[] => {
  const section = page.split(/^## /m).find((text) => text.startsWith(`${heading}\n`)) ?? '';
  const [, ...steps] = section.split(/^### /m);
  return steps.map((text) => ({
    heading: text.slice(0, text.indexOf('\n')),
    blocks: [...text.matchAll(fence)].map(([, language = '', title = '', body = '']) => ({
      language,
      title,
      text: body,
    })),
  }));
};

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '');

/** The caller's own test run must not reach the inner one. */
const env = {
  ...Object.fromEntries(['PATH', 'HOME', 'TMPDIR'].map((name) => [name, process.env[name]])),
  NO_COLOR: '1',
  npm_config_update_notifier: 'false',
};

export const run = (command: string, cwd: string): Promise<Ran> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, { cwd, env, shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    child.once('error', reject).once('close', (code) => resolve({ command, code, output }));
  });

export const copyProject = async (): Promise<string> => {
  const tree = await mkdtemp(join(tmpdir(), 'cadastre-contributing-'));
  for (const path of copied) await cp(join(root, path), join(tree, path), { recursive: true });
  await symlink(join(root, 'node_modules'), join(tree, 'node_modules'));
  return tree;
};

/** A file that is there already is no example of adding one. */
const add = async (tree: string, { title, text }: Block): Promise<void> => {
  await mkdir(dirname(join(tree, title)), { recursive: true });
  await writeFile(join(tree, title), text, { flag: 'wx' });
};

export const filesOf = (steps: readonly Step[]): readonly Block[] =>
  steps.flatMap(({ blocks }) => blocks.filter(({ language }) => language !== 'sh' && language !== 'text'));

export const addFiles = async (steps: readonly Step[], tree: string): Promise<void> => {
  for (const file of filesOf(steps)) await add(tree, file);
};

/** Each step of a walk-through: first what is missed while it is not done, then the step itself. */
export const follow = async (steps: readonly Step[], tree: string): Promise<Followed[]> => {
  const followed: Followed[] = [];
  for (const { heading, blocks } of steps) {
    const missed: Followed['missed'][number][] = [];
    for (const { title, text } of blocks.filter(({ language }) => language === 'text'))
      missed.push({ ...(await run(title, tree)), says: linesOf(text) });
    const done: Ran[] = [];
    for (const block of blocks) {
      if (block.language === 'sh') for (const command of linesOf(block.text)) done.push(await run(command, tree));
      else if (block.language !== 'text') await add(tree, block);
    }
    followed.push({ step: heading, done, missed });
  }
  return followed;
};

export const readPage = (name: string): Promise<string> => readFile(join(root, name), 'utf8');
