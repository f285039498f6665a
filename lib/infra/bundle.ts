/** A function's code as it is deployed: one ES module, its source map, and the config beside them where it reads one. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import type { Config } from '../config/types.ts';
import { CONFIG_FILE } from '../deployed/config.ts';
import { type FunctionId, type FunctionSpec, functions } from '../deployed/functions.ts';
import { deployedConfig } from './deployed-config.ts';
import { functionsOf } from './deployment.ts';
import { withPlainKeys } from './shapes.ts';

const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

/** The module, and what calls it in it. */
export const HANDLER = 'index.handler';

/** What packages in CommonJS form (gRPC's among them) expect to find, and an ES module does not have. */
const banner = [
  `import{createRequire as cadastreRequire}from'node:module'`,
  `import{fileURLToPath as cadastrePath}from'node:url'`,
  `const require=cadastreRequire(import.meta.url)`,
  `const __filename=cadastrePath(import.meta.url)`,
  `const __dirname=cadastrePath(new URL('.',import.meta.url))`,
].join(';');

/** A map that says the file and nothing of what is where in it. */
const fileOnly = (name: string): string =>
  Buffer.from(JSON.stringify({ version: 3, sources: [name], mappings: 'AAAA' })).toString('base64');

const slim = (path: string, text: string): string =>
  /[\\/]dist-es[\\/]schemas[\\/]/.test(path) ? withPlainKeys(text) : text;

/** A map of the packages' code is ten times that of ours, and is read at each start: of them the file's name will do. */
const withoutMapsOfPackages: Plugin = {
  name: 'without maps of packages',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/]node_modules[\\/].*\.[cm]?js$/ }, async ({ path }) => ({
      contents: `${slim(path, await readFile(path, 'utf8'))}\n//# sourceMappingURL=data:application/json;base64,${fileOnly(basename(path))}`,
      loader: 'default',
    }));
  },
};

export interface BundleOptions {
  /** Written beside the code where the function reads one, as `deployedConfig` has it. */
  readonly config?: Config | undefined;
  /** What entries are below. Default: this project. */
  readonly root?: string | undefined;
}

/**
 * Writes a function's `index.mjs`, `index.mjs.map` and, where the spec says so, `config.json` into `folder`, which is
 * emptied first. The same sources give the same bytes, wherever the project and the folder are. Throws esbuild's error
 * where the code cannot be bundled, and an `Error` where a config is needed and none is given.
 */
export const bundle = async (
  { entry, config: readsConfig }: Pick<FunctionSpec, 'entry' | 'config'>,
  folder: string,
  { config, root = projectRoot }: BundleOptions = {},
): Promise<void> => {
  if (readsConfig && config === undefined)
    throw new Error(`${entry} reads a config, and none was given to bundle with it.`);
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    // Not where it is written to: the map names sources relative to this.
    outfile: join(root, 'build', 'index.mjs'),
    write: false,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    // Packages' ES modules, where they have both: what is not used falls away.
    mainFields: ['module', 'main'],
    minify: true,
    // Errors and clients are told apart by their classes' names.
    keepNames: true,
    legalComments: 'none',
    sourcemap: true,
    sourcesContent: false,
    banner: { js: `${banner};` },
    plugins: [withoutMapsOfPackages],
    logLevel: 'silent',
  });
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const { path, contents } of outputFiles)
    await writeFile(join(folder, path.endsWith('.map') ? 'index.mjs.map' : 'index.mjs'), contents);
  if (!readsConfig || config === undefined) return;
  const { json, files } = await deployedConfig(config);
  await writeFile(join(folder, CONFIG_FILE), json);
  for (const [name, text] of files) await writeFile(join(folder, name), text);
};

export interface Bundles {
  readonly folderOf: (id: FunctionId) => string;
  readonly remove: () => Promise<void>;
}

/** Bundles every function of a config, one after the other, into a folder that is there until it is removed. */
export const bundleAll = async (config: Config): Promise<Bundles> => {
  const folder = await mkdtemp(join(tmpdir(), 'cadastre-bundles-'));
  const folderOf = (id: FunctionId): string => join(folder, id);
  for (const id of functionsOf(config)) await bundle(functions[id], folderOf(id), { config });
  return { folderOf, remove: () => rm(folder, { recursive: true, force: true }) };
};
