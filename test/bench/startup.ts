/** Part `startup`: how long the command line takes from nothing to its answer. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { measuredOn, type Section, tableOf, whole } from './document.ts';

const bin = fileURLToPath(new URL('../../bin/cadastre.mjs', import.meta.url));
const TIMES = 11;
const commands = [['--version'], ['--help'], ['kinds']];

/** The median of some starts, milliseconds. */
const startUpMs = (...args: readonly string[]): number => {
  const times = Array.from({ length: TIMES }, () => {
    const started = performance.now();
    const { status, stderr } = spawnSync(process.execPath, [bin, ...args]);
    if (status !== 0) throw new Error(`cadastre ${args.join(' ')} failed: ${stderr}`);
    return performance.now() - started;
  });
  return times.sort((a, b) => a - b)[TIMES >> 1]!;
};

export const startUpSections = async (): Promise<Section[]> => {
  const rows = commands.map((args) => [`\`cadastre ${args.join(' ')}\``, whole(startUpMs(...args))]);
  const text = `${measuredOn('startup')} The median of ${TIMES} starts, from the start of Node to its end.

${tableOf(['command', 'ms:'], rows)}`;
  return [{ heading: 'Start-up of the command line', text }];
};
