/** `cadastre collect`: all clouds into the register, with live progress and a summary. */
import { findConfig } from '../../config/find.ts';
import type { Undelivered } from '../../events/courier.ts';
import type { ProviderId } from '../../providers/types.ts';
import { runJson } from '../../reports/contract.ts';
import { defaultEstate, storedState, writeState } from '../../sample/state.ts';
import type { Define } from '../commands.ts';
import { exitCodes, type Io, say, UsageError, write } from '../io.ts';
import { claimRegister } from '../marker.ts';
import { examples, placeOptions, textFormatOption, wholeNumber } from '../options.ts';
import { choosePlace, type Place, type PlaceOptions } from '../place.ts';
import type { RootCounts } from '../progress.ts';
import { openProgress } from '../progress-view.ts';
import { clockOf } from '../register.ts';
import { summaryText } from '../summary.ts';
import { openTargets, type TargetOptions, undeliveredText } from '../targets.ts';
import { quoted } from '../words.ts';

interface Options extends PlaceOptions, TargetOptions {
  readonly size?: number;
  readonly seed?: number;
  readonly quiet?: true;
}

/** A sample's seed and size are settled by its first collection: another estate under the same ids would look like chaos. */
const settleEstate = async ({ sample, dataDir }: Place, { size, seed }: Options): Promise<void> => {
  if (!sample) {
    if (size === undefined && seed === undefined) return;
    throw new UsageError('--size and --seed are for the sample estate: give --sample with them');
  }
  const stored = await storedState(dataDir);
  if (stored === undefined)
    return writeState(dataDir, {
      ...defaultEstate,
      ...(size !== undefined && { size }),
      ...(seed !== undefined && { seed }),
    });
  if ((size ?? stored.size) === stored.size && (seed ?? stored.seed) === stored.seed) return;
  throw new UsageError(
    `the sample in ${dataDir} has size ${stored.size} and seed ${stored.seed} already: remove that folder, or give another with --data`,
  );
};

const unlessQuiet = (options: Options, io: Io, text: string) => (options.quiet ? undefined : say(io, text));

/** What the next commands need to find the same register. */
const placeWords = ({ data, config, sample }: PlaceOptions, { cwd, env }: Io): string =>
  [
    ...(data === undefined ? [] : [` --data ${quoted(data)}`]),
    ...(config === undefined ? [] : [` --config ${quoted(config)}`]),
    ...(sample && (env.CADASTRE_CONFIG || findConfig(cwd) !== undefined) ? [' --sample'] : []),
  ].join('');

const rootsIn = ({ config }: Place): RootCounts => {
  const counts: Partial<Record<ProviderId, number>> = {};
  for (const { provider } of config?.roots ?? []) counts[provider] = (counts[provider] ?? 0) + 1;
  return counts;
};

const oneMore = (written: string, before: readonly string[] = []): readonly string[] => [...before, written];

export const define: Define = (command, io, exit) => {
  placeOptions(command)
    .option('--size <n>', 'resources of a new sample estate, about (default: 2500)', wholeNumber(100, 1_000_000))
    .option('--seed <n>', 'seed of a new sample estate (default: 7)', wholeNumber(0))
    .option('--quiet', 'no progress')
    .option('--notify <target>', 'who gets the digests, beside the config: stdout, file:PATH, URL; repeatable', oneMore)
    .option('--events <target>', 'who gets every event, beside the config; the same', oneMore)
    .addOption(textFormatOption())
    .action(async (options: Options) => {
      const place = await choosePlace(options, 'config', io);
      let end: () => void = () => undefined;
      const targets = await openTargets(place, options, io, () => end());
      await claimRegister(place);
      await settleEstate(place, options);
      if (place.sample) await unlessQuiet(options, io, `Collecting the sample estate into ${place.dataDir}`);
      const signal = io.interrupted();
      const progress = openProgress(io.err, options.quiet === true, rootsIn(place));
      end = () => {
        // Drawn a second time it would overwrite what came after.
        end = () => undefined;
        progress.end();
      };
      const undelivered: Undelivered[] = [];
      let run: Awaited<ReturnType<Io['local']['collect']>>;
      try {
        run = await io.local.collect({
          config: place.config ?? 'sample',
          dataDir: place.dataDir,
          onProgress: progress.onProgress,
          signal,
          targets,
          onUndelivered: (one) => undelivered.push(one),
        });
      } finally {
        end();
      }
      const incomplete = run.listings.incomplete.length + run.failedRoots.length > 0 || signal.aborted;
      if (incomplete || undelivered.length > 0) exit(exitCodes.incomplete);
      for (const one of undelivered) await say(io, undeliveredText(one));
      if (signal.aborted)
        await say(io, 'Stopped before the end: what was listed is kept, and the next collect goes on from here.');
      if (options.format === 'json') return write(io.out, `${JSON.stringify(runJson(run), null, 2)}\n`);
      const register = await io.local.openRegister(place.dataDir, await clockOf(place));
      try {
        const columns = io.out.isTTY ? io.out.columns || 80 : undefined;
        await write(
          io.out,
          await summaryText(run, register.reader, columns, {
            options: placeWords(options, io),
            stopped: signal.aborted,
          }),
        );
      } finally {
        await register.close();
      }
    });
  examples(
    command,
    'collect',
    'collect --config prod/cadastre.yaml --quiet --format json',
    'collect --sample --data /tmp/big --size 100000',
    'collect --notify stdout --notify https://hooks.example.com/cadastre',
  );
};
