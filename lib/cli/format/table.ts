/** An aligned table that fits the terminal and is written page by page. */
import { cutTo, safe, width } from './text.ts';

export interface TableColumn<Row> {
  readonly header: string;
  readonly value: (row: Row) => string | number | null;
  /** Where a cell may be cut when the terminal is too narrow; absent: never. */
  readonly cut?: 'start' | 'end';
}

const GAP = 2;
/** A column is not cut below this, since less tells nothing. */
const LEAST = 8;

/** Takes from the widest columns that may be cut until all cutTo, or none can give more. */
const shrink = <Row>(columns: readonly TableColumn<Row>[], natural: readonly number[], most: number): number[] => {
  const widths = [...natural];
  const total = () => widths.reduce((sum, one) => sum + one, GAP * (widths.length - 1));
  while (total() > most) {
    let widest = -1;
    for (const [index, { cut }] of columns.entries())
      if (cut && widths[index]! > LEAST && (widest < 0 || widths[index]! > widths[widest]!)) widest = index;
    if (widest < 0) break;
    widths[widest]!--;
  }
  return widths;
};

export interface Table<Row> {
  /** The text of some more rows; the first call has the header and settles the widths. */
  page(rows: readonly Row[]): string;
  /** Whether a cell had to be cut. */
  readonly cut: boolean;
}

/** `most`: columns of the terminal; undefined where there is none, so that nothing is cut. */
export const openTable = <Row>(columns: readonly TableColumn<Row>[], most: number | undefined): Table<Row> => {
  let widths: number[] | undefined;
  let cut = false;
  const line = (cells: readonly string[], right: readonly boolean[]): string =>
    cells
      .map((cell, index) => {
        const { cut: side } = columns[index]!;
        const shown = most !== undefined && side ? cutTo(cell, widths![index]!, side) : cell;
        if (shown !== cell) cut = true;
        const pad = ' '.repeat(Math.max(0, widths![index]! - width(shown)));
        return right[index] ? pad + shown : shown + pad;
      })
      .join(' '.repeat(GAP))
      .trimEnd();
  return {
    get cut() {
      return cut;
    },
    page(rows) {
      const values = rows.map((row) => columns.map(({ value }) => value(row)));
      const cells = values.map((row) => row.map((value) => (value === null ? '-' : safe(String(value)))));
      const lines: string[] = [];
      if (widths === undefined) {
        const headers = columns.map(({ header }) => header);
        const natural = headers.map((header, index) =>
          cells.reduce((most, row) => Math.max(most, width(row[index]!)), header.length),
        );
        widths = most === undefined ? natural : shrink(columns, natural, most);
        const numeric = columns.map((_, index) => typeof values[0]?.[index] === 'number');
        lines.push(line(headers, numeric));
      }
      for (const [index, row] of cells.entries())
        lines.push(
          line(
            row,
            values[index]!.map((value) => typeof value === 'number'),
          ),
        );
      return `${lines.join('\n')}\n`;
    },
  };
};
