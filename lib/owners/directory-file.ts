/** People and teams out of a file of CSV or JSON: what can be used is, and what is odd about it is said. */
import * as z from 'zod';
import { remarksOn } from './directory-remarks.ts';
import { type Column, csvRows, DirectoryError, jsonRows } from './directory-rows.ts';
import { decoded, type Remark } from './directory-text.ts';
import { type DirectoryEntry, UNOWNED } from './types.ts';

/** What a file says, and what of it was read otherwise than it stands there or will find nobody. */
export interface DirectoryFile {
  readonly entries: readonly DirectoryEntry[];
  /** Each with file, line and column. */
  readonly remarks: readonly string[];
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

const shape = {
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
} satisfies Record<Column, unknown>;

const entry = z
  .object(shape)
  .transform(
    ({ name, ...rest }): DirectoryEntry => ({ ...rest, name: name === undefined || name === '' ? rest.id : name }),
  );

/**
 * Reads people and teams: CSV with a header (`id,type,name,aliases,active,email,manager,department,costCentre`, in any
 * order and case, aliases parted by `;`) or a JSON list of the same. Throws a `DirectoryError` that names every mistake:
 * what leaves open who or how many there are. What else is odd is in `remarks`, and loses nothing.
 */
export const readDirectory = (content: Uint8Array | string, file: string): DirectoryFile => {
  const { text: plain, remarks: odd } = decoded(typeof content === 'string' ? Buffer.from(content) : content, file);
  const remarks: Remark[] = [...odd];
  const mistakes: string[] = [];
  const seen = new Map<string, string>();
  const entries: { readonly where: string; readonly entry: DirectoryEntry }[] = [];
  const rows = /\.json$/i.test(file) ? jsonRows : csvRows;
  for (const { where, record } of rows(plain, file, remarks)) {
    const { success, data, error } = entry.safeParse(record);
    if (!success) {
      for (const issue of error.issues) mistakes.push(`${where}: ${issue.path.join('.') || 'entry'}: ${issue.message}`);
      continue;
    }
    const first = seen.get(data.id.toLowerCase());
    if (first !== undefined) mistakes.push(`${where}: id: ${data.id} stands at ${first} already`);
    seen.set(data.id.toLowerCase(), where);
    entries.push({ where, entry: data });
  }
  if (mistakes.length > 0) throw new DirectoryError(mistakes.join('\n'));
  remarks.push(...remarksOn(entries, file));
  return {
    entries: entries.map((one) => one.entry),
    remarks: remarks.map(({ where, says }) => `${where}: ${says}`),
  };
};
