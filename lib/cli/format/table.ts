/** An aligned table that fits the terminal and is written page by page. */
import { cutTo, safe, width } from './text.ts';

export interface TableColumn<Row> {
  readonly header: string;
  readonly value: (row: Row) => string | number | null;
  /** Where a cell may be cut when the terminal is too narrow; absent: never. */
  readonly cut?: 'start' | 'end';
  /** A cell is not cut below this, since less tells nothing. Default 8. */
  readonly least?: number;
  /** May be left out where cutting is not enough; the highest first. */
  readonly drop?: number;
}

const GAP = 2;
const LEAST = 8;

interface Laid<Row> {
  readonly column: TableColumn<Row>;
  width: number;
}

const total = (widths: readonly number[]): number => widths.reduce((sum, one) => sum + one, GAP * (widths.length - 1));

const leastOf = <Row>({ column, width: natural }: Laid<Row>): number =>
  column.cut ? Math.min(natural, column.least ?? LEAST) : natural;

/** Leaves out what must be, then takes from the widest columns that may be cut, until all fit or none can give more. */
const fitted = <Row>(natural: readonly Laid<Row>[], most: number): readonly Laid<Row>[] => {
  let kept = natural;
  while (total(kept.map(leastOf)) > most) {
    const droppable = kept.filter(({ column }) => column.drop !== undefined);
    if (droppable.length === 0) break;
    const last = droppable.reduce((a, b) => (b.column.drop! > a.column.drop! ? b : a));
    kept = kept.filter((one) => one !== last);
  }
  const laid = kept.map((one) => ({ ...one }));
  while (total(laid.map((one) => one.width)) > most) {
    const givers = laid.filter((one) => one.width > leastOf(one));
    if (givers.length === 0) break;
    givers.reduce((a, b) => (b.width > a.width ? b : a)).width--;
  }
  return laid;
};

export interface Table<Row> {
  /** The text of some more rows; the first call has the header and settles the widths. */
  page(rows: readonly Row[]): string;
  /** Whether a cell had to be cut or a column left out. */
  readonly cut: boolean;
}

/** `most`: columns of the terminal; undefined where there is none, so that nothing is cut. */
export const openTable = <Row>(columns: readonly TableColumn<Row>[], most: number | undefined): Table<Row> => {
  let laid: readonly Laid<Row>[] | undefined;
  let cut = false;
  const line = (cells: readonly string[], right: readonly boolean[]): string =>
    laid!
      .map(({ column, width: wide }, index) => {
        const cell = cells[index]!;
        const shown = most !== undefined && column.cut ? cutTo(cell, wide, column.cut) : cell;
        if (shown !== cell) cut = true;
        const pad = ' '.repeat(Math.max(0, wide - width(shown)));
        return right[index] ? pad + shown : shown + pad;
      })
      .join(' '.repeat(GAP))
      .trimEnd();
  const valuesOf = (row: Row) => laid!.map(({ column }) => column.value(row));
  const text = (value: string | number | null): string => (value === null ? '-' : safe(String(value)));
  const head = (rows: readonly Row[]): string => {
    const natural = columns.map((column) => ({
      column,
      width: rows.reduce((widest, row) => Math.max(widest, width(text(column.value(row)))), column.header.length),
    }));
    laid = most === undefined ? natural : fitted(natural, most);
    cut = laid.length < columns.length;
    const [first] = rows.map(valuesOf);
    return line(
      laid.map(({ column }) => column.header),
      laid.map((_, index) => typeof first?.[index] === 'number'),
    );
  };
  return {
    get cut() {
      return cut;
    },
    page(rows) {
      const lines = laid === undefined ? [head(rows)] : [];
      for (const row of rows) {
        const values = valuesOf(row);
        lines.push(
          line(
            values.map(text),
            values.map((value) => typeof value === 'number'),
          ),
        );
      }
      return `${lines.join('\n')}\n`;
    },
  };
};
