/** What is generated is committed as generated. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { openapiFile } from '../../lib/api/generate.ts';
import { checksCatalog, checksIndex, checksPage } from '../../lib/checks/generate.ts';
import { schemaFile } from '../../lib/config/generate.ts';
import { eventsPage, eventsSchema } from '../../lib/events/generate.ts';
import { generated } from '../../lib/kinds/generate.ts';

const root = new URL('../../', import.meta.url);

const texts = async (): Promise<Map<string, string>> =>
  new Map([
    ...[...(await generated())].map(([url, text]): [string, string] => [
      fileURLToPath(url).slice(fileURLToPath(root).length),
      text,
    ]),
    ['lib/checks/index.ts', checksIndex()],
    ['lib/checks/catalog.ts', await checksCatalog()],
    ['docs/checks.md', await checksPage()],
    ['docs/cadastre.schema.json', schemaFile()],
    ['docs/openapi.json', openapiFile()],
    ['docs/events.md', eventsPage()],
    ['docs/events.schema.json', eventsSchema()],
  ]);

it.each([...(await texts())])('%s is what `npm run generate` writes', (path, text) => {
  const fresh = readFileSync(new URL(path, root), 'utf8') === text;
  expect(fresh, `${path} is stale: run \`npm run generate\``).toBe(true);
});
