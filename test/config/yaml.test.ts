/** Files that are no config as it should be: each is told with its place and with what to do. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ConfigError } from '../../lib/config/errors.ts';
import { loadConfig } from '../../lib/config/load.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cadastre-yaml-'));
});
afterAll(() => rm(folder, { recursive: true }));

const mistakes = async (content: string | Buffer): Promise<string> => {
  const path = join(folder, 'cadastre.yaml');
  await writeFile(path, content);
  try {
    await loadConfig(path);
    return '';
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.message;
  }
};

const good = 'roots:\n  - provider: aws\n';

test.each([
  ['a second document', `${good}---\nroots: []\n`, /^cadastre\.yaml:3:1: a second document begins here: .*take out/],
  [
    'a merge',
    `x: &x { provider: aws }\nroots:\n  - <<: *x\n`,
    /^cadastre\.yaml:3:5: merge keys \(<<\) are not read: write the keys out/,
  ],
  [
    'an alias of nothing',
    'roots:\n  - provider: *cloud\n',
    /^cadastre\.yaml:2:15: no anchor &cloud stands before this alias: write/,
  ],
  ['an alias into itself', 'roots: &all\n  - *all\n', /^cadastre\.yaml:2:5: \*all leads into itself: write/],
  ['a key that is a list', `${good}? [a, b]\n: 1\n`, /^cadastre\.yaml:3:3: expected a word as a key, found a list/],
  ['an unknown tag', `${good}history: !!python/object 1\n`, /^cadastre\.yaml:3:10: not YAML: Unresolved tag/],
  ['a broken line', 'roots: [\n', /^cadastre\.yaml:\d+:\d+: not YAML: /],
])('%s', async (_, text, message) => expect(await mistakes(text)).toMatch(message));

test('aliases that unfold without end', async () => {
  const levels = Array.from({ length: 9 }, (_, i) => `l${i + 1}: &l${i + 1} [${Array(9).fill(`*l${i}`).join(', ')}]`);
  expect(await mistakes(`l0: &l0 [x]\n${levels.join('\n')}\n`)).toMatch(/unfold to far more than is written: write/);
});

test('an alias of a whole value is read', async () => {
  expect(await mistakes(`owners:\n  tagKeys: &keys [owner]\ntags:\n  required: *keys\n${good}`)).toBe('');
});

test.each([
  ['UTF-16', Buffer.from(`\ufeff${good}`, 'utf16le'), /^cadastre\.yaml:1:1: is UTF-16, or no text: save it as UTF-8$/],
  ['UTF-16 without a mark', Buffer.from(good, 'utf16le'), /save it as UTF-8$/],
  [
    'a byte of Latin-1',
    Buffer.from(`${good}# Zo\xeb\n`, 'latin1'),
    /^cadastre\.yaml:3:5: is not UTF-8 from here on: save/,
  ],
])('%s', async (_, bytes, message) => expect(await mistakes(bytes)).toMatch(message));

test('a byte order mark of UTF-8 is passed over', async () => {
  expect(await mistakes(`\ufeff${good}`)).toBe('');
});

test('a folder given as the file', async () => {
  await mkdir(join(folder, 'prod'));
  await expect(loadConfig(join(folder, 'prod'))).rejects.toThrow(/^prod:1:1: is a folder: name the file in it/);
});

test('a key that is the alias of two', async () => {
  expect(await mistakes(`${good}tags:\n  aliases:\n    env: [environment]\n    stage: [Environment]\n`)).toMatch(
    /^cadastre\.yaml:6:13: tags\.aliases\.stage\[0\]: "Environment" is an alias of env already/,
  );
});
