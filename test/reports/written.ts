/** Lists with other people's words in every place that holds a text, and the CSV of them read back as `docs/json.md` says. */
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import type { Column } from '../../lib/reports/columns.ts';
import {
  changeShape,
  confirmationShape,
  coverageShape,
  findingShape,
  forgettableShape,
  forgettingShape,
  ownerShape,
  resourceShape,
  runShape,
  suppressionShape,
} from '../../lib/reports/shapes.ts';
import { confirmation, covered, finding, forgetting, owner, pastRun, resource, suppression } from '../cli/fake.ts';
import { change } from '../cli/history-fake.ts';

/** Every list with a row of it. */
export const lists: readonly (readonly [name: string, columns: readonly Column<any>[], row: object])[] = [
  ['resources', resourceShape.columns, resource()],
  ['findings', findingShape.columns, finding({ suppressed: { by: 'a', until: 'b', reason: 'c', source: 'tag' } })],
  ['owners', ownerShape.columns, owner()],
  ['changes', changeShape.columns, change()],
  ['runs', runShape.columns, pastRun()],
  ['suppressions', suppressionShape.columns, suppression()],
  ['coverage', coverageShape.columns, { ...covered({ reason: 'd' }), age: 7 }],
  ['forgettings', forgettingShape.columns, forgetting()],
  ['what would be forgotten', forgettableShape.columns, { ...resource(), partition: 'p' }],
  ['confirmations', confirmationShape.columns, confirmation()],
];

/** The same with every text of it, keys of maps among them, replaced by what `next` gives. */
export const rewritten = (value: unknown, next: () => string): any => {
  if (typeof value === 'string') return next();
  if (Array.isArray(value)) return value.map((one) => rewritten(one, next));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, key === 'tags' ? { [next()]: next() } : rewritten(one, next)]),
  );
};

const nasty = [...'=+-@＝﹢ \t\r\n"\',;|a1{\u00a0\u200b\ufeff\u2028\u0000\u001b\u0085é'];

/** Any text, and such as attackers write. */
export const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...nasty), maxLength: 12 }),
);

/** The records that a reader sees who takes CR, LF and CRLF for a record's end. */
export const recordsIn = (text: string): string[][] =>
  parse(text, { bom: true, record_delimiter: ['\r\n', '\n', '\r'] }) as string[][];

/** Beginnings of formulas by OWASP's list, wide and small forms and what is blank or unseen before them as well. */
export const startsFormula = /^(?:[\t\r\n]|[\s\p{Z}\p{Cc}\p{Cf}]*[=+\-@＝＋－＠﹦﹢﹣﹫])/u;

/** A cell with its guard undone, as the page of the contract says. */
export const unguarded = (cell: string): string =>
  startsFormula.test(cell.replace(/^'+/, '')) && cell.startsWith("'") ? cell.slice(1) : cell;
