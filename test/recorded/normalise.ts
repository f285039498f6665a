/** `npm run --silent normalise -- FOLDER`: what the mappings make of every recorded line, as NDJSON. */
import { once } from 'node:events';
import { normalised } from './normalised.ts';

const [folder, ...others] = process.argv.slice(2);
if (folder === undefined || others.length > 0) {
  console.error('Name one folder of recordings: npm run --silent normalise -- FOLDER');
  process.exitCode = 1;
} else {
  try {
    for await (const line of normalised(folder))
      if (!process.stdout.write(`${JSON.stringify(line)}\n`)) await once(process.stdout, 'drain');
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
