/** Tests over recorded answers, from the folder that `RECORDED_DIR` names, or from the one beside the project. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe } from 'vitest';
import { type Line, linesOf } from './folder.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

const named = process.env.RECORDED_DIR;
const folder = resolve(root, named || '../shared/recorded');
if (named && !existsSync(folder)) throw new Error(`RECORDED_DIR names ${folder}, which is not there.`);

/** Tests over a file's lines; skipped, and said to be, where the file is absent. */
export const describeLines = <Record>(
  what: string,
  file: string,
  tests: (lines: readonly Line<Record>[]) => void,
): void => {
  const lines = linesOf<Record>(folder, file);
  if (lines !== undefined) describe(what, () => tests(lines));
  else {
    console.log(`${what}: nothing was proved, since there is no ${file} in ${folder}.`);
    describe.skip(`${what} (nothing proved: no ${file} in the folder of recorded answers)`, () => tests([]));
  }
};
