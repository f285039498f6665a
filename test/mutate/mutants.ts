/** Small changes of the code, each a fault that somebody could make: made by Stryker's instrumenter, which knows them. */
import { readdirSync, readFileSync } from 'node:fs';
import { Instrumenter } from '@stryker-mutator/instrumenter';

/** One change of one file, as a stretch of its text and what stands there instead. */
export interface Mutant {
  /** From the root of the tree: `lib/collect/lost.ts`. */
  readonly file: string;
  /** The line that it begins on, from 1. */
  readonly line: number;
  /** Stryker's name of the kind of change: `EqualityOperator`. */
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly before: string;
  readonly after: string;
}

/** The folders whose tests must notice a fault. */
export const areas = ['collect', 'checks', 'owners', 'register', 'events', 'providers'] as const;
export type Area = (typeof areas)[number];

const silent = { isTraceEnabled: () => false, isDebugEnabled: () => false, isInfoEnabled: () => false };
const log = new Proxy(silent as never, {
  get: (target: object, name) => Reflect.get(target, name) ?? (() => undefined),
});

/** Written by generators, or data that documents quote word for word. */
const left = /\/(generate|catalog|index)\.ts$/;

const filesIn = (root: URL, area: Area): string[] =>
  (readdirSync(new URL(`lib/${area}/`, root), { recursive: true }) as string[])
    .filter((name) => name.endsWith('.ts') && !left.test(`/${name}`))
    .map((name) => `lib/${area}/${name}`)
    .sort();

/** Where each line of a text begins. */
const linesOf = (text: string): readonly number[] => {
  const begins = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) begins.push(at + 1);
  return begins;
};

/** A text of several words is read by people: that tests notice it empty says nothing of what the code does. */
const isProse = (name: string, before: string): boolean => name === 'StringLiteral' && /\S\s+\S/.test(before);

/** All changes that Stryker would make to a file, but for those of prose. */
export const mutantsOf = async (root: URL, file: string): Promise<readonly Mutant[]> => {
  const text = readFileSync(new URL(file, root), 'utf8');
  const { mutants } = await new Instrumenter(log as never).instrument([{ name: file, content: text, mutate: true }], {
    ignorers: [],
    excludedMutations: [],
    plugins: null,
  });
  const begins = linesOf(text);
  return mutants
    .map(({ mutatorName, replacement, location: { start, end } }) => {
      const from = begins[start.line]! + start.column;
      const to = begins[end.line]! + end.column;
      return {
        ...{ file, line: start.line + 1, name: mutatorName, from, to },
        ...{ before: text.slice(from, to), after: replacement ?? '' },
      };
    })
    .filter(({ name, before }) => !isProse(name, before));
};

/** All changes of some areas, in the order of their files. */
export const mutantsIn = async (root: URL, chosen: readonly Area[]): Promise<readonly Mutant[]> => {
  const all: Mutant[] = [];
  for (const file of chosen.flatMap((area) => filesIn(root, area))) all.push(...(await mutantsOf(root, file)));
  return all;
};

/** The file's text with the change in it. */
export const changed = (text: string, { from, to, after }: Pick<Mutant, 'from' | 'to' | 'after'>): string =>
  text.slice(0, from) + after + text.slice(to);
