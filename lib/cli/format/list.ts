/** Lists in every format that commands offer, written as they come: never more than a page is held. */
import { begun, fileFormats, listed, pages, type Rows, type Shape } from '../../reports/list.ts';
import { type Io, say, UsageError, write } from '../io.ts';
import { openTable, type TableColumn } from './table.ts';

export const listFormats = ['table', ...fileFormats] as const;
export type ListFormat = (typeof listFormats)[number];

export interface ListShape<Row> extends Shape<Row> {
  readonly table: readonly TableColumn<Row>[];
}

const asTable = async <Row>(list: AsyncIterable<readonly Row[]>, { table }: ListShape<Row>, io: Io): Promise<void> => {
  const { columns } = io.out;
  const open = openTable(table, io.out.isTTY ? columns || 80 : undefined);
  for await (const page of list) await write(io.out, open.page(page));
  if (open.cut) await say(io, 'The table was cut to the width of the terminal; --format xlsx or json has it whole.');
};

/** Writes at most `limit` rows to stdout; tells how many there were. Where there is none, `none` may throw before anything is written. */
export const writeList = async <Row>(
  rows: Rows<Row>,
  format: ListFormat,
  shape: ListShape<Row>,
  io: Io,
  {
    limit = Number.POSITIVE_INFINITY,
    none,
  }: { readonly limit?: number | undefined; readonly none?: () => Promise<void> } = {},
): Promise<number> => {
  if (format === 'xlsx' && io.out.isTTY)
    throw new UsageError('a spreadsheet is no text for a terminal: write it to a file, as with `> list.xlsx`');
  const { empty, all } = await begun(rows);
  if (empty) await none?.();
  let count = 0;
  const counted = async function* () {
    for await (const row of all) {
      count++;
      yield row;
    }
  };
  if (format === 'table') await asTable(pages(counted(), limit), shape, io);
  else for await (const piece of listed(counted(), format, shape, limit)) await write(io.out, piece);
  return count;
};
