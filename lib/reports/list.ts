/** Lists in the formats that programs and people read, made as they are asked for: a page is held, never more. */
import type { Column } from './columns.ts';
import { csvHeader, csvRows } from './csv.ts';

/** JSON, NDJSON and CSV for programs, a spreadsheet for people. */
export const fileFormats = ['json', 'ndjson', 'csv', 'xlsx'] as const;
export type FileFormat = (typeof fileFormats)[number];

/** How a list's rows are written. */
export interface Shape<Row> {
  /** Of CSV and of a spreadsheet. */
  readonly columns: readonly Column<Row>[];
  /** The row as the JSON contract has it. */
  readonly json: (row: Row) => unknown;
}

export type Rows<Row> = AsyncIterable<Row> | Iterable<Row>;

/** The rows once the first is in, and whether there is none: what fails before it fails here. */
export const begun = async <Row>(
  rows: Rows<Row>,
): Promise<{ readonly empty: boolean; readonly all: AsyncGenerator<Row> }> => {
  const iterator = (async function* () {
    yield* rows;
  })();
  const first = await iterator.next();
  const all = async function* () {
    try {
      if (!first.done) yield first.value;
      yield* iterator;
    } finally {
      await iterator.return(undefined);
    }
  };
  return { empty: first.done === true, all: all() };
};

const PAGE = 200;

/** At most `limit` rows, a page at a time; no row is asked for after the last. */
export async function* pages<Row>(rows: Rows<Row>, limit: number): AsyncGenerator<readonly Row[]> {
  let page: Row[] = [];
  let left = limit;
  for await (const row of rows) {
    page.push(row);
    if (--left <= 0) break;
    if (page.length < PAGE) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

type Pages<Row> = AsyncIterable<readonly Row[]>;

async function* asCsv<Row>(list: Pages<Row>, { columns }: Shape<Row>): AsyncGenerator<string> {
  let head = csvHeader(columns);
  for await (const page of list) {
    yield head + csvRows(columns, page);
    head = '';
  }
  if (head !== '') yield head;
}

async function* asNdjson<Row>(list: Pages<Row>, { json }: Shape<Row>): AsyncGenerator<string> {
  for await (const page of list) yield page.map((row) => `${JSON.stringify(json(row))}\n`).join('');
}

async function* asJson<Row>(list: Pages<Row>, { json }: Shape<Row>): AsyncGenerator<string> {
  let before = '[\n';
  for await (const page of list) {
    yield before + page.map((row) => JSON.stringify(json(row))).join(',\n');
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

async function* flat<Row>(list: Pages<Row>): AsyncGenerator<Row> {
  for await (const page of list) yield* page;
}

/** The writer of spreadsheets is imported where one is wanted: no other list pays for it. */
async function* asXlsx<Row>(list: Pages<Row>, { columns }: Shape<Row>): AsyncGenerator<Uint8Array> {
  const { xlsx } = await import('./xlsx.ts');
  yield* xlsx(flat(list), columns);
}

const writers = { csv: asCsv, ndjson: asNdjson, json: asJson, xlsx: asXlsx };

/** The list of at most `limit` rows, a piece at a time: text, or the bytes of a spreadsheet. The next page is read when it is asked for. */
export const listed = <Row>(
  rows: Rows<Row>,
  format: FileFormat,
  shape: Shape<Row>,
  limit = Number.POSITIVE_INFINITY,
): AsyncGenerator<string | Uint8Array> => writers[format](pages(rows, limit), shape);
