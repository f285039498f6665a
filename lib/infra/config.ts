/** The config that is deployed. */
import { existsSync } from 'node:fs';
import { findConfig, misnamedText } from '../config/find.ts';
import { loadConfig } from '../config/load.ts';
import type { Config } from '../config/types.ts';
import { readDeployedTargets } from '../deployed/targets.ts';
import { TargetError } from '../events/targets.ts';

/** There is no config, or one that cannot be deployed: the message says what to do. */
export class NothingToDeployError extends Error {
  override readonly name = 'NothingToDeployError';
}

/**
 * Reads the config at `path`, the nearest `cadastre.yaml` in the working directory or above where it is undefined. Throws a
 * `NothingToDeployError` where there is none or it writes to files, and a `ConfigError` with all of its mistakes.
 */
export const configToDeploy = async (path: string | undefined): Promise<Config> => {
  const found = path === undefined ? findConfig('.') : { file: path };
  if (found !== undefined && 'misnamed' in found) throw new NothingToDeployError(misnamedText(found.misnamed));
  const file = found?.file;
  if (file === undefined || !existsSync(file))
    throw new NothingToDeployError(
      path === undefined
        ? 'There is no cadastre.yaml here to deploy. Copy docs/cadastre.example.yaml to cadastre.yaml and keep what you need, or name another file: npx cdk deploy -c config=FILE (or CADASTRE_CONFIG=FILE).'
        : `There is no config ${path} to deploy: it was named by -c config=FILE or CADASTRE_CONFIG.`,
    );
  const config = await loadConfig(file);
  try {
    readDeployedTargets([...config.notify, ...config.events]);
  } catch (error) {
    if (!(error instanceof TargetError)) throw error;
    throw new NothingToDeployError(`${file}: ${error.message}.`, { cause: error });
  }
  return config;
};
