/** `cadastre checks`: the rules, with their params and defaults, and how many findings of each are open. */
import * as z from 'zod';
import { settingsOf } from '../../checks/grace.ts';
import { checks } from '../../checks/index.ts';
import type { Check } from '../../checks/types.ts';
import type { Define } from '../commands.ts';
import { type ListFormat, type ListShape, writeList } from '../format/list.ts';
import { examples, listFormatOption, placeOptions } from '../options.ts';
import type { PlaceOptions } from '../place.ts';
import { countsOf } from '../register.ts';

type Row = Check & {
  /** Open findings; null where there is no register. */
  readonly fail: number | null;
  readonly unknown: number | null;
  readonly suppressed: number | null;
};

/** Params by name with their defaults, `graceDays` among them. */
const paramsOf = (check: Check): Record<string, unknown> => {
  const { properties = {} } = z.toJSONSchema(settingsOf(check), { io: 'input' });
  return Object.fromEntries(
    Object.entries(properties).map(([name, param]) => [name, (param as { default?: unknown }).default ?? null]),
  );
};

const paramsCell = (check: Check): string =>
  Object.entries(paramsOf(check))
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join('; ');

const classesOf = ({ classes }: Check): readonly string[] => (classes === '*' ? ['*'] : classes);

const shape = (counted: boolean): ListShape<Row> => ({
  table: [
    { header: 'CHECK', value: ({ id }) => id },
    { header: 'SEVERITY', value: ({ severity }) => severity },
    ...(counted
      ? [
          { header: 'FAIL', value: ({ fail }: Row) => fail },
          { header: 'UNKNOWN', value: ({ unknown }: Row) => unknown },
          { header: 'SUPPRESSED', value: ({ suppressed }: Row) => suppressed, drop: 3 },
        ]
      : []),
    { header: 'CLASSES', value: (check) => classesOf(check).join(', '), cut: 'end', drop: 1 },
    { header: 'TITLE', value: ({ title }) => title, cut: 'end', least: 20 },
    { header: 'PARAMS', value: (check) => paramsCell(check) || null, cut: 'end', least: 20, drop: 2 },
  ],
  csv: [
    { header: 'id', value: ({ id }) => id },
    { header: 'severity', value: ({ severity }) => severity },
    { header: 'classes', value: (check) => classesOf(check).join('; ') },
    { header: 'title', value: ({ title }) => title },
    { header: 'params', value: paramsCell },
    { header: 'remedy', value: ({ remedy }) => remedy },
    { header: 'fail', value: ({ fail }) => fail },
    { header: 'unknown', value: ({ unknown }) => unknown },
    { header: 'suppressed', value: ({ suppressed }) => suppressed },
  ],
  json: (check) => ({
    id: check.id,
    title: check.title,
    severity: check.severity,
    classes: classesOf(check),
    description: check.description,
    remedy: check.remedy,
    sources: check.sources,
    params: paramsOf(check),
    fail: check.fail,
    unknown: check.unknown,
    suppressed: check.suppressed,
  }),
});

export const define: Define = (command, io) => {
  placeOptions(command)
    .addOption(listFormatOption())
    .action(async (options: PlaceOptions & { readonly format: ListFormat }) => {
      const counts = await countsOf(options, io);
      const none = counts ? { fail: 0, unknown: 0, suppressed: 0 } : { fail: null, unknown: null, suppressed: null };
      const rows = checks.map((check): Row => {
        const { fail, unknown, suppressed } = counts?.checks[check.id] ?? none;
        return { ...check, fail, unknown, suppressed };
      });
      await writeList(rows, options.format, shape(counts !== null), io);
    });
  examples(command, 'checks', "checks --format json | jq '.[].params'");
};
