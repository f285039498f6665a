/** Worker: one run, measured. A process of its own for each, so that the peak of one is not the next one's. */
import { connectionsOf } from '../../lib/config/connections.ts';
import { defaultConcurrency } from '../../lib/config/defaults.ts';
import { publish } from '../../lib/events/publish.ts';
import { connectTable } from '../../lib/local/table.ts';
import type { Root } from '../../lib/providers/roots.ts';
import { runOnce } from '../../lib/runs/run.ts';
import { samplePolicy } from '../../lib/sample/policy.ts';
import { work } from './processes.ts';
import { profiled } from './profile.ts';

export interface CollectorOrder {
  readonly table: string;
  readonly roots: readonly Root[];
  readonly profile: boolean;
}

export interface Measured {
  readonly wallS: number;
  readonly cpuS: number;
  /** Most memory that the process ever held, MB. */
  readonly peakMb: number;
  readonly found: number;
  readonly incomplete: number;
  readonly calls: number;
  readonly read: number;
  readonly written: number;
  /** CPU seconds by whose code ran, where it was asked for. */
  readonly shares: Readonly<Record<string, number>> | null;
}

await work(async ({ table, roots, profile }: CollectorOrder) => {
  const { database, client } = await connectTable(table);
  const collect = () =>
    runOnce({
      database,
      roots,
      connections: connectionsOf,
      policy: samplePolicy,
      concurrency: defaultConcurrency,
      takeOver: true,
      onProgress: () => undefined,
    });
  const before = process.cpuUsage();
  const started = performance.now();
  const { result: run, shares } = profile ? await profiled(collect) : { result: await collect(), shares: null };
  const wallS = (performance.now() - started) / 1e3;
  const { user, system } = process.cpuUsage(before);
  const answer: Measured = {
    wallS,
    cpuS: (user + system) / 1e6,
    peakMb: process.resourceUsage().maxRSS / 1024,
    found: run.resources.found,
    incomplete: run.listings.incomplete.length + run.failedRoots.length,
    calls: Object.values(run.calls).reduce((sum, count) => sum + count, 0),
    read: run.items.read,
    written: run.items.written,
    shares,
  };
  // As a laptop does that tells nobody: else the next run begins with this one's notes.
  await publish(database, { digest: [], events: [] });
  client.destroy();
  return { answer };
});
