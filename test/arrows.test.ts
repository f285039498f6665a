import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = new URL('..', import.meta.url);

/** From the top down: a layer imports from its own line and from those below. */
const lines: readonly (readonly string[])[] = [
  ['bin', 'functions'],
  ['cli', 'api', 'infra'],
  ['deployed', 'local', 'config', 'sample'],
  ['runs'],
  ['audits', 'costs', 'reports', 'events'],
  ['collect', 'checks', 'owners', 'register'],
  ['kinds'],
  ['providers'],
];
const heightOf = (layer: string): number => lines.findIndex((line) => line.includes(layer));

/** The sample is a cloud to collect from: who collects must not know that it is one. */
const mayKnowTheSample = ['bin', 'cli', 'local', 'sample'];

/** Pure layers, with the packages they may use: whatever else there is has an effect or a cloud in it. */
const pure: Readonly<Record<string, readonly string[]>> = {
  collect: ['node:crypto', 'node:util'],
  checks: ['zod'],
};
/** Run by hand to write files, never by the product. */
const generator = /\/generate\.ts$/;

interface Import {
  readonly from: string;
  /** Erased before it runs. */
  readonly type: boolean;
}

const importsOf = (text: string): Import[] =>
  [...text.matchAll(/\b(?:import|export)\b(\s+type\b)?(?:[\w\s{},*$]*?\bfrom)?\s*\(?\s*['"`]([^'"`$\n]+)/g)].map(
    ([, type, from = '']) => ({ from, type: type !== undefined }),
  );

/** The folder below `lib/`, or `bin` or `functions`; nothing for what is in none, such as package.json. */
const layerOf = (file: string): string | undefined =>
  /^lib\/([^/]+)\//.exec(file)?.[1] ?? /^(bin|functions)\//.exec(file)?.[1];

/** What is wrong with one import, in words. */
const wrong = (file: string, { from, type }: Import): string[] => {
  const layer = layerOf(file);
  if (layer === undefined || heightOf(layer) < 0) return [`${file} is in no layer`];
  const allowed = pure[layer];
  if (!from.startsWith('.')) {
    const fits = allowed === undefined || generator.test(file) || allowed.includes(from);
    return fits ? [] : [`${file} imports ${from}, and ${layer} is pure`];
  }
  const target = posix.join(posix.dirname(file), from);
  const to = layerOf(target);
  if (to === undefined) return target === 'package.json' ? [] : [`${file} imports ${target}, which is in no layer`];
  const arrow = `${file} imports ${target}`;
  if (to === 'sample' && !mayKnowTheSample.includes(layer)) return [`${arrow}, and only the command line may`];
  if (allowed !== undefined && to === 'register' && !type) return [`${arrow}, and ${layer} knows no table`];
  return heightOf(to) < heightOf(layer) ? [`${arrow}: the arrow runs back`] : [];
};

const wrongIn = (file: string, text: string): string[] => importsOf(text).flatMap((one) => wrong(file, one));

const sources = ['bin', 'functions', 'lib'].flatMap((folder) => {
  const inRoot = readdirSync(root).includes(folder);
  if (!inRoot) return [];
  const files = readdirSync(new URL(`${folder}/`, root), { recursive: true }) as string[];
  return files.filter((file) => /\.m?ts$/.test(file)).map((file) => `${folder}/${file}`);
});

describe('imports', () => {
  it('run one way', () => {
    expect(sources.length).toBeGreaterThan(100);
    expect(sources.flatMap((file) => wrongIn(file, readFileSync(new URL(file, root), 'utf8')))).toEqual([]);
  });

  it('are all read: types, several lines, side effects, exports and those made while running', () => {
    const text = `
      import type { A } from './a.ts';
      import {
        b,
        type C,
      } from './b.ts';
      import './c.ts';
      import * as d from './d.ts';
      import e, { f } from "./e.ts";
      export { g } from './g.ts';
      export * from './h.ts';
      const i = await import('./i.ts');
      const j = import(\`./j/\${name}.ts\`);
      export const none = 'from nothing';`;
    expect(importsOf(text).map(({ from }) => from)).toEqual(
      ['a.ts', 'b.ts', 'c.ts', 'd.ts', 'e.ts', 'g.ts', 'h.ts', 'i.ts', 'j/'].map((file) => `./${file}`),
    );
    expect(importsOf(text).filter(({ type }) => type)).toEqual([{ from: './a.ts', type: true }]);
  });

  it.each([
    ['lib/providers/aws/read.ts', `import { awsKinds } from '../../kinds/aws/index.ts';`, 'runs back'],
    ['lib/kinds/types.ts', `import type { Owner } from '../owners/types.ts';`, 'runs back'],
    ['lib/register/reader.ts', `const { run } = await import('../cli/run.ts');`, 'runs back'],
    ['lib/collect/sweep.ts', `export * from '../runs/run.ts';`, 'runs back'],
    ['lib/local/table.ts', `import { run } from '../cli/run.ts';`, 'runs back'],
    ['lib/cli/run.ts', `import '../../bin/cadastre.ts';`, 'runs back'],
    ['lib/runs/run.ts', `import type { Estate } from '../sample/types.ts';`, 'only the command line may'],
    ['lib/collect/sweep.ts', `import { EC2Client } from '@aws-sdk/client-ec2';`, 'collect is pure'],
    ['lib/checks/unowned.ts', `import { readFileSync } from 'node:fs';`, 'checks is pure'],
    ['lib/collect/partition.ts', `import { Database } from '../register/database.ts';`, 'knows no table'],
    ['lib/elsewhere/new.ts', `import { z } from 'zod';`, 'is in no layer'],
    ['lib/runs/run.ts', `import { by } from '../../test/standins/owners.ts';`, 'which is in no layer'],
  ])('are refused where %s says %s', (file, text, why) => {
    expect(wrongIn(file, text)).toEqual([expect.stringContaining(why)]);
  });
});
