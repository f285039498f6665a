/** A spreadsheet for people: what stands in its cells, read by another reader than the one that LibreOffice has. */
import fc from 'fast-check';
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import type { Column } from '../../lib/reports/columns.ts';
import { resourceShape } from '../../lib/reports/shapes.ts';
import { xlsx } from '../../lib/reports/xlsx.ts';
import { apiForTest } from '../api/harness.ts';
import { Captured, cadastre, fakeReader, resource, terminal } from '../cli/fake.ts';
import { workingFolder } from '../cli/folder.ts';
import { anyText, lists, rewritten } from './written.ts';

const folder = workingFolder();

async function* each<Row>(rows: readonly Row[]): AsyncGenerator<Row> {
  yield* rows;
}

const bytesOf = async <Row>(rows: readonly Row[], columns: readonly Column<Row>[]): Promise<Buffer> => {
  const pieces: Uint8Array[] = [];
  for await (const piece of xlsx(each(rows), columns)) pieces.push(piece);
  return Buffer.concat(pieces);
};

const sheetOf = async (bytes: Uint8Array) => (await readXlsx(bytes)).sheets[0]!.rows;

/** As a cell can hold it: one sort of line end, and nothing that is no character of XML. */
const asCell = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replace(/\r\n?/g, '\n');

test.each(lists)('a spreadsheet of %s has every text as it was written', async (_, columns, row) => {
  await fc.assert(
    fc.asyncProperty(fc.infiniteStream(anyText), async (texts) => {
      const one = rewritten(row, () => texts.next().value);
      const [, cells] = await sheetOf(await bytesOf([one], columns));
      const read = columns.map((_, at) => cells?.[at] ?? '');
      expect(read).toEqual(
        columns.map(({ value }) => {
          const cell = value(one);
          return typeof cell === 'string' ? asCell(cell) : (cell ?? '');
        }),
      );
    }),
    { numRuns: 30 },
  );
});

describe('a cell', () => {
  const text: readonly Column<string>[] = [{ header: 'x', value: (one) => one }];
  const sheetXml = async (one: string) => {
    const { default: unzip } = await import('node:zlib');
    const bytes = await bytesOf([one], text);
    // The first part of the archive is the sheet; its local header has 30 bytes and the name.
    const from = 30 + bytes.readUInt16LE(26) + bytes.readUInt16LE(28);
    return unzip.inflateRawSync(bytes.subarray(from), { finishFlush: unzip.constants.Z_SYNC_FLUSH }).toString('utf8');
  };

  test.each(['=1+1', '=HYPERLINK("http://bad.example")', '+1', '@x'])('%j is text, and no formula', async (one) => {
    const xml = await sheetXml(one);
    expect(xml).not.toMatch(/<f[ >]/);
    expect(xml).toMatch(/<c r="A2" t="inlineStr">/);
  });

  test('an account id of twelve digits stays text', async () => {
    const bytes = await bytesOf([resource({ accountId: '000123456789' })], resourceShape.columns);
    const [head, cells] = await sheetOf(bytes);
    expect(cells?.[head!.indexOf('accountId')]).toBe('000123456789');
  });

  test('a text that looks like an escape of Excel’s is escaped', async () => {
    expect(await sheetXml('a_x0041_b')).toContain('a_x005F_x0041_b');
  });

  test('a text that is longer than a cell holds is cut', async () => {
    const [, cells] = await sheetOf(await bytesOf(['y'.repeat(40_000)], text));
    expect(cells?.[0]).toBe(`${'y'.repeat(32_766)}…`);
  });
});

const reader = fakeReader({ resources: [resource({ accountId: '000123456789', name: '=1+1' })] });

test('every list command that writes CSV writes a spreadsheet', async () => {
  for (const argv of [
    ['resources'],
    ['findings'],
    ['owners'],
    ['changes'],
    ['runs'],
    ['suppress', '--list'],
    ['coverage'],
    ['forget', '--list'],
    ['runs', 'confirm', '--list'],
    ['kinds'],
    ['checks'],
  ]) {
    const out = new Captured();
    await cadastre([...argv, '--format', 'xlsx'], { cwd: folder.path, reader, out });
    expect(out.bytes.subarray(0, 2).toString(), argv.join(' ')).toBe('PK');
    expect((await sheetOf(out.bytes))[0]?.length, argv.join(' ')).toBeGreaterThan(3);
  }
});

test('a terminal is not sent a spreadsheet', async () => {
  const out = terminal(80);
  const { code, err } = await cadastre(['resources', '--format', 'xlsx'], { cwd: folder.path, reader, out });
  expect(code).toBe(1);
  expect(err).toContain('write it to a file');
  expect(out.text).toBe('');
});

test('the API answers a spreadsheet to who asks for one', async () => {
  const api = await apiForTest(reader);
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  for (const [path, headers] of [
    ['/resources?format=xlsx', { 'accept-encoding': 'gzip' }],
    ['/resources', { accept: type }],
  ] as const) {
    const response = await api.get(path, headers);
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('content-encoding')).toBeNull();
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="resources.xlsx"');
    const [head, cells] = await sheetOf(new Uint8Array(await response.arrayBuffer()));
    expect(cells?.[head!.indexOf('name')]).toBe('=1+1');
  }
});
