/** How long the command line takes from nothing to its answer. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const bin = fileURLToPath(new URL('../../bin/cadastre.mjs', import.meta.url));
const TIMES = 11;

/** The median of some starts, milliseconds. */
export const startUpMs = (...args: readonly string[]): number => {
  const times = Array.from({ length: TIMES }, () => {
    const started = performance.now();
    const { status, stderr } = spawnSync(process.execPath, [bin, ...args]);
    if (status !== 0) throw new Error(`cadastre ${args.join(' ')} failed: ${stderr}`);
    return performance.now() - started;
  });
  return times.sort((a, b) => a - b)[TIMES >> 1]!;
};
