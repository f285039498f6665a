/** Lists in a real spreadsheet program: LibreOffice opens them as a person does, and shows what it made of the cells. */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Column } from '../../lib/reports/columns.ts';
import { listed } from '../../lib/reports/list.ts';
import { resourceShape } from '../../lib/reports/shapes.ts';
import { resource } from '../cli/fake.ts';
import { unguarded } from '../reports/written.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cadastre-calc-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Comma, quote, UTF-8, from the first line on. */
const PLAIN = '44,34,76,1';
/** As an eager program reads: numbers and dates are found, formulas are run. */
const EAGER = `${PLAIN},,0,false,true,false,false,false,0,true`;
/** Every column is text. */
const asText = (columns: number) => `${PLAIN},${Array.from({ length: columns }, (_, at) => `${at + 1}/2`).join('/')}`;

const convert = async (file: string, to: string, read?: string): Promise<string> => {
  const out = await mkdtemp(join(folder, 'out-'));
  await promisify(execFile)('soffice', [
    `-env:UserInstallation=file://${join(folder, 'profile')}`,
    '--headless',
    ...(read === undefined ? [] : [`--infilter=CSV:${read}`]),
    ...['--convert-to', to, '--outdir', out, file],
  ]);
  const [made] = await readdir(out);
  return readFile(join(out, made!), 'utf8');
};

/** The formulas that LibreOffice would run, in its own format's XML. */
const formulasIn = async (file: string, read?: string): Promise<string[]> =>
  [...(await convert(file, 'fods', read)).matchAll(/table:formula="[^"]*"/g)].map(([found]) => found);

const cellsOf = async (file: string, read?: string): Promise<string[][]> =>
  parse(await convert(file, `csv:Text - txt - csv (StarCalc):${PLAIN},,0,true,true,false`, read), {
    bom: true,
  }) as string[][];

/** What attackers and people write; line ends as a spreadsheet has them, so that they read back alike. */
const texts = [
  '=1+1',
  '+1+1',
  '-2+3',
  '@SUM(1)',
  '＝1+1',
  ' =1+1',
  '\n=1+1',
  '\t=1+1',
  "'=1+1",
  "''=1+1",
  'web-1\n=1+1',
  'web-1\n+cmd|calc!A1',
  'a,"b"\n=1+1,=2+2',
  '=HYPERLINK("http://bad.example","x")',
  'plain',
  '000123456789',
  '1e5',
  'TRUE',
  '2026-01-01',
  'Zoë, 名前, 😀',
  'a_x0041_b',
];

const list = async (format: 'csv' | 'xlsx'): Promise<string> => {
  const rows = texts.map((text) =>
    resource({ id: text, name: text, accountId: '000123456789', region: text, tags: { [text]: text }, group: text }),
  );
  const pieces: Buffer[] = [];
  for await (const piece of listed(rows, format, resourceShape)) pieces.push(Buffer.from(piece as string));
  const file = join(folder, `list.${format}`);
  await writeFile(file, Buffer.concat(pieces));
  return file;
};

const { columns }: { readonly columns: readonly Column<any>[] } = resourceShape;
const written = texts.map((text) =>
  columns.map(({ value }) =>
    String(
      value(
        resource({
          id: text,
          name: text,
          accountId: '000123456789',
          region: text,
          tags: { [text]: text },
          group: text,
        }),
      ) ?? '',
    ),
  ),
);

describe('CSV in LibreOffice', () => {
  it('has no live formula', async () => {
    expect(await formulasIn(await list('csv'), EAGER)).toEqual([]);
  });

  it('reads back as it was written, the guard undone', async () => {
    const [head, ...cells] = await cellsOf(await list('csv'), asText(columns.length));
    expect(head).toEqual(columns.map(({ header }) => header));
    expect(cells.map((row) => row.map(unguarded))).toEqual(written);
  });

  it('would have one, were it not guarded', async () => {
    const file = join(folder, 'live.csv');
    await writeFile(file, '\ufeffid\r\n=1+1\r\n');
    expect(await formulasIn(file, EAGER)).toHaveLength(1);
  });
});

describe('a workbook in LibreOffice', () => {
  it('has no live formula', async () => {
    expect(await formulasIn(await list('xlsx'))).toEqual([]);
  });

  it('reads back as it was written, account ids with all of their digits', async () => {
    const [head, ...cells] = await cellsOf(await list('xlsx'));
    expect(head).toEqual(columns.map(({ header }) => header));
    expect(cells).toEqual(written);
  });
});
