/** Lists as a spreadsheet for people: text stays text, account ids too, and no cell is ever a formula. */
import { writeXlsxStream } from 'hucre/xlsx';
import type { Column } from './columns.ts';

/** Characters that a cell holds: "Excel specifications and limits". What is longer is cut, or Excel calls the file damaged. */
const CELL = 32_767;

/** What XML 1.0 has no form for, beside the control characters that the writer escapes itself. */
const noXml = /[\ufffe\uffff]/g;

/** Text that ECMA-376 (22.9.2.19, ST_Xstring) reads as an escaped character: its underscore is escaped in turn. */
const escaped = /_(?=x[0-9a-f]{4}_)/gi;

/** A text as a cell shows it: every sort of line end is the one that spreadsheets have. */
const cellText = (text: string): string => {
  const plain = text.toWellFormed().replace(noXml, '\ufffd').replace(/\r\n?/g, '\n');
  return (plain.length > CELL ? `${plain.slice(0, CELL - 1).toWellFormed()}…` : plain).replace(escaped, '_x005F_');
};

const cellsOf = <Row>(columns: readonly Column<Row>[], row: Row): (string | number | null)[] =>
  columns.map(({ value }) => {
    const cell = value(row);
    return typeof cell === 'string' ? cellText(cell) : cell;
  });

/** The bytes of a workbook, made as they are taken; a list that is longer than a sheet goes on in the next. */
export async function* xlsx<Row>(
  rows: AsyncIterable<Row>,
  columns: readonly Column<Row>[],
): AsyncGenerator<Uint8Array> {
  const cells = async function* () {
    for await (const row of rows) yield cellsOf(columns, row);
  };
  yield* writeXlsxStream(cells(), {
    name: 'Cadastre',
    columns: columns.map(({ header }) => ({ header: cellText(header) })),
    freezePane: { rows: 1 },
  });
}
