/** Part `collect`: sweeps of the sample's three clouds into the embedded table. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Root } from '../../lib/providers/roots.ts';
import { defaultEstate } from '../../lib/sample/state.ts';
import type { CloudsOrder } from './clouds.ts';
import { collectWith, HEAP_MB, type Measured } from './collecting.ts';
import { measuredOn, type Section, tableOf, tenth, whole } from './document.ts';
import { start } from './processes.ts';

const STANDARD = [10_000, 100_000];

interface Round {
  readonly size: number;
  readonly first: Measured;
  readonly unchanged: Measured;
  /** The unchanged sweep once more, under the profiler. */
  readonly profiled: Measured;
}

const round = async (size: number): Promise<Round> => {
  const folder = await mkdtemp(join(tmpdir(), 'cadastre-bench-'));
  const order: CloudsOrder = { estate: { ...defaultEstate, size } };
  const clouds = await start<{ roots: Root[]; env: Record<string, string> }>('./clouds.ts', order);
  const table = await start<{ endpoint: string }>('./embedded.ts', { folder });
  const collect = async (profile: boolean): Promise<Measured> => {
    const { roots, env } = clouds.answer;
    const measured = await collectWith({ table: table.answer.endpoint, roots, profile }, env);
    console.error(`${size} ${JSON.stringify(measured)}`);
    return measured;
  };
  try {
    return { size, first: await collect(false), unchanged: await collect(false), profiled: await collect(true) };
  } finally {
    await Promise.all([clouds.stop(), table.stop()]);
    await rm(folder, { recursive: true });
  }
};

const row = (size: number, sweep: string, { found, wallS, cpuS, peakMb, calls, read, written }: Measured) => [
  whole(size),
  sweep,
  whole(found),
  tenth(wallS),
  tenth(cpuS),
  whole(found / wallS),
  whole(found / cpuS),
  whole(peakMb),
  whole(calls),
  whole(read),
  whole(written),
];

const heads = ['size:', 'sweep', 'resources:', 'wall s:', 'CPU s:', 'resources / s:', 'resources / CPU s:', 'peak MB:'];

const shareRow = ({ size, profiled: { shares } }: Round): string => {
  const busy = Object.entries(shares ?? {}).filter(([who]) => who !== 'idle');
  const all = busy.reduce((sum, [, seconds]) => sum + seconds, 0);
  const told = busy.sort(([, a], [, b]) => b - a).map(([who, seconds]) => `${who} ${whole((100 * seconds) / all)} %`);
  return `- ${whole(size)} resources: ${told.join(', ')} of ${tenth(all)} s.`;
};

export const collectSections = async (sizes: readonly number[]): Promise<Section[]> => {
  const rounds: Round[] = [];
  for (const size of sizes.length > 0 ? sizes : STANDARD) rounds.push(await round(size));
  const rows = rounds.flatMap(({ size, first, unchanged }) => [
    row(size, 'first', first),
    row(size, 'unchanged', unchanged),
  ]);
  const collecting = `${measuredOn('collect')}

${tableOf([...heads, 'API calls:', 'items read:', 'items written:'], rows)}

### How

The sample estate (\`lib/sample\`, seed 7) is served over the clouds' real protocols by one process, without their request
rates; the embedded table (\`dynalite\` on disk) by a second; the collector is a third, new for each sweep, and reaches both
over loopback with the unmodified SDK clients. The collector's heap is limited to ${HEAP_MB} MB (\`--max-old-space-size\`),
as in a small function: without a limit V8 lets garbage lie where memory is plenty, and a peak says little. CPU seconds and
peak memory (the kernel's maximum resident set) are the collector's alone; wall time is of all three, which share the
machine's processors. *Items written* counts every put, update and deletion of an item in the register: in an unchanged
sweep they are the run's own record, at its start and at its end, and each partition's lease, taken and given back.`;
  const spending = `CPU time by whose code ran, from V8's sampling profiler in one more unchanged sweep. *SDKs* are the clouds' clients with
their transports and parsers, the table's client among them; Node's own work is charged to whoever called for it.

${rounds.map(shareRow).join('\n')}`;
  return [
    { heading: 'Collecting', text: collecting },
    { heading: 'Where an unchanged sweep spends its time', text: spending },
  ];
};
