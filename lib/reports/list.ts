/** Lists as text in the formats that machines and spreadsheets read, made as they are asked for: a page is held, never more. */
import { type Column, csvHeader, csvRows } from './csv.ts';

export const textFormats = ['json', 'ndjson', 'csv'] as const;
export type TextFormat = (typeof textFormats)[number];

/** How a list's rows are written. */
export interface Shape<Row> {
  readonly csv: readonly Column<Row>[];
  /** The row as the JSON contract has it. */
  readonly json: (row: Row) => unknown;
}

export type Rows<Row> = AsyncIterable<Row> | Iterable<Row>;

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

async function* asCsv<Row>(list: Pages<Row>, { csv }: Shape<Row>): AsyncGenerator<string> {
  let head = csvHeader(csv);
  for await (const page of list) {
    yield head + csvRows(csv, page);
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

const writers = { csv: asCsv, ndjson: asNdjson, json: asJson };

/** The text of at most `limit` rows, a page at a time. The next page is read when it is asked for. */
export const listText = <Row>(
  rows: Rows<Row>,
  format: TextFormat,
  shape: Shape<Row>,
  limit = Number.POSITIVE_INFINITY,
): AsyncGenerator<string> => writers[format](pages(rows, limit), shape);
