/** Writes `docs/openapi.json`, the API's description: `npm run generate`. */
import { writeFileSync } from 'node:fs';
import { openapiDocument } from './openapi.ts';

const target = new URL('../../docs/openapi.json', import.meta.url);

const LINE = 120;

/** Lists of words on one line where they fit, as the formatter has them. */
const short = (json: string): string =>
  json.replace(/\[\s+((?:"[^"\n]*"|\{\})(?:,\s+(?:"[^"\n]*"|\{\}))*)\s+\]/g, (long, items: string, offset: number) => {
    const line = `[${items.replace(/,\s+/g, ', ')}]`;
    const before = offset - json.lastIndexOf('\n', offset) - 1;
    const comma = json[offset + long.length] === ',' ? 1 : 0;
    return before + line.length + comma <= LINE ? line : long;
  });

export const openapiFile = (): string => `${short(JSON.stringify(openapiDocument(), null, 2))}\n`;

export const writeOpenapi = (): void => writeFileSync(target, openapiFile());

if (process.argv[1] === import.meta.filename) writeOpenapi();
