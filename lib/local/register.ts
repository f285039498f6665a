/** The register on this machine, opened to be read and to note what people say. */
import type { RegisterWriter } from '../register/assertion-types.ts';
import { openReader } from '../register/reader.ts';
import { openWriter } from '../register/suppress.ts';
import type { RegisterReader } from '../register/types.ts';
import { openLocalTable } from './table.ts';

/** Opens the register below a folder of this machine. `clock`: the time there. Throws a `FolderBusyError` where another process has it open. */
export const openLocalRegister = async (
  dataDir: string,
  clock: () => number,
): Promise<{ readonly reader: RegisterReader; readonly writer: RegisterWriter; close(): Promise<void> }> => {
  const { database, close } = await openLocalTable(dataDir);
  // The embedded table has one process as its user: whoever held a partition before is gone.
  return { reader: openReader(database, clock), writer: openWriter(database, { takeOver: true }), close };
};
