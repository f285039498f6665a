/** `cadastre owners`: who owns how much, `unowned` among them. */
import type { OwnerSummary } from '../../register/types.ts';
import { ownerShape } from '../../reports/shapes.ts';
import type { Define } from '../commands.ts';
import { type ListFormat, type ListShape, writeList } from '../format/list.ts';
import { say } from '../io.ts';
import { examples, listFormatOption, registerOptions } from '../options.ts';
import type { RegisterOptions } from '../place.ts';
import { withRegister } from '../register.ts';
import { pairsText } from '../words.ts';

const shape: ListShape<OwnerSummary> = {
  table: [
    { header: 'OWNER', value: ({ id }) => id, cut: 'end', least: 16 },
    { header: 'NAME', value: ({ name }) => name, cut: 'end', least: 12, drop: 1 },
    { header: 'STATUS', value: ({ status }) => status },
    { header: 'RESOURCES', value: ({ resources }) => resources },
    { header: 'BILLED', value: ({ billed }) => billed },
    { header: 'EXEMPT', value: ({ exempt }) => exempt, drop: 3 },
    { header: 'FINDINGS', value: ({ findings }) => findings },
    { header: 'SUPPRESSED', value: ({ suppressed }) => suppressed, drop: 2 },
    { header: 'BILLED CLASSES', value: ({ classes }) => pairsText(classes), cut: 'end', least: 14 },
  ],
  ...ownerShape,
};

export const define: Define = (command, io) => {
  registerOptions(command)
    .addOption(listFormatOption())
    .action((options: RegisterOptions & { readonly format: ListFormat }) =>
      withRegister(options, io, async (reader) => {
        const count = await writeList(await reader.owners(), options.format, shape, io);
        if (count === 0) await say(io, 'The register holds no resource yet.');
      }),
    );
  examples(command, 'owners', 'owners --format json | jq \'.[] | select(.status == "left")\'');
};
