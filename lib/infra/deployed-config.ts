/** The config as functions get it: without what is of the machine that deployed. */
import { readFile } from 'node:fs/promises';
import type { Config } from '../config/types.ts';
import type { Root } from '../providers/roots.ts';

export interface DeployedConfig {
  readonly json: string;
  /** Name → text of files that the config names, which lie beside it. Lambda starts functions in that folder. */
  readonly files: ReadonlyMap<string, string>;
}

/**
 * The config as JSON, the same for the same: certificate authorities beside it, and no folder of a laptop's register.
 * Throws the file system's error where a certificate's file cannot be read.
 */
export const deployedConfig = async (config: Config): Promise<DeployedConfig> => {
  const files = new Map<string, string>();
  const rootOf = async (root: Root, index: number): Promise<Root> => {
    if (root.provider !== 'azure' || root.caFile === undefined) return root;
    const name = `ca-${index}.pem`;
    files.set(name, await readFile(root.caFile, 'utf8'));
    return { ...root, caFile: name };
  };
  const { dataDir: _, ...rest } = config;
  const deployed: Config = {
    ...rest,
    roots: await Promise.all(config.roots.map(rootOf)),
  };
  return { json: `${JSON.stringify(deployed, null, 2)}\n`, files };
};
