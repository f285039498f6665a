/** The deployed register, read and written to by a person with AWS credentials of their own. */
import type { RegisterWriter } from '../register/assertion-types.ts';
import type { Database } from '../register/database.ts';
import { openReader } from '../register/reader.ts';
import { openWriter } from '../register/suppress.ts';
import { keys, suppressionsQuery } from '../register/table.ts';
import type { RegisterReader } from '../register/types.ts';
import { explainFirstLook, explainRefusal } from './refused.ts';
import { connectDeployedTable, type TableName } from './table.ts';

export interface DeployedRegister {
  readonly reader: RegisterReader;
  readonly writer: RegisterWriter;
  /** What went wrong while it was used, in words that say what to do. */
  explain(error: unknown): unknown;
  close(): Promise<void>;
}

/** One read of the table and one of an index, by permissions that every question needs: both are there, or it throws. */
const look = async (database: Database): Promise<void> => {
  await database.get(keys.history);
  for await (const _ of database.queryIndex(suppressionsQuery('none'))) return;
};

/** Throws a `TableError` where the credentials, the table or what is in it cannot be used. */
export const openDeployedRegister = async (at: TableName): Promise<DeployedRegister> => {
  const { database, client } = connectDeployedTable(at);
  try {
    await look(database);
  } catch (error) {
    client.destroy();
    throw explainFirstLook(error, at);
  }
  return {
    reader: openReader(database),
    writer: openWriter(database),
    explain: (error) => explainRefusal(error, at),
    close: async () => client.destroy(),
  };
};
