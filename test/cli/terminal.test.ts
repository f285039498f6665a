/** What steers a terminal never reaches one, whoever wrote it: ESC, C1 and DEL, carriage returns, and marks of direction. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { safeLines } from '../../lib/cli/format/text.ts';
import type { Local } from '../../lib/cli/local.ts';
import { cadastre, covered, fakeReader, finding, owner, pastRun, resource, suppression, terminal } from './fake.ts';
import { workingFolder } from './folder.ts';
import { change } from './history-fake.ts';

const folder = workingFolder();

/** Clears the screen, rings, overwrites the line, turns what follows around, and ends a paragraph. */
const evil = 'a\u001b[2Jb\u0007c\u009b31md\u007fe\rf\u202eg\u2066h\u200fi\u2028j';

const steers = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u;
const steersIn = (text: string) => text.replace(/\r?\n|\t/g, '').match(steers)?.[0];

const reader = fakeReader({
  resources: [resource({ name: evil, tags: { [evil]: evil } })],
  findings: [finding({ reason: evil, owner: evil })],
  owners: [owner({ id: evil, name: evil })],
  runs: [pastRun({ failedRoots: [{ root: evil, reason: evil, since: evil }] })],
  suppressions: [suppression({ reason: evil, by: evil })],
  changes: [change({ name: evil })],
  coverage: [covered({ reason: evil, outcome: 'incomplete' })],
});

const commands = [
  ['resources'],
  ['findings', '--suppressed'],
  ['owners'],
  ['runs'],
  ['changes'],
  ['coverage'],
  ['suppress', '--list'],
  ['show', resource().id],
];

test.each(commands.flatMap((argv) => ['table', 'csv', 'json', 'ndjson'].map((format) => [...argv, format])))(
  'on a terminal %s %s',
  async (...words) => {
    const format = words.at(-1)!;
    const argv = words.slice(0, -1);
    const given = argv[0] === 'show' && format !== 'json' ? argv : [...argv, '--format', format];
    const out = terminal(200);
    const { err } = await cadastre(given, { cwd: folder.path, reader, out });
    expect(steersIn(out.text)).toBeUndefined();
    expect(steersIn(err)).toBeUndefined();
    expect(out.text).not.toBe('');
  },
);

test('a program that reads a pipe gets every character', async () => {
  const { out } = await cadastre(['resources', '--format', 'json'], { cwd: folder.path, reader });
  expect(JSON.parse(out)[0].name).toBe(evil);
});

test.each([
  ['resources', '--kind', evil],
  ['resources', '--owner', evil],
  ['resources', `--${evil}`],
  [evil],
  ['show', evil],
])('a mistake is told without it: %#', async (...argv) => {
  const { code, err } = await cadastre(argv, { cwd: folder.path, reader: fakeReader({}) });
  expect(code === 0 || err !== '').toBe(true);
  expect(steersIn(err)).toBeUndefined();
});

test('what a config has wrong is told without it', async () => {
  await writeFile(
    join(folder.path, 'cadastre.yaml'),
    `roots:\n  - provider: aws\n    accounts: [${JSON.stringify(evil)}]\n`,
  );
  const { code, err } = await cadastre(['collect'], { cwd: folder.path });
  expect(code).toBe(1);
  expect(err).toContain('cadastre.yaml:3');
  expect(steersIn(err)).toBeUndefined();
});

const collect: Local['collect'] = async ({ onProgress, targets }) => {
  onProgress({ event: 'root_failed', provider: 'aws', root: evil, reason: evil });
  onProgress({
    event: 'planned',
    provider: 'gcp',
    root: evil,
    partitions: 1,
    accounts: 1,
    closed: [{ id: evil, name: evil, reason: evil }],
  });
  for (const target of targets.digest) await target.deliver({ id: '1', kind: 'digest', records: [{}], text: evil });
  return pastRun({ failedRoots: [{ root: evil, reason: evil, since: evil }] });
};

test('progress, digests and the summary of a collection are written without it', async () => {
  const out = terminal(120);
  const { err } = await cadastre(['collect', '--notify', 'stdout'], {
    cwd: folder.path,
    local: { collect, openRegister: async () => ({ reader, writer: {} as never, close: async () => undefined }) },
    out,
  });
  expect(err).toContain('gcp: ');
  expect(steersIn(err)).toBeUndefined();
  expect(out.text).toContain('a�[2Jb');
  expect(steersIn(out.text)).toBeUndefined();
});

test('lines and tabs of a text are its own', () => {
  expect(safeLines('a\tb\r\nc\nd\re\n')).toBe('a\tb\r\nc\nd�e\n');
});
