/**
 * `npm run mutate:mappings [-- KIND…]`: makes each kind tell wrong, one field and column at a time, and lists what neither
 * the recorded values nor the project's own recordings notice. Fails where more than 2 % of what recordings exercise
 * go unnoticed.
 */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { classes, type FieldSpec } from '../../lib/kinds/classes.ts';
import type { Kind, Resource } from '../../lib/kinds/types.ts';
import { kinds } from '../kinds/recordings.ts';
import { judged, openBench } from './bench.ts';
import { breakable, whileBroken } from './breaking.ts';
import type { Value } from './compare.ts';
import { changes, mutations } from './mutants.ts';
import { GOAL, sharesOf, under } from './shares.ts';

const MOST_SURVIVORS = 0.02;

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = resolve(root, process.env.RECORDED_DIR || '../shared/recorded');
const asked = process.argv.slice(2);
const strange = asked.find((id) => kinds.every((kind) => kind.id !== id));
if (strange !== undefined) throw new Error(`“${strange}” is no kind.`);

for (const kind of kinds) breakable(kind);
const benchOf = openBench(folder);

const asIs = (resource: Resource): Resource => resource;
const wrongOf = (values: readonly Value[]): number => values.filter(({ right }) => !right).length;
const gotOf = (values: readonly Value[]): string => JSON.stringify(values.map(({ got }) => got));

interface Base {
  readonly kind: Kind;
  readonly recorded: readonly Value[];
  readonly own: readonly Value[];
}

const bases: Base[] = [];
for (const kind of kinds) {
  const bench = benchOf(kind);
  bases.push({ kind, recorded: judged(await bench.recorded(), asIs), own: judged(await bench.own(), asIs) });
}

/**
 * Whether the tier fails by the change: a field of the kind falls below its goal, or what is right of the provider's
 * values. What is wrong without the change is no notice of it.
 */
const fails = (base: Base, values: readonly Value[]): boolean => {
  const before = new Set(under(sharesOf(base.recorded)).map(({ field }) => field));
  if (under(sharesOf(values)).some(({ field }) => !before.has(field))) return true;
  const total = bases
    .filter(({ kind }) => kind.provider === base.kind.provider)
    .reduce((sum, { recorded }) => sum + recorded.length, 0);
  return (wrongOf(values) - wrongOf(base.recorded)) / total > 1 - GOAL.all;
};

const tally = { tried: 0, exercised: 0, unnoticed: 0, byRecorded: 0, ofRecorded: 0 };
const survivors: string[] = [];

const tell = (base: Base, what: string, recorded: readonly Value[], own: readonly Value[]): void => {
  tally.tried++;
  const seen = gotOf(recorded) !== gotOf(base.recorded);
  const seenByOwn = gotOf(own) !== gotOf(base.own);
  if (!seen && !seenByOwn) return;
  tally.exercised++;
  const noticed = seen && fails(base, recorded);
  if (seen) tally.ofRecorded++;
  if (noticed) tally.byRecorded++;
  if (seen && !noticed) console.log(`unnoticed by the recorded folder: ${base.kind.id} ${what}`);
  // The conformance suite compares the project's own recordings with what is written down of them.
  if (noticed || seenByOwn) return;
  tally.unnoticed++;
  survivors.push(`${base.kind.id} ${what}`);
};

const fieldsOf = (kind: Kind): [string, FieldSpec['type']][] =>
  [
    ...Object.entries(classes[kind.class].fields as Readonly<Record<string, FieldSpec>>),
    ...Object.entries(kind.fields ?? {}),
  ].map(([name, { type }]) => [name, type]);

const chosen = bases.filter(({ kind }) => asked.length === 0 || asked.includes(kind.id));
for (const base of chosen) {
  const { kind } = base;
  const bench = benchOf(kind);
  const asNow = async () => [judged(await bench.recorded(), asIs), judged(await bench.own(), asIs)] as const;
  const fields = fieldsOf(kind);
  for (const [field, type] of fields) {
    for (const mutation of mutations[type])
      tell(base, `${field} ${mutation.what}`, ...(await whileBroken(kind, field, mutation, asNow)));
    for (const [other, its] of fields)
      if (other !== field && its === type)
        tell(base, `${field} is ${other}`, ...(await whileBroken(kind, field, { what: '', as: other }, asNow)));
  }
  const [recorded, own] = [await bench.recorded(), await bench.own()];
  for (const { what, of } of changes) tell(base, what, judged(recorded, of), judged(own, of));
}

const percent = (part: number, whole: number): string => `${((100 * part) / (whole || 1)).toFixed(1)} %`;
for (const survivor of survivors) console.log(`unnoticed: ${survivor}`);
console.log(
  `${tally.tried} changes of ${chosen.length} kinds; recordings exercise ${tally.exercised}, of which ${tally.unnoticed} go unnoticed (${percent(tally.unnoticed, tally.exercised)}).`,
);
console.log(
  `The recorded folder exercises ${tally.ofRecorded}, and notices ${tally.byRecorded} by itself (${percent(tally.byRecorded, tally.ofRecorded)}).`,
);
if (tally.ofRecorded === 0) console.log(`Recorded values proved nothing: there are none in ${folder}.`);
if (tally.unnoticed > tally.exercised * MOST_SURVIVORS) process.exitCode = 1;
