/** What the pages refer to is there: files of this repository, and headings in them. */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

const pages = ['README.md', 'CONTRIBUTING.md', ...(await readdir(resolve(root, 'docs'))).map((name) => `docs/${name}`)]
  .filter((name) => name.endsWith('.md'))
  .map((name) => resolve(root, name));

/** Without what stands in fences: code has brackets of its own. */
const proseOf = (markdown: string): string => markdown.replace(/^ *(`{3,})[^\n]*\n[\s\S]*?^ *\1 *$/gm, '');

/** Ids of a page's headings, as GitHub makes them: lower case, blanks as hyphens, no punctuation, numbered where twice. */
const anchorsIn = (markdown: string): ReadonlySet<string> => {
  const anchors = new Set<string>();
  for (const [, heading = ''] of proseOf(markdown).matchAll(/^#{1,6} +(.+?) *$/gm)) {
    const plain = heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M} _-]/gu, '')
      .replaceAll(' ', '-');
    let anchor = plain;
    for (let again = 1; anchors.has(anchor); again++) anchor = `${plain}-${again}`;
    anchors.add(anchor);
  }
  return anchors;
};

/** Targets of links and pictures that are not on the web. */
const linksIn = (markdown: string): string[] =>
  [
    ...proseOf(markdown)
      .replace(/`[^`\n]*`/g, '')
      .matchAll(/\]\(([^)\s]+)\)/g),
  ]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target));

const anchors = new Map<string, ReadonlySet<string>>();
const anchorsOf = async (path: string): Promise<ReadonlySet<string>> => {
  const known = anchors.get(path) ?? anchorsIn(await readFile(path, 'utf8'));
  anchors.set(path, known);
  return known;
};

const broken = async (page: string, markdown: string): Promise<string[]> => {
  const wrong: string[] = [];
  for (const link of linksIn(markdown)) {
    const [file = '', anchor] = link.split('#');
    const path = file === '' ? page : resolve(dirname(page), decodeURI(file));
    if (!existsSync(path)) wrong.push(`${link}: there is no such file`);
    else if (anchor !== undefined && path.endsWith('.md') && !(await anchorsOf(path)).has(anchor))
      wrong.push(`${link}: there is no such heading`);
  }
  return wrong;
};

test.each(pages.map((page) => [relative(root, page), page]))('every link of %s leads somewhere', async (_, page) => {
  expect(await broken(page, await readFile(page, 'utf8'))).toEqual([]);
});

it('is told where a file or a heading is not there', async () => {
  const page = resolve(root, 'docs', 'page.md');
  anchors.set(page, anchorsIn('# One & two\n\n# One & two\n\n```sh\n# no heading\n```\n'));
  const text = [
    '[a](nowhere.md) [b](../README.md#nowhere) [c](../README.md) [d](https://example.com/nowhere)',
    '`[e](code.md)`',
    '```md\n[f](fence.md)\n```',
  ].join('\n');
  expect(await broken(page, text)).toEqual([
    'nowhere.md: there is no such file',
    '../README.md#nowhere: there is no such heading',
  ]);
  expect([...(await anchorsOf(page))]).toEqual(['one--two', 'one--two-1']);
});
