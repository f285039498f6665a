/** Whether a change is noticed: by the compiler, by tests, or by nobody. */
import type { Area, Mutant } from './mutants.ts';
import type { Tree } from './tree.ts';

/** A run of tests that takes longer does not end: the change made a loop of it. */
const SECONDS = 900;
const TEST_MS = 60_000;

/** The folders whose tests are to notice a change in an area: its own, and those that go the whole way through it. */
const testsOf: Readonly<Record<Area, readonly string[]>> = {
  collect: ['collect', 'register', 'estates', 'pipeline'],
  checks: ['checks', 'collect', 'config', 'estates'],
  owners: ['owners', 'collect', 'config', 'estates'],
  register: ['register', 'collect', 'api', 'pipeline'],
  events: ['events', 'deployed', 'cli', 'pipeline'],
  providers: ['providers', 'kinds', 'sample', 'deployed', 'estates'],
};

/** Compares texts of generated files, which any word of the code may change. */
const GENERATED = 'test/kinds/generated.test.ts';

const folderOf = (file: string): string => file.split('/')[1] ?? '';

/** Of a file's tests, nearest first, those of its area. */
const near = (file: string, rings: readonly (readonly string[])[]): readonly (readonly string[])[] => {
  const folders = testsOf[folderOf(file) as Area];
  return rings
    .map((ring) => ring.filter((test) => folders.includes(folderOf(test)) && test !== GENERATED))
    .filter((ring) => ring.length > 0);
};

/** Of some changes, those that compile: one a file is tried at a time, alone where another's might be to blame. */
export const compiling = async (tree: Tree, mutants: readonly Mutant[]): Promise<readonly Mutant[]> => {
  const good: Mutant[] = [];
  let waiting = mutants;
  while (waiting.length > 0) {
    const round = waiting.filter(({ file }, index) => waiting.findIndex((one) => one.file === file) === index);
    waiting = waiting.filter((one) => !round.includes(one));
    good.push(...(await compilingOf(tree, round)));
  }
  return mutants.filter((one) => good.includes(one));
};

const compilingOf = async (tree: Tree, round: readonly Mutant[]): Promise<readonly Mutant[]> => {
  const { good, output } = await tree.with(round, () => tree.run('typescript/bin/tsc', [], SECONDS));
  if (good) return round;
  if (round.length === 1) return [];
  // The compiler names the files: a change in one of them is out, and the others are tried again.
  const named = new Set([...output.matchAll(/^([^\s(]+)\(\d+,\d+\): error/gm)].map(([, file]) => file));
  const others = round.filter(({ file }) => !named.has(file));
  if (others.length < round.length) return others.length === 0 ? [] : compilingOf(tree, others);
  const half = Math.ceil(round.length / 2);
  return [...(await compilingOf(tree, round.slice(0, half))), ...(await compilingOf(tree, round.slice(half)))];
};

/** The test file that noticed a change; undefined where all of its area pass with it. */
export const noticedBy = (
  tree: Tree,
  mutant: Mutant,
  rings: readonly (readonly string[])[],
): Promise<string | undefined> =>
  tree.with([mutant], async () => {
    for (const files of near(mutant.file, rings)) {
      const { good, output } = await tree.run(
        'vitest/vitest.mjs',
        [
          'run',
          '--config',
          'test/vitest.config.ts',
          '--bail',
          '1',
          '--maxWorkers',
          '1',
          '--testTimeout',
          `${TEST_MS}`,
          ...files,
        ],
        SECONDS,
      );
      if (!good) return /FAIL\s+(test\/\S+)/.exec(output)?.[1] ?? 'a run that did not end well';
    }
    return undefined;
  });
