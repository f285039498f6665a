/** `cadastre runs confirm LISTING`: what a held listing lost is gone, on somebody's word, which is kept. */
import type { Confirmation, Coverage } from '../../register/act-types.ts';
import { DIRECTORY } from '../../register/directory-names.ts';
import type { RegisterReader } from '../../register/types.ts';
import { confirmationShape } from '../../reports/shapes.ts';
import type { Define } from '../commands.ts';
import { type ListFormat, type ListShape, writeList } from '../format/list.ts';
import { safe } from '../format/text.ts';
import { say, UsageError, write } from '../io.ts';
import { examples, listFormatOption, registerOptions } from '../options.ts';
import type { RegisterOptions } from '../place.ts';
import { withRegister } from '../register.ts';
import { byOption, given, speaker } from '../speaker.ts';
import { counted } from '../words.ts';

interface Options extends RegisterOptions {
  readonly partition?: string;
  readonly by?: string;
  readonly list?: true;
  readonly format: ListFormat;
}

const shape: ListShape<Confirmation> = {
  table: [
    { header: 'CONFIRMED', value: ({ at }) => `${at.slice(0, 10)} ${at.slice(11, 19)}` },
    { header: 'BY', value: ({ by }) => by, cut: 'end' },
    { header: 'GONE', value: ({ lost }) => lost },
    { header: 'HELD SINCE', value: ({ since }) => since.slice(0, 10), drop: 1 },
    { header: 'PARTITION', value: ({ partition }) => partition, cut: 'end', least: 12 },
    { header: 'LISTING', value: ({ listing }) => listing, cut: 'end', least: 16 },
  ],
  ...confirmationShape,
};

const named = ({ partition, listing }: Pick<Coverage, 'partition' | 'listing'>): string => `${listing} of ${partition}`;

/** The one held listing of that name; a `UsageError` tells which there are where it is none or several. */
const heldListing = async (reader: RegisterReader, listing: string, partition: string | undefined): Promise<string> => {
  if (listing === DIRECTORY.listing) return DIRECTORY.partition;
  const held = new Map<string, Coverage>();
  for await (const line of reader.coverage()) if (line.outcome === 'held') held.set(named(line), line);
  const fitting = [...held.values()].filter(
    (line) => line.listing === listing && line.partition === (partition ?? line.partition),
  );
  if (fitting.length === 1) return fitting[0]!.partition!;
  if (fitting.length > 1)
    throw new UsageError(
      `${listing} is held in more than one partition, name one with --partition: ${fitting.map((line) => line.partition).join(', ')}`,
    );
  const others = held.size === 0 ? 'no listing is held' : `held are: ${[...held.keys()].join(', ')}`;
  throw new UsageError(`${partition === undefined ? listing : named({ partition, listing })} is not held; ${others}`);
};

export const define: Define = (command, io) => {
  registerOptions(command)
    .argument(
      '[listing]',
      'the listing, as the run and `coverage` name it: aws_ebs_volume@eu-west-1; `directory` is that of people',
    )
    .option('--partition <partition>', 'its partition, where more than one has a held listing of that name')
    .option(...byOption)
    .option('--list', 'list what was confirmed, by whom and when')
    .addOption(listFormatOption())
    .action((written: string | undefined, options: Options) =>
      withRegister(options, io, async (reader, writer, now) => {
        if (options.list) {
          const count = await writeList(reader.confirmations(), options.format, shape, io);
          if (count === 0) await say(io, 'Nothing was ever confirmed.');
          return;
        }
        const listing = given(written, '<listing>', 'which listing');
        const partition = await heldListing(reader, listing, options.partition);
        const by = await speaker(reader, options.by, io.env);
        const act = await writer.confirm({ partition, listing, by, now: new Date(now).toISOString() });
        if (options.format !== 'table') return void (await writeList([act], options.format, shape, io));
        const gone =
          listing === DIRECTORY.listing
            ? 'the directory of people is right as it is'
            : `${counted(act.lost, 'resource is', 'resources are')} gone from ${named(act)}`;
        await write(io.out, `${safe(`Confirmed by ${by}: ${gone}. The next run believes it.`)}\n`);
      }),
    );
  examples(
    command,
    'runs confirm aws_ebs_volume@eu-west-1',
    'runs confirm aws_ebs_volume@eu-west-1 --partition aws:123456789012',
    'runs confirm directory',
    'runs confirm --list',
  );
};
