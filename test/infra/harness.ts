/** Stacks of configs, synthesised with nothing in their functions. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { onTestFinished } from 'vitest';
import { loadConfig } from '../../lib/config/load.ts';
import { addStacks } from '../../lib/infra/app.ts';

const project = new URL('../../', import.meta.url);

/** All that the config can say: see also `npm run check:stack`. */
export const WHOLE = new URL('cadastre.yaml', import.meta.url).pathname;

export interface Synthesised {
  readonly folder: string;
  readonly template: Template;
  readonly json: any;
  /** That of the member accounts; undefined where the config has none. */
  readonly member: any;
}

/** `yaml`: the config's text. Checks are those of cdk.json; what they find is an error. */
export const synthesise = async (yaml: string): Promise<Synthesised> => {
  const folder = await mkdtemp(join(tmpdir(), 'cadastre-synth-'));
  const stub = join(folder, 'stub');
  const config = join(folder, 'cadastre.yaml');
  await writeFile(config, yaml);
  await mkdir(stub);
  await writeFile(join(stub, 'index.mjs'), 'export const handler = async () => undefined;\n');
  const { context } = JSON.parse(await readFile(new URL('cdk.json', project), 'utf8'));
  const app = new App({ analyticsReporting: false, outdir: join(folder, 'out'), context });
  addStacks(app, { config: await loadConfig(config), bundleOf: () => stub });
  const assembly = app.synth();
  const [stack] = assembly.stacks;
  const [inner] = assembly.nestedAssemblies;
  return {
    folder,
    template: Template.fromJSON(stack!.template),
    json: stack!.template,
    member: inner?.nestedAssembly.stacks[0]?.template,
  };
};

/** The same, removed when the test is over. */
export const synthesisedHere = async (yaml: string): Promise<Synthesised> => {
  const made = await synthesise(yaml);
  onTestFinished(() => rm(made.folder, { recursive: true }));
  return made;
};
