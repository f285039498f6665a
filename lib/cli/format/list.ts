/** Lists in every format that commands offer, written as they come: never more than a page is held. */
import type { Column } from '../../reports/csv.ts';
import { type Io, say, write } from '../io.ts';
import { openTable, type TableColumn } from './table.ts';

export const listFormats = ['table', 'json', 'ndjson', 'csv'] as const;
export type ListFormat = (typeof listFormats)[number];

const PAGE = 200;

export interface ListShape<Row> {
  readonly table: readonly TableColumn<Row>[];
  readonly csv: readonly Column<Row>[];
  /** The row as the JSON contract has it. */
  readonly json: (row: Row) => unknown;
}

type Rows<Row> = AsyncIterable<Row> | Iterable<Row>;

async function* pages<Row>(rows: Rows<Row>, limit: number): AsyncGenerator<readonly Row[]> {
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

const asTable = async <Row>(
  list: AsyncIterable<readonly Row[]>,
  { table }: ListShape<Row>,
  io: Io,
): Promise<number> => {
  const { columns } = io.out;
  const open = openTable(table, io.out.isTTY ? (columns ?? 80) : undefined);
  let count = 0;
  for await (const page of list) {
    count += page.length;
    await write(io.out, open.page(page));
  }
  if (open.cut) await say(io, 'The table was cut to the width of the terminal; --format csv or json has it whole.');
  return count;
};

const asCsv = async <Row>(list: AsyncIterable<readonly Row[]>, { csv }: ListShape<Row>, io: Io): Promise<number> => {
  const { csvHeader, csvRows } = await import('../../reports/csv.ts');
  let count = 0;
  await write(io.out, csvHeader(csv));
  for await (const page of list) {
    count += page.length;
    await write(io.out, csvRows(csv, page));
  }
  return count;
};

const asNdjson = async <Row>(
  list: AsyncIterable<readonly Row[]>,
  { json }: ListShape<Row>,
  io: Io,
): Promise<number> => {
  let count = 0;
  for await (const page of list) {
    count += page.length;
    await write(io.out, page.map((row) => `${JSON.stringify(json(row))}\n`).join(''));
  }
  return count;
};

const asJson = async <Row>(list: AsyncIterable<readonly Row[]>, { json }: ListShape<Row>, io: Io): Promise<number> => {
  let count = 0;
  for await (const page of list) {
    const before = count === 0 ? '[\n' : ',\n';
    count += page.length;
    await write(io.out, before + page.map((row) => JSON.stringify(json(row))).join(',\n'));
  }
  await write(io.out, count === 0 ? '[]\n' : '\n]\n');
  return count;
};

const writers = { table: asTable, csv: asCsv, ndjson: asNdjson, json: asJson };

/** Writes at most `limit` rows to stdout; tells how many there were. */
export const writeList = <Row>(
  rows: Rows<Row>,
  format: ListFormat,
  shape: ListShape<Row>,
  io: Io,
  limit = Number.POSITIVE_INFINITY,
): Promise<number> => writers[format](pages(rows, limit), shape, io);
