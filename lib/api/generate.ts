/** Writes `docs/openapi.json`, the API's description: `npm run generate`. */
import { writeFileSync } from 'node:fs';
import { jsonFile } from '../reports/json-file.ts';
import { openapiDocument } from './openapi.ts';

const target = new URL('../../docs/openapi.json', import.meta.url);

export const openapiFile = (): string => jsonFile(openapiDocument());

export const writeOpenapi = (): void => writeFileSync(target, openapiFile());

if (process.argv[1] === import.meta.filename) writeOpenapi();
