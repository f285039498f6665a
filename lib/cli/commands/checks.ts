/** `cadastre checks`: the rules, with their params and defaults. */
import { z } from 'zod';
import { checks } from '../../checks/index.ts';
import type { Check } from '../../checks/types.ts';
import type { Define } from '../commands.ts';
import { type ListFormat, type ListShape, writeList } from '../format/list.ts';
import { examples, listFormatOption } from '../options.ts';

/** Params by name with their defaults. */
const paramsOf = ({ params }: Check): Record<string, unknown> => {
  const { properties = {} } = z.toJSONSchema(params, { io: 'input' });
  return Object.fromEntries(
    Object.entries(properties).map(([name, param]) => [name, (param as { default?: unknown }).default ?? null]),
  );
};

const paramsCell = (check: Check): string =>
  Object.entries(paramsOf(check))
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join('; ');

const classesOf = ({ classes }: Check): readonly string[] => (classes === '*' ? ['*'] : classes);

const shape: ListShape<Check> = {
  table: [
    { header: 'CHECK', value: ({ id }) => id },
    { header: 'SEVERITY', value: ({ severity }) => severity },
    { header: 'CLASSES', value: (check) => classesOf(check).join(', '), cut: 'end' },
    { header: 'TITLE', value: ({ title }) => title, cut: 'end' },
    { header: 'PARAMS', value: (check) => paramsCell(check) || null, cut: 'end' },
  ],
  csv: [
    { header: 'id', value: ({ id }) => id },
    { header: 'severity', value: ({ severity }) => severity },
    { header: 'classes', value: (check) => classesOf(check).join('; ') },
    { header: 'title', value: ({ title }) => title },
    { header: 'params', value: paramsCell },
    { header: 'remedy', value: ({ remedy }) => remedy },
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
  }),
};

export const define: Define = (command, io) => {
  command.addOption(listFormatOption()).action(async ({ format }: { readonly format: ListFormat }) => {
    await writeList(checks, format, shape, io);
  });
  examples(command, 'checks', "checks --format json | jq '.[].params'");
};
