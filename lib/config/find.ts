/** Where the config is that holds in a folder: there, or in the nearest folder above that has one. */
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const NAME = 'cadastre.yaml';
/** As it is called by mistake. */
const MISNAMED = 'cadastre.yml';

export type FoundConfig = { readonly file: string } | { readonly misnamed: string };

/** Absolute; undefined where no folder up to the root has one. */
export const findConfig = (folder: string): FoundConfig | undefined => {
  for (let here = resolve(folder); ; here = dirname(here)) {
    const [file, misnamed] = [join(here, NAME), join(here, MISNAMED)];
    if (existsSync(file)) return { file };
    // Passing over it would look as if it had been read.
    if (existsSync(misnamed)) return { misnamed };
    if (here === dirname(here)) return undefined;
  }
};

/** What to do about a config of the wrong name. */
export const misnamedText = (path: string): string =>
  `the config is called cadastre.yaml, not cadastre.yml: rename ${path}, or name it with --config or CADASTRE_CONFIG`;
