import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyProject, type Followed, follow, type Ran, readPage, root, run, stepsOf } from './walk-through.ts';

const page = await readPage('CONTRIBUTING.md');

const walks = [
  {
    heading: 'Add a kind',
    id: 'azure_postgresql_flexible_server',
    writes: ['lib/kinds/azure/index.ts', 'lib/kinds/catalog.ts', 'docs/kinds.md'],
    lists: 'kinds',
  },
  {
    heading: 'Add a check',
    id: 'empty_app_plan',
    writes: ['lib/checks/index.ts', 'docs/checks.md', 'docs/cadastre.schema.json'],
    lists: 'checks',
  },
] as const;

const failed = ({ command, code, output }: Ran) => (code === 0 ? [] : [`${command}\n${output}`]);

describe.each(walks)('$heading', ({ heading, id, writes, lists }) => {
  const steps = stepsOf(page, heading);
  let tree: string;
  let followed: readonly Followed[];
  let listed: Ran;
  let style: Ran;
  beforeAll(async () => {
    tree = await copyProject();
    followed = await follow(steps, tree);
    const files = steps
      .flatMap(({ blocks }) => blocks.map(({ title }) => title))
      .filter((title) => /\.ts$/.test(title));
    [listed, style] = await Promise.all([
      run(`node bin/cadastre.mjs ${lists} --format json`, tree),
      run(`npx biome check --config-path=.ci --error-on-warnings ${files.join(' ')}`, tree),
    ]);
  }, 180_000);
  afterAll(() => rm(tree, { recursive: true, force: true }));

  it('has numbered steps, and every step succeeds', () => {
    expect(steps.map((step) => step.heading.split(' ')[0])).toEqual(steps.map((_, index) => `${index + 1}.`));
    expect(steps.length).toBeGreaterThanOrEqual(4);
    expect(followed.flatMap(({ done }) => done.flatMap(failed))).toEqual([]);
  });

  it('says what is seen when a step is skipped', () => {
    const missed = followed.flatMap((one) => one.missed);
    expect(missed.length).toBeGreaterThanOrEqual(2);
    for (const { command, code, output, says } of missed) {
      expect(code, `${command} passes though a step is skipped`).not.toBe(0);
      for (const line of says) expect(output).toContain(line);
    }
  });

  it.each(writes)('brings it into %s', async (file) => {
    expect(await readFile(join(tree, file), 'utf8')).toContain(id);
  });

  it(`brings it into \`cadastre ${lists}\``, () => {
    expect(failed(listed)).toEqual([]);
    expect(listed.output).toContain(`"id":"${id}"`);
  });

  it('shows code that passes the linter, formatted', () => {
    expect(failed(style)).toEqual([]);
  });
});

describe('the example kind', () => {
  it('is of a class that exists, and is not described yet', () => {
    expect(existsSync(join(root, 'lib/kinds/azure/azure_postgresql_flexible_server.ts'))).toBe(false);
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
    const text = await readPage(name);
    const { scripts } = JSON.parse(await readPage('package.json')) as { scripts: Record<string, string> };
    const named = [...text.matchAll(/npm (?:run )?(start|test|(?<=run )[\w:]+)/g)].map(([, script = '']) => script);
    expect([...new Set(named)].filter((script) => !(script in scripts))).toEqual([]);
  });
});
