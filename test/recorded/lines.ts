/** Recorded answers, read where they lie: a folder of `aws.ndjson`, `azure.ndjson` and `gcp.ndjson`. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

const named = process.env.RECORDED_DIR;
const folder = resolve(root, named || '../shared/recorded');
if (named && !existsSync(folder)) throw new Error(`RECORDED_DIR names ${folder}, which is not there.`);

export interface Line<Record> {
  /** `aws.ndjson:17`, from 1. */
  readonly at: string;
  readonly record: Record;
}

/** A file's lines; nothing where it is absent. */
const linesOf = <Record>(file: string): readonly Line<Record>[] | undefined => {
  const path = resolve(folder, file);
  if (!existsSync(path)) return undefined;
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((text, index) =>
      text.trim() === '' ? [] : [{ at: `${file}:${index + 1}`, record: JSON.parse(text) as Record }],
    );
};

/** Tests over a file's lines; skipped, and said to be, where the file is absent. */
export const describeLines = <Record>(
  what: string,
  file: string,
  tests: (lines: readonly Line<Record>[]) => void,
): void => {
  const lines = linesOf<Record>(file);
  if (lines !== undefined) describe(what, () => tests(lines));
  else {
    console.log(`Skipped: ${what}, since there is no ${file} in ${folder}.`);
    describe.skip(`${what} (skipped: no ${file} in the folder of recorded answers)`, () => tests([]));
  }
};
