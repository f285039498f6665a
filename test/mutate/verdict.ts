/** Whether a change is noticed: by the compiler, by tests, or by nobody. */
import type { Mutant } from './mutants.ts';
import type { Tree } from './tree.ts';

/** A run of tests that takes longer does not end: the change made a loop of it. */
const SECONDS = 900;
const TEST_MS = 60_000;

/** Tests of other things: texts of generated files, the import arrows, the stack, how the project is told. */
const apart =
  /^test\/(arrows|contributing|infra|docs|bench|mutate|stack|standins|recorded|kinds\/generated|api\/bundle|e2e|faults|sample)\b/;

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
  const { good } = await tree.with(round, () => tree.run('typescript/bin/tsc', [], SECONDS));
  if (good) return round;
  if (round.length === 1) return [];
  const half = Math.ceil(round.length / 2);
  return [...(await compilingOf(tree, round.slice(0, half))), ...(await compilingOf(tree, round.slice(half)))];
};

/** The test file that noticed a change; undefined where all of `rings` pass with it. */
export const noticedBy = (
  tree: Tree,
  mutant: Mutant,
  rings: readonly (readonly string[])[],
): Promise<string | undefined> =>
  tree.with([mutant], async () => {
    for (const ring of rings) {
      const files = ring.filter((file) => !apart.test(file));
      if (files.length === 0) continue;
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
      // biome-ignore lint/suspicious/noControlCharactersInRegex: vitest colours its output.
      if (!good) return /FAIL(?:\u001b\[[\d;]*m|\s)*(test\/\S+)/.exec(output)?.[1] ?? 'a run that did not end well';
    }
    return undefined;
  });
