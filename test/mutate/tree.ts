/** A copy of the tree in which a change can be made and tested, beside the others and without touching the tree itself. */
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { changed, type Mutant } from './mutants.ts';

export interface Tree {
  /** Makes the changes, at most one a file, runs `work` and takes them back. */
  with<Result>(mutants: readonly Mutant[], work: () => Promise<Result>): Promise<Result>;
  /** Runs one of the tools of node_modules; its output and whether it came to a good end in time. */
  run(
    tool: string,
    args: readonly string[],
    seconds: number,
  ): Promise<{ readonly good: boolean; readonly output: string }>;
  remove(): void;
}

/** Copies all that git knows or would add; the packages are linked. */
export const openTree = (root: URL): Tree => {
  const from = fileURLToPath(root);
  const folder = mkdtempSync(join(tmpdir(), 'cadastre-mutate-'));
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: from });
  for (const file of files
    .toString()
    .split('\0')
    .filter((one) => one !== '')) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(from, file), join(folder, file));
  }
  symlinkSync(join(from, 'node_modules'), join(folder, 'node_modules'));
  return {
    async with(mutants, work) {
      const texts = mutants.map(({ file }) => readFileSync(join(folder, file), 'utf8'));
      try {
        for (const [index, mutant] of mutants.entries())
          writeFileSync(join(folder, mutant.file), changed(texts[index]!, mutant));
        return await work();
      } finally {
        for (const [index, { file }] of mutants.entries()) writeFileSync(join(folder, file), texts[index]!);
      }
    },
    run: (tool, args, seconds) =>
      new Promise((done, failed) => {
        // A group of its own, so that the processes that it starts end with it.
        const child = spawn(process.execPath, [join(folder, 'node_modules', tool), ...args], {
          ...{ cwd: folder, detached: true, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NO_COLOR: '1' } },
        });
        let output = '';
        const add = (chunk: Buffer) => (output += chunk.toString());
        child.stdout!.on('data', add);
        child.stderr!.on('data', add);
        const stop = setTimeout(() => process.kill(-child.pid!, 'SIGKILL'), seconds * 1000);
        child.on('error', failed);
        child.on('close', (code) => {
          clearTimeout(stop);
          done({ good: code === 0, output });
        });
      }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};
