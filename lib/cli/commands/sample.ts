/** `cadastre sample`: the sample estate by itself: served to any client, or moved on by some days. */
import type { Command } from 'commander';
import { stringify } from 'yaml';
import { advance, readState } from '../../sample/state.ts';
import type { Define } from '../commands.ts';
import { type Io, say, write } from '../io.ts';
import { claimRegister } from '../marker.ts';
import { examples, wholeNumber } from '../options.ts';
import { choosePlace } from '../place.ts';
import { counted } from '../words.ts';

interface Options {
  readonly data?: string;
}

const dataOption = (command: Command): Command =>
  command.option('--data <dir>', 'folder of the sample’s register (default: .cadastre/sample)');

const placeOf = ({ data }: Options, io: Io) =>
  choosePlace({ sample: true, ...(data !== undefined && { data }) }, 'register', io);

const serve = async (options: Options, io: Io): Promise<void> => {
  const { dataDir } = await placeOf(options, io);
  const estate = await readState(dataDir);
  const signal = io.interrupted();
  const served = await io.local.serveSample(estate);
  try {
    const env = Object.entries(served.env).map(([name, value]) => `#   export ${name}=${value}\n`);
    await write(
      io.out,
      `# cadastre.yaml: the sample estate of seed ${estate.seed}, size ${estate.size}, day ${estate.day}\n${
        env.length === 0 ? '' : `# The clouds' SDKs also need:\n${env.join('')}`
      }${stringify({ roots: served.roots })}`,
    );
    await say(io, 'Serving until Ctrl-C.');
    if (!signal.aborted) await new Promise((stop) => signal.addEventListener('abort', stop, { once: true }));
  } finally {
    await served.close();
  }
};

const letDaysGoBy = async ({ days, ...options }: Options & { readonly days: number }, io: Io): Promise<void> => {
  const place = await placeOf(options, io);
  await claimRegister(place);
  const { day } = await advance(place.dataDir, days);
  await write(
    io.out,
    `${counted(days, 'day')} went by: it is day ${day}. \`cadastre collect --sample\` finds what changed.\n`,
  );
};

export const define: Define = (command, io) => {
  const server = dataOption(command.command('serve'))
    .description('serve the estate on this machine and print a config that reaches it')
    .action((options: Options) => serve(options, io));
  examples(server, 'sample serve');
  const clock = dataOption(command.command('advance'))
    .description('let days go by: resources are created, changed, retagged and deleted')
    .option('--days <n>', 'how many', wholeNumber(1, 3650), 1)
    .action((options: Options & { readonly days: number }) => letDaysGoBy(options, io));
  examples(clock, 'sample advance --days 7');
  examples(command, 'sample serve', 'sample advance --days 7');
};
