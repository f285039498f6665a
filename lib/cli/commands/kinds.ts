/** `cadastre kinds`: what is inventoried, from the catalogue alone. */
import { catalog } from '../../kinds/catalog.ts';
import type { Define } from '../commands.ts';
import { type ListFormat, type ListShape, writeList } from '../format/list.ts';
import { examples, listFormatOption } from '../options.ts';

type Entry = (typeof catalog)[number];

const shape: ListShape<Entry> = {
  table: [
    { header: 'KIND', value: ({ id }) => id },
    { header: 'CLASS', value: (kind) => kind.class },
    { header: 'TITLE', value: ({ title }) => title, cut: 'end' },
    { header: 'TYPE', value: ({ type }) => type, cut: 'end' },
  ],
  csv: [
    { header: 'id', value: ({ id }) => id },
    { header: 'provider', value: ({ provider }) => provider },
    { header: 'class', value: (kind) => kind.class },
    { header: 'type', value: ({ type }) => type },
    { header: 'title', value: ({ title }) => title },
  ],
  json: (kind) => ({ id: kind.id, provider: kind.provider, class: kind.class, type: kind.type, title: kind.title }),
};

export const define: Define = (command, io) => {
  command.addOption(listFormatOption()).action(async ({ format }: { readonly format: ListFormat }) => {
    await writeList(catalog, format, shape, io);
  });
  examples(command, 'kinds', 'kinds --format csv');
};
