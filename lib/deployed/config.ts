/** The config as it was when the stack was deployed: a file beside the function's code. */
import { readFile } from 'node:fs/promises';
import type { Config } from '../config/types.ts';

/** What `loadConfig` gave, as JSON. */
export const CONFIG_FILE = 'config.json';

/** `folder`: where the bundle lies; absent, where this code does, which is the bundle once it is one. */
export const readDeployedConfig = async (folder: URL = new URL('.', import.meta.url)): Promise<Config> =>
  JSON.parse(await readFile(new URL(CONFIG_FILE, folder), 'utf8')) as Config;
