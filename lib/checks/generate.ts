/** Writes `index.ts`, `catalog.ts` and `docs/checks.md` from the checks beside this file: `npm run generate`. */
import { readdirSync, writeFileSync } from 'node:fs';
import * as z from 'zod';
import { catalogText } from './catalog-text.ts';
import { settingsOf } from './grace.ts';
import { type Guard, guards } from './guards.ts';
import type { Check } from './types.ts';

const here = new URL('.', import.meta.url);
const docs = new URL('../../docs/checks.md', import.meta.url);

/** A check's file is named by its id, with an underscore in it or in lower case alone; the rest is machinery. */
const machinery = new Set(
  [
    ...['types', 'guards', 'keepers', 'keeping', 'grace', 'durations', 'lasting', 'ignore', 'evaluate', 'questions'],
    ...['generate', 'index', 'catalog', 'catalog-text'],
  ].map((name) => `${name}.ts`),
);

export const checkFiles = (): string[] =>
  readdirSync(here)
    .filter((file) => file.endsWith('.ts') && !machinery.has(file))
    .sort();

const idOf = (file: string) => file.slice(0, -'.ts'.length);

export const checksIndex = (): string => {
  const ids = checkFiles().map(idOf);
  return `// Written by lib/checks/generate.ts; do not edit.
${ids.map((id) => `import ${id} from './${id}.ts';`).join('\n')}

export const checks = [
${ids.map((id) => `  ${id},`).join('\n')}
] as const;
export type CheckId = (typeof checks)[number]['id'];
`;
};

const loadChecks = (): Promise<Check[]> =>
  Promise.all(checkFiles().map(async (file) => (await import(`./${idOf(file)}.ts`)).default as Check));

/** What is told of the checks, without their code. */
export const checksCatalog = async (): Promise<string> => catalogText(await loadChecks());

interface JsonSchema {
  readonly properties?: Readonly<
    Record<string, { readonly description?: string; readonly type?: string; readonly default?: unknown }>
  >;
}

const paramsTable = (check: Check): string => {
  const { properties = {} } = z.toJSONSchema(settingsOf(check), { io: 'input' }) as JsonSchema;
  const rows = Object.entries(properties).map(
    ([name, { type, description, default: value }]) =>
      `| \`${name}\` | ${type} | \`${JSON.stringify(value)}\` | ${description} |`,
  );
  return `\n| Param | Type | Default | |\n| --- | --- | --- | --- |\n${rows.join('\n')}\n`;
};

const code = (words: readonly string[] = []): string =>
  words.map((word) => `\`${word.replaceAll('|', '\\|')}\``).join(', ');

const guardRow = ([name, { because, tags, names, groups, days, after }]: [string, Guard]): string =>
  `| **${name}** | ${because} | ${code(tags)} | ${code([...(names ?? []), ...(groups ?? [])])} | ${days} | ${after} |`;

const section = (check: Check): string => `
## ${check.id}

**${check.title}.** Severity ${check.severity}. Looks at: ${check.classes === '*' ? 'every resource' : check.classes.join(', ')}.

${check.description}

What to do: ${check.remedy}

Sources: ${check.sources.join('; ')}.
${paramsTable(check)}`;

export const checksPage = async (): Promise<string> => {
  const all = await loadChecks();
  return `<!-- Written by lib/checks/generate.ts; do not edit. -->
# Checks

A check answers pass, fail, or unknown with the reason: what the cloud did not tell is never taken for fine, nor for
an alarm. Each is configured below \`checks:\` in \`cadastre.yaml\`; \`false\` switches it off.

Every check takes \`graceDays\`: so many days after a resource was made (after the register first saw it, where the
provider does not say when that was) the check passes, whatever it would say. It is about the age of the resource. A
check's own \`days\` is about the state that it looks at: how long a disk is detached, how long a machine is stopped.

A finding that is meant to be is suppressed, for good or until a day: by
\`cadastre suppress ID --check unattached_disk --until 2026-12-31 --reason "kept for the audit"\`, or by a tag on the
resource itself:

| Tag | suppresses |
| --- | --- |
| \`cadastre:ignore\` = \`unattached_disk\` | that check, as long as the tag is there |
| \`cadastre:ignore\` = \`unattached_disk@2026-12-31\` | the same to the end of that day, UTC |
| \`cadastre:ignore\` = \`unattached_disk + unowned\` | several, parted by blanks, commas, \`+\` or \`--\` |
| \`cadastre:ignore\` = \`*\` or \`all\` | every check |
| \`cadastre-ignore\` = \`unattached_disk-2026-12-31--unowned\` | for Google's labels, which take no other characters |

The key's spelling does not matter, as with other tags. What is suppressed is kept with its verdict and its \`since\`, is
counted apart, and told to nobody; \`cadastre findings --suppressed\` lists it, and \`cadastre show\` says who suppresses it.
After the last day it is open again. A word that names no check, or no day of the calendar, suppresses nothing.

## What keeps what looks like an orphan

A guard lets a resource pass while it is likely that something keeps it: for its days without use. After them the finding
says so, and fails or is unknown. Where the resource names its keeper and the register does not have that, the finding is
unknown at once; what another resource keeps, and no claim left behind, passes while that is there. \`guards:\` in
\`cadastre.yaml\` changes days, switches a guard off with \`false\`, and adds your own by tags, names and groups.

| Guard | | Tags begin with | Names, groups | Days | then |
| --- | --- | --- | --- | --- | --- |
${Object.entries(guards as Readonly<Record<string, Guard>>)
  .map(guardRow)
  .join('\n')}

Sources:

${Object.entries(guards)
  .map(([name, { source }]) => `- **${name}**: ${source}.`)
  .join('\n')}

What a state lasts is known to the register: since when a disk is detached, a group unused, a balancer without targets. A
check's \`days\` count from there, or from when the provider says. What comes again within a week after it ended is told
when it has lasted for a week.

| Check | | Severity |
| --- | --- | --- |
${all.map(({ id, title, severity }) => `| [\`${id}\`](#${id}) | ${title} | ${severity} |`).join('\n')}
${all.map(section).join('')}`;
};

export const writeChecks = async (): Promise<void> => {
  writeFileSync(new URL('index.ts', here), checksIndex());
  writeFileSync(new URL('catalog.ts', here), await checksCatalog());
  writeFileSync(docs, await checksPage());
};

if (process.argv[1] === import.meta.filename) await writeChecks();
