/** Lists in every format that commands offer, written as they come: never more than a page is held. */
import { listText, pages, type Rows, type Shape, textFormats } from '../../reports/list.ts';
import { type Io, say, write } from '../io.ts';
import { openTable, type TableColumn } from './table.ts';

export const listFormats = ['table', ...textFormats] as const;
export type ListFormat = (typeof listFormats)[number];

export interface ListShape<Row> extends Shape<Row> {
  readonly table: readonly TableColumn<Row>[];
}

const asTable = async <Row>(list: AsyncIterable<readonly Row[]>, { table }: ListShape<Row>, io: Io): Promise<void> => {
  const { columns } = io.out;
  const open = openTable(table, io.out.isTTY ? (columns ?? 80) : undefined);
  for await (const page of list) await write(io.out, open.page(page));
  if (open.cut) await say(io, 'The table was cut to the width of the terminal; --format csv or json has it whole.');
};

/** Writes at most `limit` rows to stdout; tells how many there were. */
export const writeList = async <Row>(
  rows: Rows<Row>,
  format: ListFormat,
  shape: ListShape<Row>,
  io: Io,
  limit = Number.POSITIVE_INFINITY,
): Promise<number> => {
  let count = 0;
  const counted = async function* () {
    for await (const row of rows) {
      count++;
      yield row;
    }
  };
  if (format === 'table') await asTable(pages(counted(), limit), shape, io);
  else for await (const text of listText(counted(), format, shape, limit)) await write(io.out, text);
  return count;
};
