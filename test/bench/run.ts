/** `npm run bench [sizes…]`: measures, and writes docs/benchmarks.md. With sizes other than the standard ones it only prints. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Root } from '../../lib/providers/roots.ts';
import { defaultEstate } from '../../lib/sample/state.ts';
import type { CollectorOrder, Measured } from './collector.ts';
import { start } from './processes.ts';
import { HEAP_MB, type Round, report } from './report.ts';
import { startUpMs } from './startup.ts';

const STANDARD = [10_000, 100_000];

const round = async (size: number): Promise<Round> => {
  const folder = await mkdtemp(join(tmpdir(), 'cadastre-bench-'));
  const clouds = await start<{ roots: Root[]; env: Record<string, string> }>('./clouds.ts', { ...defaultEstate, size });
  const table = await start<{ endpoint: string }>('./table.ts', { folder });
  const collect = async (profile: boolean): Promise<Measured> => {
    const order: CollectorOrder = { table: table.answer.endpoint, roots: clouds.answer.roots, profile };
    const collector = await start<Measured>('./collector.ts', order, clouds.answer.env, [
      `--max-old-space-size=${HEAP_MB}`,
    ]);
    await collector.stop();
    const { answer } = collector;
    console.error(`${size} ${JSON.stringify(answer)}`);
    if (answer.incomplete > 0)
      throw new Error(`${answer.incomplete} listings were incomplete: nothing is measured by that`);
    return answer;
  };
  try {
    return { size, first: await collect(false), unchanged: await collect(false), profiled: await collect(true) };
  } finally {
    await Promise.all([clouds.stop(), table.stop()]);
    await rm(folder, { recursive: true });
  }
};

const asked = process.argv.slice(2).map(Number);
const rounds: Round[] = [];
for (const size of asked.length > 0 ? asked : STANDARD) rounds.push(await round(size));
const startUps = [['--version'], ['--help'], ['kinds']].map((args) => ({
  command: args.join(' '),
  ms: startUpMs(...args),
}));
const text = report(rounds, startUps, new Date().toISOString().slice(0, 10));
if (asked.length > 0) console.log(text);
else await writeFile(fileURLToPath(new URL('../../docs/benchmarks.md', import.meta.url)), text);
