/** Parts `memory` and `growth`: one partition of a million resources, and how it comes to cost what it costs. */
import { HEAP_MB, type Measured } from './collecting.ts';
import { measuredOn, type Section, tableOf, tenth, whole } from './document.ts';
import type { Scenario } from './scenario.ts';

export const memorySizes: readonly number[] = [1_000_000];
export const growthSizes: readonly number[] = [10_000, 100_000, 1_000_000];

const sweepsOf = ({ first, unchanged, changed }: Scenario): readonly (readonly [string, Measured])[] => [
  ['first', first.measured],
  ['unchanged', unchanged.measured],
  ...[...changed].map(([share, { measured }]) => [`${share * 100} % changed`, measured] as const),
];

export const memorySections = (scenarios: readonly Scenario[]): Section[] => {
  const rows = scenarios.flatMap((scenario) =>
    sweepsOf(scenario).map(([sweep, { found, peakMb }]) => [whole(scenario.size), sweep, whole(found), whole(peakMb)]),
  );
  const text = `${measuredOn('memory')} The aim is to stay below 512 MB.

${tableOf(['size:', 'sweep', 'resources:', 'peak MB:'], rows)}

### How

One partition: the sample's Google Cloud at full size, all but its projects in one listing, collected by a process of its
own for each sweep into the table that [counts units](#cost-of-a-run). The peak is the kernel's maximum resident set of
that process, TypeScript loader and SDKs included, with V8's old generation limited to ${HEAP_MB} MB. What grows with the
partition is its manifest, which is kept in columns outside V8's heap
([compact.ts](../lib/collect/compact.ts)), about 150 bytes for each resource; all else is bounded by pages.`;
  return [{ heading: 'Memory', text }];
};

const ofEach = (measured: Measured): number => (measured.cpuS / measured.found) * 1e6;

/** Microseconds of CPU for each resource beyond the size before: without what every run costs. */
const ofFurther = (one: Measured, before: Measured | undefined): string =>
  before === undefined ? '–' : whole(((one.cpuS - before.cpuS) / (one.found - before.found)) * 1e6);

export const growthSections = (scenarios: readonly Scenario[]): Section[] => {
  const row = (name: 'first' | 'unchanged') => (scenario: Scenario, index: number) => {
    const { measured } = scenario[name];
    return [
      name,
      whole(measured.found),
      tenth(measured.cpuS),
      whole(ofEach(measured)),
      ofFurther(measured, scenarios[index - 1]?.[name].measured),
      whole(measured.peakMb),
      whole(measured.read),
      whole(measured.written),
    ];
  };
  const text = `${measuredOn('growth')} The aim is growth in a straight line, within a tenth.

${tableOf(
  ['sweep', 'resources:', 'CPU s:', 'µs a resource:', 'µs a further one:', 'peak MB:', 'items read:', 'items written:'],
  [...scenarios.map(row('first')), ...scenarios.map(row('unchanged'))],
)}

*µs a further one* is the CPU time of each resource beyond those of the size before: what every run costs, the start of its
clients and of the compiler above all, is not in it. Measured as [memory](#memory) is.`;
  return [{ heading: 'Growth', text }];
};
