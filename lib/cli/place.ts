/** Which register a command works on: the sample's, or the one of a config. */
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { findConfig, misnamedText } from '../config/find.ts';
import type { Config } from '../config/types.ts';
import { type Io, say, UsageError } from './io.ts';

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

/** What an option or else the environment says. */
const said = (option: string | undefined, variable: string, { cwd, env }: Io): string | undefined => {
  const written = option ?? (env[variable] || undefined);
  return written === undefined ? undefined : resolve(cwd, written);
};

/** Remarks that are told at most: a column that nobody has is one, an address that is none may be thousands. */
const REMARKS = 20;

const sayRemarks = async (remarks: readonly string[], io: Io): Promise<void> => {
  for (const remark of remarks.slice(0, REMARKS)) await say(io, `Note: ${remark}`);
  if (remarks.length > REMARKS) await say(io, `Note: and ${remarks.length - REMARKS} more like these`);
};

/**
 * The config that `--config` or CADASTRE_CONFIG names, else the nearest `cadastre.yaml` in the working directory or above;
 * undefined where there is none to read. Throws a `UsageError` where one was named or meant, and is not there.
 */
export const configFile = ({ config, sample }: PlaceOptions, io: Io): string | undefined => {
  if (sample && config !== undefined) throw new UsageError('give either --sample or --config, not both');
  if (sample) return undefined;
  const named = said(config, 'CADASTRE_CONFIG', io);
  if (named !== undefined) {
    if (existsSync(named)) return named;
    const by = config === undefined ? ', which CADASTRE_CONFIG names' : '';
    throw new UsageError(`there is no config at ${named}${by}: docs/cadastre.example.yaml is one to copy`);
  }
  const found = findConfig(io.cwd);
  if (found === undefined || 'file' in found) return found?.file;
  throw new UsageError(misnamedText(found.misnamed));
};

/**
 * Without a config, the sample's register. `needs`: `config` where the command collects, `register` where it only reads.
 * Throws a `ConfigError` or `UsageError`.
 */
export const choosePlace = async (options: PlaceOptions, needs: 'config' | 'register', io: Io): Promise<Place> => {
  const data = said(options.data, 'CADASTRE_DATA', io);
  const file = configFile(options, io);
  if (file === undefined)
    return { sample: true, dataDir: data ?? join(io.cwd, '.cadastre', 'sample'), config: undefined };
  if (needs === 'register' && data !== undefined) return { sample: false, dataDir: data, config: undefined };
  const config = await (await import('../config/load.ts')).loadConfig(file);
  if (needs === 'config') await sayRemarks(config.remarks ?? [], io);
  // Beside the config: two configs read from one working directory never share a register.
  return { sample: false, dataDir: data ?? config.dataDir ?? join(dirname(file), '.cadastre', 'register'), config };
};
