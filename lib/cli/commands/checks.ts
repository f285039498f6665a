/** `cadastre checks`: the rules, with the params in force, and how many findings of each are open. */
import { type CheckRow, checkRows, checkShape, classesOf, paramsText } from '../../reports/catalogs.ts';
import type { Define } from '../commands.ts';
import { type ListFormat, type ListShape, writeList } from '../format/list.ts';
import { examples, listFormatOption, registerOptions } from '../options.ts';
import type { RegisterOptions } from '../place.ts';
import { countsOf } from '../register.ts';

const shape = (counted: boolean): ListShape<CheckRow> => ({
  table: [
    { header: 'CHECK', value: ({ id }) => id },
    { header: 'SEVERITY', value: ({ severity }) => severity },
    ...(counted
      ? [
          { header: 'FAIL', value: ({ fail }: CheckRow) => fail },
          { header: 'UNKNOWN', value: ({ unknown }: CheckRow) => unknown },
          { header: 'SUPPRESSED', value: ({ suppressed }: CheckRow) => suppressed, drop: 3 },
        ]
      : []),
    { header: 'CLASSES', value: (check) => classesOf(check).join(', '), cut: 'end', drop: 1 },
    { header: 'TITLE', value: ({ title }) => title, cut: 'end', least: 20 },
    {
      header: 'PARAMS',
      value: (check) => (check.enabled ? paramsText(check) || null : 'off'),
      cut: 'end',
      least: 20,
      drop: 2,
    },
  ],
  ...checkShape,
});

export const define: Define = (command, io) => {
  registerOptions(command)
    .addOption(listFormatOption())
    .action(async (options: RegisterOptions & { readonly format: ListFormat }) => {
      const { counts, inForce } = await countsOf(options, io);
      await writeList(checkRows(counts, inForce.checks), options.format, shape(counts !== null), io);
    });
  examples(command, 'checks', "checks --format json | jq '.[].params'");
};
