/** A working directory of its own for each test, with the sample's register in it. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';

export const workingFolder = (): { path: string } => {
  const folder = { path: '' };
  beforeEach(async () => {
    folder.path = await mkdtemp(join(tmpdir(), 'cadastre-cli-'));
    await mkdir(join(folder.path, '.cadastre/sample'), { recursive: true });
    await writeFile(join(folder.path, '.cadastre/sample/register.json'), '{"sample": true}');
  });
  afterEach(() => rm(folder.path, { recursive: true }));
  return folder;
};
