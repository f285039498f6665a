/** Which register a command works on: the sample's, or the one of a config. */
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Config } from '../config/types.ts';
import { type Io, UsageError } from './io.ts';

export interface PlaceOptions {
  readonly data?: string;
  readonly config?: string;
  readonly sample?: boolean;
}

/** What a command that reads the register may be told: a deployed one is neither of a folder nor of the sample. */
export interface RegisterOptions extends PlaceOptions {
  readonly table?: string;
  readonly tableRegion?: string;
  readonly deployed?: true;
}

export interface Place {
  readonly sample: boolean;
  /** Absolute. */
  readonly dataDir: string;
  /** Read where it is needed, and never for the sample. */
  readonly config: Config | undefined;
}

/** Undefined where there is none to read. Throws a `UsageError` where one was named or meant, and is not there. */
export const configFile = ({ config, sample }: PlaceOptions, cwd: string): string | undefined => {
  if (sample && config !== undefined) throw new UsageError('give either --sample or --config, not both');
  if (sample) return undefined;
  if (config !== undefined) {
    const path = resolve(cwd, config);
    if (!existsSync(path))
      throw new UsageError(`there is no config at ${path}: docs/cadastre.example.yaml is one to copy`);
    return path;
  }
  const path = join(cwd, 'cadastre.yaml');
  if (existsSync(path)) return path;
  // Falling back to the sample would look as if the config had been read.
  if (existsSync(join(cwd, 'cadastre.yml')))
    throw new UsageError(
      'the config is called cadastre.yaml, not cadastre.yml: rename it, or give --config cadastre.yml',
    );
  return undefined;
};

/**
 * Without a `cadastre.yaml` in the working directory or a `--config`, the sample's register. `needs`: `config`
 * where the command collects, `register` where it only reads. Throws a `ConfigError` or `UsageError`.
 */
export const choosePlace = async (options: PlaceOptions, needs: 'config' | 'register', io: Io): Promise<Place> => {
  const data = options.data === undefined ? undefined : resolve(io.cwd, options.data);
  const file = configFile(options, io.cwd);
  if (file === undefined)
    return { sample: true, dataDir: data ?? join(io.cwd, '.cadastre', 'sample'), config: undefined };
  if (needs === 'register' && data !== undefined) return { sample: false, dataDir: data, config: undefined };
  const config = await (await import('../config/load.ts')).loadConfig(file);
  // Beside the config: two configs read from one working directory never share a register.
  return { sample: false, dataDir: data ?? config.dataDir ?? join(dirname(file), '.cadastre', 'register'), config };
};
