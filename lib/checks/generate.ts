/** Writes `index.ts` and `docs/checks.md` from the checks beside this file: `npm run generate`. */
import { readdirSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { guards } from './guards.ts';
import type { Check } from './types.ts';

const here = new URL('.', import.meta.url);
const docs = new URL('../../docs/checks.md', import.meta.url);

/** A check's file is named by its id, with an underscore in it or in lower case alone; the rest is machinery. */
const machinery = new Set(['types.ts', 'guards.ts', 'evaluate.ts', 'generate.ts', 'index.ts']);

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

interface JsonSchema {
  readonly properties?: Readonly<
    Record<string, { readonly description?: string; readonly type?: string; readonly default?: unknown }>
  >;
}

const paramsTable = (check: Check): string => {
  const { properties = {} } = z.toJSONSchema(check.params, { io: 'input' }) as JsonSchema;
  const rows = Object.entries(properties).map(
    ([name, { type, description, default: value }]) =>
      `| \`${name}\` | ${type} | \`${JSON.stringify(value)}\` | ${description} |`,
  );
  return rows.length === 0 ? '' : `\n| Param | Type | Default | |\n| --- | --- | --- | --- |\n${rows.join('\n')}\n`;
};

const section = (check: Check): string => `
## ${check.id}

**${check.title}.** Severity ${check.severity}. Looks at: ${check.classes === '*' ? 'every resource' : check.classes.join(', ')}.

${check.description}

What to do: ${check.remedy}

Sources: ${check.sources.join('; ')}.
${paramsTable(check)}`;

export const checksPage = async (): Promise<string> => {
  const all = await Promise.all(
    checkFiles().map(async (file) => (await import(`./${idOf(file)}.ts`)).default as Check),
  );
  return `<!-- Written by lib/checks/generate.ts; do not edit. -->
# Checks

A check answers pass, fail, or unknown with the reason: what the cloud did not tell is never taken for fine, nor for
an alarm. Each is configured below \`checks:\` in \`cadastre.yaml\`; \`false\` switches it off.

What looks like an orphan and is not:

${Object.entries(guards)
  .map(([name, { because }]) => `- **${name}**: ${because}.`)
  .join('\n')}

| Check | | Severity |
| --- | --- | --- |
${all.map(({ id, title, severity }) => `| [\`${id}\`](#${id}) | ${title} | ${severity} |`).join('\n')}
${all.map(section).join('')}`;
};

export const writeChecks = async (): Promise<void> => {
  writeFileSync(new URL('index.ts', here), checksIndex());
  writeFileSync(docs, await checksPage());
};

if (process.argv[1] === import.meta.filename) await writeChecks();
