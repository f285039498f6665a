import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addFiles,
  copyProject,
  type Followed,
  filesOf,
  follow,
  type Ran,
  readPage,
  root,
  run,
  stepsOf,
} from './walk-through.ts';

const page = await readPage('CONTRIBUTING.md');

const walks = [
  {
    heading: 'Add a kind',
    id: 'azure_postgresql_flexible_server',
    writes: ['lib/kinds/azure/index.ts', 'lib/kinds/catalog.ts', 'docs/kinds.md'],
    lists: 'npx cadastre kinds --format json',
  },
  {
    heading: 'Add a check',
    id: 'empty_app_plan',
    writes: ['lib/checks/index.ts', 'docs/checks.md', 'docs/cadastre.schema.json'],
    lists: 'npx cadastre checks --format json',
  },
] as const;

const [kindSteps = [], checkSteps = []] = walks.map(({ heading }) => stepsOf(page, heading));

/** Both at once, each in a copy of its own. */
const trees: string[] = [];
let walked: readonly (readonly Followed[])[];
let style: Ran;
beforeAll(async () => {
  trees.push(await copyProject(), await copyProject());
  const [kindTree = '', checkTree = ''] = trees;
  // The check's files are in the kind's copy too, where the types of both are checked.
  await addFiles(checkSteps, kindTree);
  walked = await Promise.all([follow(kindSteps, kindTree), follow(checkSteps, checkTree)]);
  const code = filesOf([...kindSteps, ...checkSteps]).filter(({ language }) => language === 'ts');
  const files = code.map(({ title }) => title).join(' ');
  style = await run(`npx biome check --config-path=.ci --error-on-warnings ${files}`, kindTree);
}, 180_000);
afterAll(() => Promise.all(trees.map((tree) => rm(tree, { recursive: true, force: true }))));

const failed = ({ command, code, output }: Ran) => (code === 0 ? [] : [`${command}\n${output}`]);

describe.each(walks.map((walk, at) => ({ ...walk, at })))('$heading', ({ at, heading, id, writes, lists }) => {
  it('has numbered steps, and every step succeeds', () => {
    const steps = stepsOf(page, heading);
    expect(steps.length).toBeGreaterThanOrEqual(4);
    expect(steps.map((step) => step.heading.split(' ')[0])).toEqual(steps.map((_, index) => `${index + 1}.`));
    expect(walked[at]?.flatMap(({ done }) => done.flatMap(failed))).toEqual([]);
  });

  it('says what is seen when a step is skipped', () => {
    const missed = walked[at]?.flatMap((step) => step.missed) ?? [];
    expect(missed).toHaveLength(2);
    for (const { command, code, output, says } of missed) {
      expect(code, `${command} passes though a step is skipped`).not.toBe(0);
      for (const line of says) expect(output).toContain(line);
    }
  });

  it.each(writes)('brings the example into %s', async (file) => {
    expect(await readFile(join(root, file), 'utf8'), 'it is there already: choose another').not.toContain(id);
    expect(await readFile(join(trees[at]!, file), 'utf8')).toContain(id);
  });

  it(`brings the example into what \`${lists}\` prints`, () => {
    const listed = walked[at]?.flatMap(({ done }) => done).find(({ command }) => command === lists);
    expect(listed?.output).toContain(`"id":"${id}"`);
  });
});

describe('the code in CONTRIBUTING.md', () => {
  it('passes the linter, formatted', () => {
    expect(failed(style)).toEqual([]);
  });
});

describe.each(['CONTRIBUTING.md', 'docs/architecture.md'])('%s', (name) => {
  it('links to files that exist', async () => {
    const text = await readPage(name);
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, link = '']) => link);
    expect(links.length).toBeGreaterThan(3);
    expect(links.filter((link) => !existsSync(join(root, dirname(name), link)))).toEqual([]);
  });

  it('names scripts that exist', async () => {
    const { scripts } = JSON.parse(await readPage('package.json')) as { scripts: Record<string, string> };
    const named = [...(await readPage(name)).matchAll(/npm (?:run )?(start|test|(?<=run )[\w:]+)/g)];
    expect(named.map(([, script = '']) => script).filter((script) => !(script in scripts))).toEqual([]);
  });
});
