/** Writes `docs/cadastre.schema.json`, which editors check `cadastre.yaml` against: `npm run generate`. */
import { writeFileSync } from 'node:fs';
import { jsonFile } from '../reports/json-file.ts';
import { configJsonSchema } from './schema.ts';

const target = new URL('../../docs/cadastre.schema.json', import.meta.url);

export const schemaFile = (): string => jsonFile({ title: 'cadastre.yaml', ...configJsonSchema() });

export const writeSchema = (): void => writeFileSync(target, schemaFile());

if (process.argv[1] === import.meta.filename) writeSchema();
