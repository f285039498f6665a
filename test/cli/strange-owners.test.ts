/** Owners whose names nobody chose with a computer in mind, in the real register. */
import { parse } from 'csv-parse/sync';
import { beforeEach, describe, expect, test } from 'vitest';
import { openReader } from '../../lib/register/reader.ts';
import { openWriter } from '../../lib/register/suppress.ts';
import { collect, listing, volume, volumeId } from '../collect/estate.ts';
import { openOn, tableForTest } from '../register/table.ts';
import { cadastre } from './fake.ts';
import { workingFolder } from './folder.ts';

/** Written in tags; a blank is a blank, and a letter of a formula's alphabet is a letter. */
const names = [
  'a#b',
  'a',
  'a#1',
  '-x',
  '--owner=y',
  "o'neil; rm -rf /",
  '"quoted", and more',
  'é漢字𝒳',
  'a  b\tc',
  'two\nlines',
  '=sum(a1:a2)',
  '../../etc',
  '%2f%00',
  '__proto__',
  'x'.repeat(3_000),
];

/** As an owner's id: NFKC, blanks and line ends one blank. */
const ids = new Map([
  ['é漢字𝒳', 'é漢字x'],
  ['a  b\tc', 'a b c'],
  ['two\nlines', 'two lines'],
]);
const idOf = (name: string): string => ids.get(name) ?? name;

const folder = workingFolder();
let ask: (...argv: string[]) => ReturnType<typeof cadastre>;

beforeEach(async () => {
  const { database } = await tableForTest();
  const resources = names.map((owner, index) => volume(`v${index}`, { tags: { owner } }));
  await collect(await openOn(database, 0), 0, [listing([resources])]);
  const reader = openReader(database);
  const local = { openRegister: async () => ({ reader, writer: openWriter(database), close: async () => undefined }) };
  ask = (...argv) => cadastre(argv, { cwd: folder.path, local });
});

describe('an owner with a strange name', () => {
  test('is listed by it, and whoever asks for it as written gets exactly what is theirs', async () => {
    const owners: { id: string }[] = JSON.parse((await ask('owners', '--format', 'json')).out);
    expect(owners.map(({ id }) => id).sort()).toEqual(names.map(idOf).sort());
    for (const [index, name] of names.entries()) {
      const { code, out } = await ask('resources', '--owner', name, '--format', 'json');
      expect([name, code, JSON.parse(out).map(({ id }: { id: string }) => id)]).toEqual([
        name,
        0,
        [volumeId(`v${index}`)],
      ]);
    }
  });

  test('is found in capitals too', async () => {
    const { out } = await ask('resources', '--owner', "O'NEIL; RM -RF /", '--format', 'ndjson');
    expect(JSON.parse(out).owner.id).toBe("o'neil; rm -rf /");
  });

  test('keeps their cell in a CSV, and is no formula there', async () => {
    const rows = parse((await ask('resources', '--format', 'csv')).out, { columns: true, bom: true }) as {
      id: string;
      owner: string;
    }[];
    const safe = (name: string) => (/^[=+\-@]/.test(name) ? `'${name}` : name);
    expect(rows.map(({ id, owner }) => [id, owner]).sort()).toEqual(
      names.map((name, index) => [volumeId(`v${index}`), safe(idOf(name))]).sort(),
    );
  });

  test('breaks no line of a table', async () => {
    const { out } = await ask('owners');
    expect(out.trimEnd().split('\n')).toHaveLength(names.length + 1);
  });
});
