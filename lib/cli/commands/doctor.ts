/** `cadastre doctor`: which credentials, roots and permissions work, and what to do about the rest. */
import { DEFAULT_NAME, namesOf } from '../../deployed/names.ts';
import { type Tried, tryRoot } from '../../runs/trying.ts';
import { begun } from '../begun.ts';
import type { Define } from '../commands.ts';
import { safe } from '../format/text.ts';
import { exitCodes, type Io, UsageError, write } from '../io.ts';
import { examples, placeOptions, type TextFormat, textFormatOption } from '../options.ts';
import { choosePlace, type Place, type PlaceOptions } from '../place.ts';

interface Trying {
  /** Each is under way already: a root that waits for a cloud which does not answer holds none of the others up. */
  readonly all: readonly AsyncIterable<Tried>[];
  /** How many worked that are not among them. */
  more(): number;
  close(): Promise<void>;
}

const here = async ({ config, dataDir }: Place, io: Io): Promise<Trying> => {
  const { roots, close } = await io.local.roots(config ?? 'sample', dataDir);
  return { all: roots.map((root) => begun(tryRoot(root, config?.leaveOut ?? []))), more: () => 0, close };
};

const deployed = ({ config }: Place, io: Io): Trying => {
  if (config === undefined)
    throw new UsageError(
      '--deployed asks the collectors that a config deploys: there is no cadastre.yaml here, give --config',
    );
  const { name = DEFAULT_NAME, region } = config.deploy ?? {};
  let more = 0;
  const ask = async function* (of: string) {
    const answer = await io.local.askCollector({ name: of, region });
    more += answer.more;
    yield* answer.tried;
  };
  const providers = [...new Set(config.roots.map(({ provider }) => provider))];
  const all = providers.map((provider) => begun(ask(namesOf(name).function(provider))));
  return { all, more: () => more, close: async () => undefined };
};

const line = ({ ok, what, detail, advice }: Tried): string => {
  const text = `  ${ok ? 'ok    ' : 'failed'}  ${safe(what)}${detail === '' ? '' : `: ${safe(detail)}`}\n`;
  return advice === null ? text : `${text}          ${safe(advice)}\n`;
};

/** A role that lets the collector in and nobody else fails here and works there. */
const HINT =
  'What trusts the deployed collector alone refuses you: `cadastre doctor --deployed` has the collector try.\n';

interface DoctorOptions extends PlaceOptions {
  readonly deployed?: true;
  readonly format: TextFormat;
}

export const define: Define = (command, io, exit) => {
  placeOptions(command)
    .option('--deployed', 'have the deployed collectors try, with their own credentials in place of yours')
    .addOption(textFormatOption())
    .action(async (options: DoctorOptions) => {
      const place = await choosePlace(options, 'config', io);
      const { all, more, close } = options.deployed ? deployed(place, io) : await here(place, io);
      const text = options.format === 'text';
      const tried: Tried[] = [];
      try {
        for (const tries of all)
          for await (const one of tries) {
            if (text && one.root !== tried.at(-1)?.root) await write(io.out, `${safe(one.root)}\n`);
            tried.push(one);
            if (text) await write(io.out, line(one));
          }
      } finally {
        await close();
      }
      const failed = tried.filter(({ ok }) => !ok).length;
      if (failed > 0) exit(exitCodes.incomplete);
      if (!text) return write(io.out, `${JSON.stringify(tried, null, 2)}\n`);
      const count = tried.length + more();
      if (more() > 0) await write(io.out, `  ok      and ${more()} others, not told one by one\n`);
      await write(io.out, failed === 0 ? `All ${count} work.\n` : `${failed} of ${count} failed.\n`);
      if (failed > 0 && !options.deployed && place.config?.deploy !== undefined) await write(io.out, HINT);
    });
  examples(command, 'doctor', 'doctor --config prod/cadastre.yaml --format json', 'doctor --deployed');
};
