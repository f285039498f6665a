/** A config as somebody wrote it, in a folder of its own for each test. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { loadConfig } from '../../lib/config/load.ts';

let folder = '';

/** To be called once in a file. */
export const inOwnFolder = (): void => {
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cadastre-config-'));
  });
  afterEach(() => rm(folder, { recursive: true }));
};

/** Where a file beside the config is. */
export const beside = (name: string): string => join(folder, name);

export const load = async (text: string) => {
  await writeFile(beside('cadastre.yaml'), text);
  return loadConfig(beside('cadastre.yaml'));
};
