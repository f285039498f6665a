/** Shows a run's progress on stderr: a block that is redrawn on a terminal, plain lines elsewhere. */
import type { Progress } from '../collect/progress.ts';
import { closedTexts } from '../kinds/listings/probing.ts';
import type { ProviderId } from '../providers/types.ts';
import { cutTo, safe } from './format/text.ts';
import type { Terminal } from './io.ts';
import { type Figures, ProgressTally, type RootCounts } from './progress.ts';
import { counted, duration, number } from './words.ts';

export interface ProgressView {
  readonly onProgress: (progress: Progress) => void;
  /** Draws the last state and stops. */
  end(): void;
}

/** Between two drawings, ms: quicker is not read, and drawing takes time from collecting. */
const REDRAW = 100;

/** How many listings there are in all is told once it is known: a number that grows runs backwards as a share. */
const figuresText = (figures: Figures, whole: boolean): string =>
  [
    `${counted(figures.accounts, 'account')}${figures.closed > 0 ? ` and ${number(figures.closed)} closed` : ''}`,
    whole ? `${number(figures.done)}/${number(figures.listings)} listings` : `${counted(figures.done, 'listing')} done`,
    `${number(figures.found)} found`,
    ...(figures.incomplete > 0 ? [`${number(figures.incomplete)} incomplete`] : []),
    ...(figures.throttles > 0 ? [`throttled ${counted(figures.throttles, 'time')}`] : []),
    ...(figures.failedRoots > 0 ? [`${counted(figures.failedRoots, 'root')} failed`] : []),
  ].join(', ');

/** Until the first cloud has told what there is. */
const OPENING = 'Opening the register and the clouds';

const terminalView = (err: Terminal, roots: RootCounts, now: () => number): ProgressView => {
  const tally = new ProgressTally(roots);
  const ended = new Map<ProviderId, number>();
  const started = now();
  let drawn = 0;
  const draw = () => {
    const lines = [...tally.providers].map(([provider, figures]) => {
      if (tally.isDone(provider) && !ended.has(provider)) ended.set(provider, now());
      const took = duration((ended.get(provider) ?? now()) - started);
      const text = figuresText(figures, tally.isWhole(provider));
      return cutTo(`${provider.padEnd(6)} ${text}, ${took}`, (err.columns || 80) - 1);
    });
    if (lines.length === 0) lines.push(`${OPENING}, ${duration(now() - started)}`);
    const up = drawn > 0 ? `\x1b[${drawn}A` : '';
    err.write(up + lines.map((line) => `\x1b[2K${line}\n`).join(''));
    drawn = lines.length;
  };
  draw();
  const timer = setInterval(draw, REDRAW);
  return {
    onProgress: (progress) => tally.add(progress),
    end: () => {
      clearInterval(timer);
      draw();
    },
  };
};

const lineView = (err: Terminal, roots: RootCounts, now: () => number): ProgressView => {
  const tally = new ProgressTally(roots);
  err.write(`${OPENING}\n`);
  const ended = new Set<ProviderId>();
  const started = now();
  const say = (provider: ProviderId, text: string) => err.write(`${provider}: ${safe(text)}\n`);
  const finished = (provider: ProviderId, figures: Figures) => {
    if (ended.has(provider)) return;
    ended.add(provider);
    say(provider, `${figuresText(figures, tally.isWhole(provider))}, ${duration(now() - started)}`);
  };
  return {
    onProgress: (progress) => {
      tally.add(progress);
      const { provider, event } = progress;
      if (event === 'planned') {
        say(
          provider,
          `${progress.root}: ${counted(progress.accounts, 'account')} in ${counted(progress.partitions, 'partition')}`,
        );
        for (const text of closedTexts(progress.closed ?? [])) say(provider, `${progress.root}: not read: ${text}`);
        for (const [root, accounts] of Object.entries(progress.elsewhere ?? {}))
          say(provider, `${progress.root}: ${counted(accounts, 'account')} collected by the root ${root}`);
      }
      if (event === 'root_failed') say(provider, `${progress.root}: ${progress.reason}`);
      if (event === 'listing' && tally.isDone(provider)) finished(provider, tally.providers.get(provider)!);
    },
    end: () => {
      for (const [provider, figures] of tally.providers) finished(provider, figures);
    },
  };
};

/** Shows nothing where `quiet`. */
export const openProgress = (
  err: Terminal,
  quiet: boolean,
  roots: RootCounts = {},
  now: () => number = Date.now,
): ProgressView => {
  if (quiet) return { onProgress: () => undefined, end: () => undefined };
  return err.isTTY ? terminalView(err, roots, now) : lineView(err, roots, now);
};
