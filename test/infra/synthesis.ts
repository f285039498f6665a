/** Stacks of configs, synthesised as `cdk synth` does, with folders that are quickly made in place of bundles. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { flattenCfnReference } from 'cdk-nag/lib/utils/flatten-cfn-reference.js';
import { addStacks } from '../../lib/infra/app.ts';
import { configToDeploy } from '../../lib/infra/config.ts';

const root = new URL('../..', import.meta.url);
const { context } = JSON.parse(readFileSync(new URL('cdk.json', root), 'utf8')) as { context: Record<string, unknown> };

export interface Resource {
  readonly Type: string;
  readonly Properties: any;
  readonly DeletionPolicy?: string;
  readonly DependsOn?: readonly string[];
  readonly UpdateReplacePolicy?: string;
  readonly Metadata?: { readonly 'aws:cdk:path': string };
}

type Entry = readonly [id: string, resource: Resource];

export interface Template {
  readonly text: string;
  readonly resources: readonly Entry[];
  readonly ofType: (type: string) => readonly Entry[];
  /** The one of this type that the properties fit; throws where it is not one. */
  readonly one: (type: string, fits?: (properties: Resource['Properties']) => boolean) => Entry;
}

const templateOf = (text: string): Template => {
  const resources = Object.entries((JSON.parse(text) as { Resources: Record<string, Resource> }).Resources);
  const ofType = (type: string) => resources.filter(([, { Type }]) => Type === `AWS::${type}`);
  return {
    text,
    resources,
    ofType,
    one: (type, fits = () => true) => {
      const found = ofType(type).filter(([, { Properties }]) => fits(Properties));
      if (found.length !== 1) throw new Error(`${found.length} of ${type} where one is expected`);
      return found[0]!;
    },
  };
};

export interface Synthesis {
  readonly main: Template;
  /** The stack of a member account, where the config has one. */
  readonly member: Template | undefined;
  /** What cdk-nag's rules say against it, and CDK's. */
  readonly violations: readonly unknown[];
  /** Path of a construct → rule that is passed over there → why. */
  readonly reasons: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

const reasonsIn = (app: App): Map<string, Record<string, string>> => {
  const reasons = new Map<string, Record<string, string>>();
  for (const { node } of app.node.findAll())
    for (const { type, data } of node.metadata)
      if (type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
        reasons.set(node.path, { ...reasons.get(node.path), ...(data as Record<string, string>) });
  return reasons;
};

/** Synthesises the config at `path`, in a folder that is removed; by CDK's own rules as well where it is `checked`. */
export const synthesise = async (path: string, { checked = false } = {}): Promise<Synthesis> => {
  const outdir = mkdtempSync(join(tmpdir(), 'cadastre-synthesis-'));
  const bundle = mkdtempSync(join(tmpdir(), 'cadastre-stub-'));
  try {
    writeFileSync(join(bundle, 'index.mjs'), 'export const handler = () => null;');
    const app = new App({
      analyticsReporting: false,
      outdir,
      context: {
        ...context,
        'aws:cdk:enable-path-metadata': true,
        '@aws-cdk/core:validateAgainstDefaultRules': checked,
      },
    });
    addStacks(app, { config: await configToDeploy(path), bundleOf: () => bundle });
    const assembly = app.synth();
    const member = assembly.nestedAssemblies[0]?.nestedAssembly.stacks[0]?.templateFullPath;
    const report = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8'));
    return {
      main: templateOf(readFileSync(assembly.stacks[0]!.templateFullPath, 'utf8')),
      member: member === undefined ? undefined : templateOf(readFileSync(member, 'utf8')),
      violations: report.pluginReports,
      reasons: reasonsIn(app),
    };
  } finally {
    for (const folder of [outdir, bundle]) rmSync(folder, { recursive: true });
  }
};

/** The same of a config as text. */
export const synthesiseYaml = async (yaml: string): Promise<Synthesis> => {
  const folder = mkdtempSync(join(tmpdir(), 'cadastre-config-'));
  try {
    const path = join(folder, 'cadastre.yaml');
    writeFileSync(path, yaml);
    return await synthesise(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** The config that has everything a stack can have. */
export const everything = new URL('cadastre.yaml', import.meta.url).pathname;

export const listOf = <Value>(value: Value | readonly Value[]): readonly Value[] => [value].flat() as readonly Value[];

/** A reference as text, without the hashes of logical ids: `<RegisterTable.Arn>/index/byOwner`. */
export const named = (reference: unknown): string =>
  flattenCfnReference(reference).replace(/<(\w+?)[0-9A-F]{8}\b/g, '<$1');
