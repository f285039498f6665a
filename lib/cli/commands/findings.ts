/** `cadastre findings`: what is wrong, or could not be told. */
import type { Finding } from '../../register/types.ts';
import { findingShape } from '../../reports/shapes.ts';
import { namedBy } from '../asked.ts';
import type { Define } from '../commands.ts';
import { type ListFormat, type ListShape, writeList } from '../format/list.ts';
import type { TableColumn } from '../format/table.ts';
import { say } from '../io.ts';
import { knownCheck } from '../names.ts';
import { examples, listFormatOption, registerOptions, wholeNumber } from '../options.ts';
import type { RegisterOptions } from '../place.ts';
import { withRegister } from '../register.ts';
import { lasting } from '../words.ts';

interface Options extends RegisterOptions {
  readonly owner?: string;
  readonly check?: string;
  readonly suppressed?: true;
  readonly limit?: number;
  readonly format: ListFormat;
}

/** Only where it is asked for: elsewhere it would be empty. */
const suppressedColumn: TableColumn<Finding> = {
  header: 'SUPPRESSED',
  value: ({ suppressed }) => suppressed && `by ${suppressed.by}${lasting(suppressed.until)}`,
  cut: 'end',
  least: 12,
};

const shape = (withSuppressed: boolean): ListShape<Finding> => ({
  table: [
    { header: 'CHECK', value: ({ check }) => check, cut: 'end', least: 16 },
    { header: 'SEVERITY', value: ({ severity }) => severity, drop: 3 },
    { header: 'VERDICT', value: ({ verdict }) => verdict },
    { header: 'SINCE', value: ({ since }) => since.slice(0, 10), drop: 2 },
    { header: 'LIFECYCLE', value: ({ lifecycle }) => lifecycle, drop: 4 },
    { header: 'OWNER', value: ({ owner }) => owner, cut: 'end', drop: 1 },
    ...(withSuppressed ? [suppressedColumn] : []),
    { header: 'REASON', value: ({ reason }) => reason, cut: 'end', least: 18 },
    { header: 'RESOURCE', value: ({ resourceId }) => resourceId, cut: 'start', least: 22 },
  ],
  ...findingShape,
});

export const define: Define = (command, io) => {
  registerOptions(command)
    .option('--owner <owner>', 'of this owner’s resources: an id, a name, an e-mail or an alias, or `unowned`')
    .option('--check <check>', 'of this check')
    .option('--suppressed', 'also those that a person or a tag suppresses')
    .option('--limit <n>', 'at most so many', wholeNumber(1))
    .addOption(listFormatOption())
    .action(async (options: Options) => {
      await knownCheck(options.check);
      await withRegister(options, io, async (reader) => {
        const { owner, none, empty } = await namedBy(reader, { owner: options.owner });
        const rows = reader.findings({ owner, check: options.check, includeSuppressed: options.suppressed });
        const count = await writeList(rows, options.format, shape(options.suppressed === true), io, {
          limit: options.limit,
          none,
        });
        if (count === 0) await say(io, empty ?? 'No open finding fits.');
      });
    });
  examples(command, 'findings --check unattached_disk', 'findings --owner unowned --format csv > findings.csv');
};
