/**
 * Lists as CSV for programs: RFC 4180, UTF-8 that says so. Every cell that holds a line end of any kind is quoted, and no
 * cell begins so that a spreadsheet would take it for a formula.
 */
import { stringify } from 'csv-stringify/sync';
import type { Column } from './columns.ts';

/**
 * Beginnings that a spreadsheet takes for a formula: OWASP's list (`=`, `+`, `-`, `@`, tab, CR, LF), the wide and small
 * forms that IMEs make of those signs, and any of the signs after blanks, line ends and invisible characters.
 */
const formula = /^'*(?:[\t\r\n]|[\s\p{Z}\p{Cc}\p{Cf}]*[=+\-@＝＋－＠﹦﹢﹣﹫])/u;

/**
 * A cell with an apostrophe before it where it begins as a formula does. Apostrophes of its own are passed over, so that
 * who takes one off wherever such a beginning follows has the text again: `docs/json.md`.
 */
const guarded = (cell: string | number | null): string | number | null =>
  typeof cell === 'string' && formula.test(cell) ? `'${cell}` : cell;

const write = (rows: (string | number | null)[][]): string =>
  stringify(
    rows.map((row) => row.map(guarded)),
    // By itself it quotes its own record delimiter alone, and readers take a lone CR or LF for a record's end as well.
    { record_delimiter: '\r\n', quoted_match: /[\r\n]/ },
  );

/** Without it Excel reads UTF-8 in the system's old code page: `Zoë` becomes `ZoÃ«`. LibreOffice takes it as it is meant. */
const BYTE_ORDER_MARK = '\ufeff';

/** What a file begins with. */
export const csvHeader = <Row>(columns: readonly Column<Row>[]): string =>
  BYTE_ORDER_MARK + write([columns.map(({ header }) => header)]);

/** Rows without the header, each ended by CR LF. */
export const csvRows = <Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string =>
  write(rows.map((row) => columns.map(({ value }) => value(row))));
