/** Worker: serves the table that counts units; asked for its bill or for what rewriting costs, it tells. */

import { work } from './processes.ts';
import { serveTable } from './table/serve.ts';

await work(async () => {
  const { endpoint, bill, rewriting, close } = await serveTable();
  process.on('message', (question) => {
    if (question === 'bill') process.send?.(bill());
    if (question === 'rewriting') process.send?.(rewriting());
  });
  return { answer: { endpoint }, close };
});
