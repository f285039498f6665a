/** How people call accounts, subscriptions and projects: kept once for each partition, and shown beside their ids. */
import { isDeepStrictEqual } from 'node:util';
import type { Database } from './database.ts';
import { pack, unpack } from './pack.ts';
import { keys } from './table.ts';

/** Display names by account id. */
export type AccountNames = ReadonlyMap<string, string>;

/** What a question adds to a row with an account: its display name, null where its provider tells none. */
export interface AccountNamed {
  /** Absent where nobody asked for it: it is stored beside the accounts, not with each row. */
  readonly accountName?: string | null | undefined;
}

/** Written where the names differ from those of before. */
export const saveNames = async (
  database: Database,
  partition: string,
  names: Readonly<Record<string, string>>,
  before: Readonly<Record<string, string>>,
): Promise<void> => {
  if (!isDeepStrictEqual(names, before)) await database.write([{ ...keys.names(partition), names: pack(names) }]);
};

/** All names that the register has: one query, whatever is asked. */
export const readNames = async (database: Database): Promise<AccountNames> => {
  const all = new Map<string, string>();
  for await (const { names } of database.query(keys.names('').pk, ''))
    for (const [id, name] of Object.entries(unpack<Record<string, string>>(names))) all.set(id, name);
  return all;
};

/** A row with its account's name. */
export const named = <Row extends { readonly accountId: string | null }>(
  row: Row,
  names: AccountNames,
): Row & { readonly accountName: string | null } => ({
  ...row,
  accountName: (row.accountId === null ? undefined : names.get(row.accountId)) ?? null,
});

/** Rows with the names of their accounts, which are read when the first row comes. */
export async function* withNames<Row extends { readonly accountId: string | null }>(
  database: Database,
  rows: AsyncIterable<Row>,
): AsyncGenerator<Row & { readonly accountName: string | null }> {
  let names: AccountNames | undefined;
  for await (const row of rows) {
    names ??= await readNames(database);
    yield named(row, names);
  }
}
