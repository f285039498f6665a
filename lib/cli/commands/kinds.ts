/** `cadastre kinds`: what is inventoried, and how much the register has of it. */
import { catalog } from '../../kinds/catalog.ts';
import type { Define } from '../commands.ts';
import { type ListFormat, type ListShape, writeList } from '../format/list.ts';
import { examples, listFormatOption, placeOptions } from '../options.ts';
import type { PlaceOptions } from '../place.ts';
import { countsOf } from '../register.ts';

type Kind = (typeof catalog)[number] & {
  /** Null where there is no register. */
  readonly resources: number | null;
};

const shape = (counted: boolean): ListShape<Kind> => ({
  table: [
    { header: 'KIND', value: ({ id }) => id },
    { header: 'CLASS', value: (kind) => kind.class },
    ...(counted ? [{ header: 'RESOURCES', value: ({ resources }: Kind) => resources }] : []),
    { header: 'TITLE', value: ({ title }) => title, cut: 'end' },
    { header: 'TYPE', value: ({ type }) => type, cut: 'end', least: 20, drop: 1 },
  ],
  csv: [
    { header: 'id', value: ({ id }) => id },
    { header: 'provider', value: ({ provider }) => provider },
    { header: 'class', value: (kind) => kind.class },
    { header: 'type', value: ({ type }) => type },
    { header: 'title', value: ({ title }) => title },
    { header: 'permissions', value: ({ permissions }) => permissions.join('; ') },
    { header: 'resources', value: ({ resources }) => resources },
  ],
  json: ({ id, provider, class: classId, type, title, permissions, resources }) => ({
    id,
    provider,
    class: classId,
    type,
    title,
    permissions,
    resources,
  }),
});

export const define: Define = (command, io) => {
  placeOptions(command)
    .addOption(listFormatOption())
    .action(async (options: PlaceOptions & { readonly format: ListFormat }) => {
      const counts = await countsOf(options, io);
      const kinds = catalog.map((kind) => ({ ...kind, resources: counts && (counts.kinds[kind.id] ?? 0) }));
      await writeList(kinds, options.format, shape(counts !== null), io);
    });
  examples(command, 'kinds', "kinds --format json | jq '.[] | select(.resources > 0) | .id'");
};
