/** People and teams: read from CSV or JSON, and found again by whatever a tag calls them. */
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { DirectoryEntry } from './types.ts';

/** A directory file that cannot be used: every mistake with its file and line. Nothing of it was taken. */
export class DirectoryError extends Error {
  override readonly name = 'DirectoryError';
}

const yes = new Set(['', 'true', 'yes', 'y', '1', 'active']);
const no = new Set(['false', 'no', 'n', '0', 'inactive', 'left']);

const text = z.string().trim();
const optional = text.transform((value) => (value === '' ? undefined : value)).optional();

const entry = z
  .object({
    id: text.min(1, 'an id is needed'),
    type: z.union([z.enum(['person', 'team']), z.literal('').transform(() => 'person' as const)]).default('person'),
    name: text.optional(),
    aliases: z
      .union([text.transform((value) => value.split(';')), z.array(text)])
      .default([])
      .transform((list) => list.map((alias) => alias.trim()).filter((alias) => alias !== '')),
    active: z
      .union([
        z.boolean(),
        text.transform((value, context) => {
          const word = value.toLowerCase();
          if (yes.has(word)) return true;
          if (no.has(word)) return false;
          context.addIssue({ code: 'custom', message: `expected true or false, not "${value}"` });
          return z.NEVER;
        }),
      ])
      .default(true),
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

export interface Directory {
  readonly entries: readonly DirectoryEntry[];
  /** By id, e-mail, alias or name, without regard to case and blanks; the first of them that fits. */
  resolve(value: string): DirectoryEntry | undefined;
}

/** `mailto:ana@…`, `team:payments`, `user/ana` are the value after the prefix. */
const prefix = /^(?:mailto|team|group|user|person|owner)[:/]\s*/i;

const normal = (value: string): string => value.trim().toLowerCase().replace(/\s+/g, ' ');

export const openDirectory = (entries: readonly DirectoryEntry[]): Directory => {
  const names = new Map<string, DirectoryEntry>();
  const add = (value: string | undefined, one: DirectoryEntry) => {
    if (value === undefined) return;
    const key = normal(value);
    // Somebody who is there comes before a namesake who left.
    const other = names.get(key);
    if (other === undefined || (!other.active && one.active && other.id !== one.id)) names.set(key, one);
  };
  for (const one of entries) names.set(normal(one.id), one);
  for (const one of entries) add(one.email, one);
  for (const one of entries) for (const alias of one.aliases) add(alias, one);
  for (const one of entries) add(one.name, one);
  return {
    entries,
    resolve: (value) => names.get(normal(value)) ?? names.get(normal(value.trim().replace(prefix, ''))),
  };
};
