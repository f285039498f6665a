/** Rows of a directory's file, CSV or JSON, by the columns that are meant. */
import { parse } from 'csv-parse/sync';
import { type Remark, separatorOf } from './directory-text.ts';
import { lettersOf } from './text.ts';

/** A directory file that cannot be used: every mistake with its file and line. Nothing of it was taken. */
export class DirectoryError extends Error {
  override readonly name = 'DirectoryError';
}

const known = [
  ...(['id', 'type', 'name', 'aliases', 'active', 'email', 'manager', 'department', 'costCentre'] as const),
];
export type Column = (typeof known)[number];

export interface Row {
  readonly where: string;
  readonly record: unknown;
}

/** Columns by their letters: `COST_CENTER` and `E-Mail` are meant. */
const columns = new Map([
  ...known.map((name): [string, string] => [lettersOf(name), name]),
  ['costcenter', 'costCentre'],
  ['alias', 'aliases'],
]);

/** Reads a header's names as they are meant, and says which were read so and which are none. */
const columnsOf = (header: readonly string[], where: string, remarks: Remark[]): string[] => {
  const names = header.map((name) => {
    const meant = columns.get(lettersOf(name));
    if (meant === undefined) remarks.push({ where, says: `${name}: no such column; it is passed over` });
    else if (meant !== name) remarks.push({ where, says: `${name}: read as the column ${meant}` });
    return meant ?? name;
  });
  if (!names.includes('active'))
    remarks.push({ where, says: 'active: no such column, so nobody is said to have left' });
  return names;
};

/** Rows of CSV with their lines. Throws a `DirectoryError`. */
export const csvRows = (content: string, file: string, remarks: Remark[]): Row[] => {
  const parted = separatorOf(content, file);
  remarks.push(...parted.remarks);
  try {
    const rows = parse(content, {
      columns: (header: string[]) => columnsOf(header, `${file}:1`, remarks),
      bom: true,
      trim: true,
      skip_empty_lines: true,
      info: true,
      delimiter: parted.separator,
    }) as unknown as {
      record: Record<string, string>;
      info: { lines: number };
    }[];
    const names = Object.keys(rows[0]?.record ?? { id: '' });
    if (!names.includes('id')) throw new Error(`expected a column "id" among ${names.join(', ')}`);
    return rows.map(({ record, info }) => ({ where: `${file}:${info.lines}`, record }));
  } catch (error) {
    throw new DirectoryError(`${file}: ${(error as Error).message}`);
  }
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Entries of a JSON list with their places. Throws a `DirectoryError`. */
export const jsonRows = (content: string, file: string, remarks: Remark[]): Row[] => {
  let list: unknown;
  try {
    list = JSON.parse(content.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new DirectoryError(`${file}: ${(error as Error).message}`);
  }
  if (!Array.isArray(list)) throw new DirectoryError(`${file}: expected a list of people and teams`);
  const keys = [...new Set(list.flatMap((one) => (isObject(one) ? Object.keys(one) : [])))];
  const names = list.length === 0 ? [] : columnsOf(keys, file, remarks);
  const meant = new Map(keys.map((key, index) => [key, names[index]!]));
  return list.map((one, index) => ({
    where: `${file}[${index}]`,
    record: isObject(one)
      ? Object.fromEntries(Object.entries(one).map(([key, value]) => [meant.get(key), value]))
      : one,
  }));
};
