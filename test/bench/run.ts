/**
 * `npm run bench [-- parts… sizes…]`: measures the parts, or all of them, and writes their sections of
 * docs/benchmarks.md. With sizes of one's own it only prints.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bundleSections } from './bundles.ts';
import { collectSections } from './collect.ts';
import { costSections, costShares, costSizes } from './cost.ts';
import { type Section, withSections } from './document.ts';
import { growthSections, growthSizes, memorySections, memorySizes } from './growth.ts';
import { measure, type Scenario } from './scenario.ts';
import { startUpSections } from './startup.ts';

const document = fileURLToPath(new URL('../../docs/benchmarks.md', import.meta.url));

/** Parts that read sweeps of one partition; a size that several ask for is swept once. */
const ofOnePartition = {
  cost: { sizes: costSizes, shares: costShares, sections: costSections },
  memory: { sizes: memorySizes, shares: [], sections: memorySections },
  growth: { sizes: growthSizes, shares: [], sections: growthSections },
} as const;
type OnePartition = keyof typeof ofOnePartition;

const parts = ['collect', 'startup', 'bundles', 'cost', 'memory', 'growth'] as const;
type Part = (typeof parts)[number];
const isPart = (word: string): word is Part => (parts as readonly string[]).includes(word);
const isOfOnePartition = (part: Part): part is OnePartition & Part => part in ofOnePartition;

const words = process.argv.slice(2);
const sizes = words.map(Number).filter((size) => size > 0);
const unknown = words.find((word) => !isPart(word) && !(Number(word) > 0));
if (unknown !== undefined) throw new Error(`“${unknown}” is neither a size nor a part: ${parts.join(', ')}`);
const asked: readonly Part[] = words.some(isPart) ? parts.filter((part) => words.includes(part)) : parts;

const sizesOf = (part: OnePartition): readonly number[] => (sizes.length > 0 ? sizes : ofOnePartition[part].sizes);

const scenarios = new Map<number, Scenario>();
const onePartition = asked.filter(isOfOnePartition);
const needed = [...new Set(onePartition.flatMap(sizesOf))].sort((a, b) => a - b);

const keep = async (written: readonly Section[]) => {
  if (sizes.length > 0) console.log(withSections('', written));
  else await writeFile(document, withSections(await readFile(document, 'utf8'), written));
};

if (asked.includes('collect')) await keep(await collectSections(sizes));
if (asked.includes('startup')) await keep(await startUpSections());
if (asked.includes('bundles')) await keep(await bundleSections());
for (const size of needed) {
  const shares = onePartition.flatMap((part) => (sizesOf(part).includes(size) ? ofOnePartition[part].shares : []));
  scenarios.set(size, await measure(size, shares));
}
for (const part of onePartition)
  await keep(ofOnePartition[part].sections(sizesOf(part).map((size) => scenarios.get(size)!)));
