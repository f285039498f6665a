/** The roots that `doctor` tries: those of the config, or of the sample estate while it is served. */
import { connectionsOf } from '../config/connections.ts';
import type { Config } from '../config/types.ts';
import type { Connections } from '../providers/connection.ts';
import type { Root } from '../providers/roots.ts';
import type { Meter } from '../providers/types.ts';
import { rootIdOf } from '../runs/root-id.ts';
import { openSource } from '../runs/source.ts';
import type { RootToTry } from '../runs/trying.ts';
import { readState } from '../sample/state.ts';
import type { Local } from './local.ts';

/** A probe's few calls are not counted. */
const uncounted: Meter = { call: () => undefined, throttled: () => undefined };

const toTry =
  (connections: (root: Root) => Connections) =>
  (root: Root): RootToTry => ({
    id: rootIdOf(root),
    open: async () => openSource(root, connections(root), uncounted),
  });

export const openRoots = async (
  config: Config | 'sample',
  dataDir: string,
  serveSample: Local['serveSample'],
): ReturnType<Local['roots']> => {
  if (config !== 'sample') return { roots: config.roots.map(toTry(connectionsOf)), close: async () => undefined };
  const served = await serveSample(await readState(dataDir));
  return { roots: served.roots.map(toTry(() => served.connections)), close: served.close };
};
