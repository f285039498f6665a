/** `cadastre kinds`: what is inventoried, and how much the register has of it. */
import { type KindRow, kindRows, kindShape } from '../../reports/catalogs.ts';
import type { Define } from '../commands.ts';
import { type ListFormat, type ListShape, writeList } from '../format/list.ts';
import { examples, listFormatOption, registerOptions } from '../options.ts';
import type { RegisterOptions } from '../place.ts';
import { countsOf } from '../register.ts';

const shape = (counted: boolean): ListShape<KindRow> => ({
  table: [
    { header: 'KIND', value: ({ id }) => id, cut: 'end', least: 34 },
    { header: 'CLASS', value: (kind) => kind.class },
    ...(counted ? [{ header: 'RESOURCES', value: ({ resources }: KindRow) => resources }] : []),
    { header: 'TITLE', value: ({ title }) => title, cut: 'end' },
    { header: 'TYPE', value: ({ type }) => type, cut: 'end', least: 20, drop: 1 },
  ],
  ...kindShape,
});

export const define: Define = (command, io) => {
  registerOptions(command)
    .addOption(listFormatOption())
    .action(async (options: RegisterOptions & { readonly format: ListFormat }) => {
      const { counts } = await countsOf(options, io);
      await writeList(kindRows(counts), options.format, shape(counts !== null), io);
    });
  examples(command, 'kinds', "kinds --format json | jq '.[] | select(.resources > 0) | .id'");
};
