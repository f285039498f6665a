/** Writes `docs/cadastre.schema.json`, which editors check `cadastre.yaml` against: `npm run generate`. */
import { writeFileSync } from 'node:fs';
import { configJsonSchema } from './schema.ts';

const target = new URL('../../docs/cadastre.schema.json', import.meta.url);

/** Lists of words on one line, as the formatter has them. */
const short = (json: string): string =>
  json.replace(/\[\s+("[^"\n]*"(?:,\s+"[^"\n]*")*)\s+\]/g, (_, words: string) => `[${words.replace(/,\s+/g, ', ')}]`);

export const schemaFile = (): string =>
  `${short(JSON.stringify({ title: 'cadastre.yaml', ...configJsonSchema() }, null, 2))}\n`;

export const writeSchema = (): void => writeFileSync(target, schemaFile());

if (process.argv[1] === import.meta.filename) writeSchema();
