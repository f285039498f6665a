/** The register on this machine, opened to be read. */
import { openReader } from '../register/reader.ts';
import type { RegisterReader } from '../register/types.ts';
import { openLocalTable } from './table.ts';

export const openLocalRegister = async (
  dataDir: string,
): Promise<{ readonly reader: RegisterReader; close(): Promise<void> }> => {
  const { database, close } = await openLocalTable(dataDir);
  return { reader: openReader(database), close };
};
