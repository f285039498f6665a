/**
 * `npm run mutate [-- --sample N] [--seed WORD] [--area NAME]… [--file PATH]…`: makes small changes of the code, one at a
 * time, and lists those that no test notices. All of them where no sample is named, which takes many hours.
 */
import { parseArgs } from 'node:util';
import { mix } from '../../lib/sample/estate/chance.ts';
import { type Area, areas, type Mutant, mutantsIn, mutantsOf } from './mutants.ts';
import { openRelated } from './related.ts';
import { least, type Outcome, summary } from './score.ts';
import { openTree, type Tree } from './tree.ts';
import { compiling, noticedBy } from './verdict.ts';

const root = new URL('../../', import.meta.url);
/** As many processors as the machines have that the tests are meant for. */
const TREES = 2;

const { values } = parseArgs({
  options: {
    sample: { type: 'string' },
    seed: { type: 'string', default: 'cadastre' },
    area: { type: 'string', multiple: true, default: [...areas] },
    file: { type: 'string', multiple: true },
  },
});

const isArea = (name: string): name is Area => (areas as readonly string[]).includes(name);
const strange = values.area.find((name) => !isArea(name));
if (strange !== undefined) throw new Error(`“${strange}” is no area: ${areas.join(', ')}`);
const wanted = values.sample === undefined ? Number.POSITIVE_INFINITY : Number(values.sample);
if (!(wanted > 0)) throw new Error(`--sample takes a number above 0, not “${values.sample}”`);

const all = values.file
  ? (await Promise.all(values.file.map((file) => mutantsOf(root, file)))).flat()
  : await mutantsIn(root, values.area.filter(isArea));
/** The same seed picks the same changes of the same code; a change elsewhere moves few of them. */
const rank = ({ file, name, before, after }: Mutant): number => mix(0, values.seed, file, name, before, after);
const chosen = [...all].sort((a, b) => rank(a) - rank(b)).slice(0, Math.min(Math.ceil(wanted * 1.4), all.length));

const trees = Array.from({ length: TREES }, () => openTree(root));
const outcomes: Outcome[] = [];
try {
  // Some do not compile, which is how they are noticed: so many more are drawn.
  const [first] = trees as [Tree];
  const waiting = (await compiling(first, chosen)).slice(0, Math.min(wanted, chosen.length));
  const total = waiting.length;
  console.log(
    `${all.length} changes of ${values.file?.join(', ') ?? values.area.join(', ')}; ${total} of them are tried`,
  );
  const ringsOf = openRelated(root);
  await Promise.all(
    trees.map(async (tree) => {
      for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
        const by = await noticedBy(tree, mutant, ringsOf(mutant.file));
        outcomes.push({ mutant, by });
        const { file, line, name, before, after } = mutant;
        const words = `${file}:${line} ${name}: ${shown(before)} → ${shown(after)}`;
        console.log(
          `${outcomes.length}/${total} ${by === undefined ? 'SURVIVED' : 'noticed'} ${words}${by ? `, by ${by}` : ''}`,
        );
      }
    }),
  );
} finally {
  for (const tree of trees) tree.remove();
}

function shown(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 100 ? `${line.slice(0, 100)}…` : line;
}

console.log(summary(outcomes));
if (outcomes.filter(({ by }) => by !== undefined).length < least(outcomes.length)) process.exitCode = 1;
