/** `catalog.ts` as text: what is told of the checks, written so that the formatter leaves it as it is. */
import * as z from 'zod';
import { settingsOf } from './grace.ts';
import type { Check, CheckAbout } from './types.ts';

interface Settings {
  readonly properties?: Readonly<Record<string, { readonly default?: unknown }>>;
}

const LINE = 120;

/** As the formatter has it: in the quotes that need the fewest escapes, lists on one line where they fit. */
const literal = (value: unknown, indent: string, room: number): string => {
  if (typeof value === 'string') {
    const quote = value.includes("'") && !value.includes('"') ? '"' : "'";
    return quote + value.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`) + quote;
  }
  if (!Array.isArray(value)) return JSON.stringify(value);
  const words = value.map((one) => literal(one, indent, LINE));
  const line = `[${words.join(', ')}]`;
  return line.length <= room ? line : `[\n${words.map((word) => `${indent}  ${word},\n`).join('')}${indent}]`;
};

const property = (name: string, value: unknown, indent: string): string => {
  const start = `${indent}${name}: `;
  const text = literal(value, indent, LINE - start.length - 1);
  const long = typeof value === 'string' && start.length + text.length + 1 > LINE;
  return `${long ? `${start.trimEnd()}\n${indent}  ${text}` : start + text},\n`;
};

/** Params by name with their defaults, `graceDays` among them. */
const paramsOf = (check: Check): CheckAbout['params'] => {
  const { properties = {} } = z.toJSONSchema(settingsOf(check), { io: 'input' }) as Settings;
  return Object.fromEntries(Object.entries(properties).map(([name, param]) => [name, param.default ?? null]));
};

const catalogEntry = (check: Check): string => {
  const { id, title, classes, severity, description, remedy, sources } = check;
  const plain = Object.entries({ id, title, classes, severity, description, remedy, sources });
  const params = Object.entries(paramsOf(check)).map(([name, value]) => property(name, value, '      '));
  return `  {
${plain.map(([name, value]) => property(name, value, '    ')).join('')}    params: {
${params.join('')}    },
  },`;
};

/** The text of `catalog.ts`. */
export const catalogText = (checks: readonly Check[]): string => `// Written by lib/checks/generate.ts; do not edit.
import type { CheckAbout } from './types.ts';

/** Every check without its code: what the CLI, the API and digests need, and no schema library with it. */
export const catalog: readonly CheckAbout[] = [
${checks.map(catalogEntry).join('\n')}
];
export const checkIds: readonly string[] = catalog.map(({ id }) => id);
`;
