/** People and teams: read from CSV or JSON, and found again by whatever a tag calls them. */
import { parse } from 'csv-parse/sync';
import * as z from 'zod';
import { type DirectoryEntry, UNOWNED } from './types.ts';

/** A directory file that cannot be used: every mistake with its file and line. Nothing of it was taken. */
export class DirectoryError extends Error {
  override readonly name = 'DirectoryError';
}

const yes = new Set(['', 'true', 'yes', 'y', '1', 'active']);
const no = new Set(['false', 'no', 'n', '0', 'inactive', 'left']);

const text = z.string().trim();
const optional = text.transform((value) => (value === '' ? undefined : value)).optional();

/** What may be written in several ways, since a cell of CSV is always text; `read` gives undefined for a mistake. */
const written = <Value>(expected: string, read: (value: unknown) => Value | undefined) =>
  z.unknown().transform((value, context) => {
    const meant = read(typeof value === 'string' ? value.trim() : value);
    if (meant !== undefined) return meant;
    context.addIssue(`expected ${expected}, not ${JSON.stringify(value)}`);
    return z.NEVER;
  });

const typeOf = (value: unknown): DirectoryEntry['type'] | undefined => {
  const word = String(value).toLowerCase();
  return word === '' ? 'person' : word === 'person' || word === 'team' ? word : undefined;
};

const activeOf = (value: unknown): boolean | undefined => {
  const word = String(value).toLowerCase();
  return yes.has(word) ? true : no.has(word) ? false : undefined;
};

const aliasesOf = (value: unknown): string[] | undefined => {
  const list: unknown = typeof value === 'string' ? value.split(';') : value;
  if (!Array.isArray(list) || list.some((alias) => typeof alias !== 'string')) return undefined;
  return list.map((alias: string) => alias.trim()).filter((alias) => alias !== '');
};

const entry = z
  .object({
    id: z
      .string('an id is needed')
      .trim()
      .min(1, 'an id is needed')
      .refine((id) => id.toLowerCase() !== UNOWNED, `"${UNOWNED}" stands for no owner: expected another id`),
    type: written('person or team', typeOf).default('person'),
    name: text.optional(),
    aliases: written('a list of words', aliasesOf).default([]),
    active: written('true or false', activeOf).default(true),
    email: optional,
    manager: optional,
    department: optional,
    costCentre: optional,
  })
  .transform(
    ({ name, ...rest }): DirectoryEntry => ({ ...rest, name: name === undefined || name === '' ? rest.id : name }),
  );

interface Row {
  readonly where: string;
  readonly record: unknown;
}

const csvRows = (content: string, file: string): Row[] => {
  try {
    const rows = parse(content, {
      columns: true,
      bom: true,
      trim: true,
      skip_empty_lines: true,
      info: true,
    }) as unknown as {
      record: Record<string, string>;
      info: { lines: number };
    }[];
    const columns = Object.keys(rows[0]?.record ?? { id: '' });
    if (!columns.includes('id')) throw new Error(`expected a column "id" among ${columns.join(', ')}`);
    return rows.map(({ record, info }) => ({ where: `${file}:${info.lines}`, record }));
  } catch (error) {
    throw new DirectoryError(`${file}: ${(error as Error).message}`);
  }
};

const jsonRows = (content: string, file: string): Row[] => {
  let list: unknown;
  try {
    list = JSON.parse(content);
  } catch (error) {
    throw new DirectoryError(`${file}: ${(error as Error).message}`);
  }
  if (!Array.isArray(list)) throw new DirectoryError(`${file}: expected a list of people and teams`);
  return list.map((record, index) => ({ where: `${file}[${index}]`, record }));
};

/**
 * Reads people and teams: CSV with a header (`id,type,name,aliases,active,email,manager,department,costCentre`, in
 * any order, others ignored, aliases parted by `;`) or a JSON list of the same. Throws a `DirectoryError` that
 * names every mistake.
 */
export const readDirectory = (content: string, file: string): DirectoryEntry[] => {
  const mistakes: string[] = [];
  const seen = new Map<string, string>();
  const entries: DirectoryEntry[] = [];
  for (const { where, record } of file.endsWith('.json') ? jsonRows(content, file) : csvRows(content, file)) {
    const { success, data, error } = entry.safeParse(record);
    if (!success) {
      for (const issue of error.issues) mistakes.push(`${where}: ${issue.path.join('.') || 'entry'}: ${issue.message}`);
      continue;
    }
    const first = seen.get(data.id.toLowerCase());
    if (first !== undefined) mistakes.push(`${where}: id: ${data.id} stands at ${first} already`);
    seen.set(data.id.toLowerCase(), where);
    entries.push(data);
  }
  if (mistakes.length > 0) throw new DirectoryError(mistakes.join('\n'));
  return entries;
};
