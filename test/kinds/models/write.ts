/**
 * Writes the models of Azure's and Google's answers out of their published clients, which are too large to depend on:
 *
 *     mkdir clients && cd clients && npm init -y && npm install --ignore-scripts PACKAGE…   # those named in `sources`
 *     node --import tsx test/kinds/models/write.ts clients/node_modules
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fromDeserializers, fromInterfaces, fromMappers, type Parts } from './clients.ts';
import { azureTypes, gcpTypes } from './types.ts';

const [, , folder = ''] = process.argv;
const modules = resolve(folder);
const text = (...path: string[]) => readFileSync(join(modules, ...path), 'utf8');
const versionOf = (name: string): string => `${name}@${JSON.parse(text(name, 'package.json')).version}`;

/** Those that the types lead to, and no others. */
const reachable = (parts: Parts, roots: readonly string[]): Parts => {
  const found: Parts = {};
  const todo = [...roots];
  for (let name = todo.pop(); name !== undefined; name = todo.pop()) {
    const part = parts[name];
    if (part === undefined || found[name] !== undefined) continue;
    found[name] = part;
    todo.push(...Object.values(part).filter((one) => one !== '' && one !== '*'));
  }
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
};

const partsOf = (types: typeof azureTypes): string[] => Object.values(types).flat();
const before = (types: typeof azureTypes): string[] =>
  [...new Set(partsOf(types).map((part) => part.split(':')[0]!))].sort();

const save = (cloud: string, sources: readonly string[], types: typeof azureTypes, parts: Parts): void => {
  const roots = partsOf(types);
  const missing = roots.filter((part) => parts[part] === undefined);
  if (missing.length > 0) throw new Error(`no such part: ${missing.join(', ')}`);
  const kept = reachable(parts, roots);
  const lines = Object.entries(kept).map(([name, part]) => `${JSON.stringify(name)}: ${JSON.stringify(part)}`);
  const head = `"sources": ${JSON.stringify(sources)},\n"types": ${JSON.stringify(types, null, 1)},\n"parts": {\n`;
  writeFileSync(new URL(`${cloud}.json`, import.meta.url), `{\n${head}${lines.join(',\n')}\n}\n}\n`);
};

const azure: Parts = {};
const packages = before(azureTypes);
for (const name of packages) {
  const at = join(modules, '@azure', name);
  const files = readdirSync(at, { recursive: true }).map(String);
  const mappers = files.find((file) => /^dist(-esm\/src|\/esm)\/models\/mappers\.js$/.test(file));
  if (mappers !== undefined) fromMappers(await import(join(at, mappers)), azure, `${name}:`);
  // Twice: a part of several shapes may stand before them.
  for (let turn = 0; turn < 2; turn++)
    for (const file of files.filter((one) => /^dist\/esm\/models\/.*models\.js$/.test(one)))
      fromDeserializers(text('@azure', name, file), azure, `${name}:`);
}
save(
  'azure',
  packages.map((name) => versionOf(`@azure/${name}`)),
  azureTypes,
  azure,
);

const gcp: Parts = {};
for (const api of before(gcpTypes))
  fromInterfaces(text('googleapis', 'build', 'src', 'apis', `${api}.d.ts`), gcp, `${api}:`);
save('gcp', [versionOf('googleapis')], gcpTypes, gcp);
