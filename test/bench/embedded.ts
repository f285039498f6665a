/** Worker: serves the embedded table. */
import { startTable } from '../../lib/local/table.ts';
import { work } from './processes.ts';

await work(async ({ folder }: { readonly folder: string }) => {
  const { endpoint, close } = await startTable(folder);
  return { answer: { endpoint }, close };
});
