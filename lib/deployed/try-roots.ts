/** `cadastre doctor --deployed`, in the collector: its roots are tried with its own credentials. */
import { connectionsOf } from '../config/connections.ts';
import type { Meter } from '../providers/types.ts';
import { rootIdOf } from '../runs/root-id.ts';
import { type Tried, tryRoot } from '../runs/trying.ts';
import type { CollectorEdges } from './plan-run.ts';

export interface TryOrder {
  readonly action: 'try';
}

export interface TriedRoots {
  readonly tried: readonly Tried[];
  /** How many others worked and are not told one by one. */
  readonly more: number;
}

/** Milliseconds that must be left of the call for another probe, each of which may wait for a cloud that is slow. */
const FOR_A_PROBE_MS = 60_000;

/**
 * Characters of an answer: a function gives 6 MB at most, and a character may be four bytes of it.
 * https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
const MOST = 1_500_000;

/** A few calls, which no run counts. */
const uncounted: Meter = { call: () => undefined, throttled: () => undefined };

const cutOff = (root: string): Tried => ({
  root,
  what: 'try the rest of the root',
  ok: false,
  detail: 'the function’s time was over',
  advice: '`cadastre coverage --deployed` tells of every listing what the last run found.',
});

/** All of it where it fits, then failures before what works. */
export const fitting = (tried: readonly Tried[], most = MOST): TriedRoots => {
  if (JSON.stringify(tried).length <= most) return { tried, more: 0 };
  const kept: Tried[] = [];
  let size = 0;
  for (const one of [...tried.filter(({ ok }) => !ok), ...tried.filter(({ ok }) => ok)]) {
    size += JSON.stringify(one).length + 1;
    if (size > most) break;
    kept.push(one);
  }
  return { tried: kept, more: tried.length - kept.length };
};

/** Tries each root of the collector's cloud; `remaining` gives the milliseconds that are left. */
export const tryRoots = async (
  { provider, config, open }: Pick<CollectorEdges, 'provider' | 'config' | 'open'>,
  remaining: () => number,
): Promise<TriedRoots> => {
  const roots = config.roots.filter((root) => root.provider === provider);
  const each = await Promise.all(
    roots.map(async (root) => {
      const id = rootIdOf(root);
      const tried: Tried[] = [];
      for await (const one of tryRoot(
        { id, open: () => open(root, connectionsOf(root), uncounted) },
        config.leaveOut,
      )) {
        tried.push(one);
        if (remaining() < FOR_A_PROBE_MS) return [...tried, cutOff(id)];
      }
      return tried;
    }),
  );
  return fitting(each.flat());
};
