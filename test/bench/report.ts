/** docs/benchmarks.md, from what was measured. */
import { cpus, totalmem } from 'node:os';
import type { Measured } from './collector.ts';

/** Of the collector's old generation: where memory is plenty, V8 lets garbage lie, and a peak says little. */
export const HEAP_MB = 256;

export interface Round {
  readonly size: number;
  readonly first: Measured;
  readonly unchanged: Measured;
  /** The unchanged sweep once more, under the profiler. */
  readonly profiled: Measured;
}

export interface StartUp {
  readonly command: string;
  readonly ms: number;
}

const whole = (value: number): string => Math.round(value).toLocaleString('en-GB');
const tenth = (value: number): string => value.toFixed(1);

const row = (size: number, sweep: string, { found, wallS, cpuS, peakMb, calls, read, written }: Measured): string =>
  `| ${[
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
  ].join(' | ')} |`;

const shareRow = ({ size, profiled: { shares } }: Round): string => {
  const busy = Object.entries(shares ?? {}).filter(([who]) => who !== 'idle');
  const all = busy.reduce((sum, [, seconds]) => sum + seconds, 0);
  const told = busy.sort(([, a], [, b]) => b - a).map(([who, seconds]) => `${who} ${whole((100 * seconds) / all)} %`);
  return `- ${whole(size)} resources: ${told.join(', ')} of ${tenth(all)} s.`;
};

export const report = (rounds: readonly Round[], startUps: readonly StartUp[], day: string): string =>
  `# Benchmarks

Measured on ${day} with \`npm run bench\`: Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model.trim()}, ${whole(totalmem() / 2 ** 30)} GiB.

## Collecting

| size | sweep | resources | wall s | CPU s | resources / s | resources / CPU s | peak MB | API calls | items read | items written |
| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
${rounds.flatMap(({ size, first, unchanged }) => [row(size, 'first', first), row(size, 'unchanged', unchanged)]).join('\n')}

### How

The sample estate (\`lib/sample\`, seed 7) is served over the clouds' real protocols by one process, without their request
rates; the embedded table (\`dynalite\` on disk) by a second; the collector is a third, new for each sweep, and reaches both
over loopback with the unmodified SDK clients. The collector's heap is limited to ${HEAP_MB} MB (\`--max-old-space-size\`),
as in a small function: without a limit V8 lets garbage lie where memory is plenty, and a peak says little. CPU seconds and
peak memory (the kernel's maximum resident set) are the collector's alone; wall time is of all three, which share the
machine's processors. *Items written* counts every put, update and deletion of an item in the register: in an unchanged
sweep they are the run's own record, at its start and at its end, and each partition's lease, taken and given back.

## Where an unchanged sweep spends its time

CPU time by whose code ran, from V8's sampling profiler in one more unchanged sweep. *SDKs* are the clouds' clients with
their transports and parsers, the table's client among them; Node's own work is charged to whoever called for it.

${rounds.map(shareRow).join('\n')}

## Start-up of the command line

The median of 11 starts, from the start of Node to its end.

| command | ms |
| --- | ---: |
${startUps.map(({ command, ms }) => `| \`cadastre ${command}\` | ${whole(ms)} |`).join('\n')}
`;
