/** Who is told what is new: the config's targets and the command line's. */
import type { Targets, Undelivered } from '../events/courier.ts';
import { type Io, UsageError, write } from './io.ts';
import type { TextFormat } from './options.ts';
import type { Place } from './place.ts';
import { counted } from './words.ts';

export interface TargetOptions {
  readonly notify?: readonly string[];
  readonly events?: readonly string[];
  readonly format: TextFormat;
}

/** Each target once. `ready` is called before anything is written to stdout. Throws a `UsageError`. */
export const openTargets = async (
  { config }: Place,
  { notify = [], events = [], format }: TargetOptions,
  io: Io,
  ready: () => void,
): Promise<Targets> => {
  const { openTarget, readTarget, TargetError } = await import('../events/targets.ts');
  const stdout = (text: string) => {
    ready();
    return write(io.out, text);
  };
  const read = (option: string, given: readonly string[]) => {
    try {
      return given.map((target) => readTarget(target, io.cwd));
    } catch (error) {
      throw error instanceof TargetError ? new UsageError(`${option}: ${error.message}`) : error;
    }
  };
  const digest = new Set([...(config?.notify ?? []), ...read('--notify', notify)]);
  const all = new Set([...(config?.events ?? []), ...read('--events', events)]);
  if (format === 'json' && (digest.has('stdout') || all.has('stdout')))
    throw new UsageError('--format json keeps stdout for the JSON of the run: send digests and events elsewhere');
  return {
    digest: [...digest].map((target) => openTarget(target, 'digest', { stdout })),
    events: [...all].map((target) => openTarget(target, 'events', { stdout })),
  };
};

export const undeliveredText = ({ target, reason, waiting }: Undelivered): string =>
  `Not delivered to ${target}: ${reason}. ${counted(waiting, 'message')} kept; sent again after the next run that has this target.`;
