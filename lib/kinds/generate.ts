/** Writes the registries of kinds and `docs/kinds.md` from the kinds beside this file: `npm run generate`. */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { readPermission } from '../providers/azure/needs.ts';
import { graphTableNames, graphTables, unaskedTables } from '../providers/azure/tables.ts';
import { gcpNeeds } from '../providers/gcp/needs.ts';
import { accessPage } from './access-page.ts';
import { type ClassId, classes, type FieldSpec, type RelationSpec, relations } from './classes.ts';
import { typeTables } from './facts/facts.ts';
import type { Kind, Omission } from './types.ts';

const here = new URL('.', import.meta.url);
const docs = new URL('../../docs/kinds.md', import.meta.url);
const access = new URL('../../docs/access.md', import.meta.url);
const providers = ['aws', 'azure', 'gcp', 'saas'] as const;
type Folder = (typeof providers)[number];

const header = '// Written by lib/kinds/generate.ts; do not edit.\n';

/** Ids of a provider's kinds: a kind's file is named by its id. */
export const kindIdsOf = (folder: Folder): string[] =>
  existsSync(new URL(folder, here))
    ? readdirSync(new URL(folder, here))
        .filter((file) => file.endsWith('.ts') && file !== 'index.ts')
        .map((file) => file.slice(0, -'.ts'.length))
        .sort()
    : [];

export const folders = (): Folder[] => providers.filter((folder) => kindIdsOf(folder).length > 0);

export const loadKinds = async (folder: Folder): Promise<Kind[]> =>
  Promise.all(kindIdsOf(folder).map(async (id) => (await import(`./${folder}/${id}.ts`)).default as Kind));

export const indexOf = (folder: Folder): string => {
  const ids = kindIdsOf(folder);
  return `${header}${ids.map((id) => `import ${id} from './${id}.ts';`).join('\n')}

export const ${folder}Kinds = [
${ids.map((id) => `  ${id},`).join('\n')}
] as const;
`;
};

/** What the listing of a kind needs: stated for AWS, and following from the type elsewhere. */
export const permissionsOf = (kind: Kind): readonly string[] => {
  if (kind.provider === 'aws') return kind.permissions;
  return [kind.provider === 'gcp' ? gcpNeeds.list.permission : readPermission(kind.type)];
};

const quoted = (value: string | null | undefined): string =>
  value === undefined || value === null ? 'null' : `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/** As the formatter has it: on one line where it fits. */
const listed = (key: string, words: readonly string[]): string => {
  const line = `[${words.map(quoted).join(', ')}]`;
  return line.length <= 120 - `    ${key}: ,`.length
    ? line
    : `[\n${words.map((word) => `      ${quoted(word)},\n`).join('')}    ]`;
};

const catalogEntry = (kind: Kind): string => `  {
    id: ${quoted(kind.id)},
    provider: ${quoted(kind.provider)},
    class: ${quoted(kind.class)},
    type: ${quoted(kind.type)},
    title: ${quoted(kind.title)},
    scope: ${quoted(kind.provider === 'aws' ? kind.scope : 'global')},
    permissions: ${listed('permissions', permissionsOf(kind))},
${kind.provider === 'aws' ? `    arns: ${listed('arns', kind.arns)},\n    changedBy: ${listed('changedBy', kind.changedBy)},\n` : ''}  },`;

const factNamesOf = (kinds: readonly Kind[]): string[] =>
  [
    ...new Set(kinds.flatMap(({ contract, fields }) => [...Object.keys(contract), ...Object.keys(fields ?? {})])),
  ].sort();

export const catalog = (
  kinds: readonly Kind[],
): string => `${header}/** Every kind without its code: what the CLI, the API and reports need, and no SDK with it. */
export const catalog = [
${kinds.map(catalogEntry).join('\n')}
] as const;
export type KindId = (typeof catalog)[number]['id'];
export const kindIds: readonly KindId[] = catalog.map(({ id }) => id);
/** Every fact that some kind has, of its class or its own. */
export const factNames: readonly string[] = [
${factNamesOf(kinds)
  .map((name) => `  '${name}',`)
  .join('\n')}
];
`;

const fieldRow = (name: string, type: string, rel: string | undefined, description: string) =>
  `| ${name} | ${rel === undefined ? type : `${type}, ${rel.replaceAll('_', ' ')}`} | ${description} |`;

const omission = ({ what, why }: Omission): string => `- ${what}: ${why}`;

const omissions = ({ omits = [] }: Kind): string =>
  omits.length === 0 ? '' : `\nDoes not list:\n\n${omits.map(omission).join('\n')}\n`;

/** What the provider calls it: one type, or several of the same shape. */
const typesText = (kind: Kind): string => {
  if (kind.type === '*') return 'whatever no other kind describes';
  const also = (kind.provider === 'gcp' && kind.also) || [];
  return [kind.type, ...also].map((type) => `\`${type}\``).join(', ');
};

const section = (kind: Kind): string => {
  const contract = Object.entries(classes[kind.class as ClassId].fields as Readonly<Record<string, FieldSpec>>);
  const own = Object.entries(kind.fields ?? {});
  const rows = [
    ...contract.map(([name, spec]) =>
      fieldRow(name, spec.type, 'rel' in spec ? spec.rel : undefined, spec.description),
    ),
    ...own.map(([name, field]) =>
      fieldRow(name, field.type, 'rel' in field ? field.rel : undefined, field.description),
    ),
  ];
  const fields = rows.length === 0 ? '' : `\n| Field | Type | |\n| --- | --- | --- |\n${rows.join('\n')}\n`;
  return `
### ${kind.id}

${kind.title}: ${typesText(kind)}, class \`${kind.class}\`. [Provider's reference](${kind.docs}).
Permissions: ${permissionsOf(kind)
    .map((permission) => `\`${permission}\``)
    .join(', ')}.
${omissions(kind)}${fields}`;
};

const ends = { from: 'A on B', to: 'B on A' } as const;

const relationRow = ([name, { description, dependent }]: readonly [string, RelationSpec]): string =>
  `| \`${name}\` | ${description} | ${dependent === null ? 'neither' : ends[dependent]} |`;

const countedRows = (): string =>
  Object.entries(typeTables)
    .flatMap(([provider, { counted }]) =>
      counted.map(
        ({ types, because }) => `| ${provider} | ${types.map((type) => `\`${type}\``).join(', ')} | ${because} |`,
      ),
    )
    .join('\n');

export const kindsPage = (kinds: readonly Kind[]): string => `<!-- Written by lib/kinds/generate.ts; do not edit. -->
# Resource kinds

${kinds.length} kinds. Every other type that a provider reports is registered by its catch-all kind, \`aws_resource\`,
\`azure_resource\` or \`gcp_resource\`, with identity, place, tags and owner; but for [counted types](#counted-types).

| Kind | | Class | Provider's type |
| --- | --- | --- | --- |
${kinds.map(({ id, title, class: classId, type }) => `| [\`${id}\`](#${id}) | ${title} | ${classId} | ${type} |`).join('\n')}

## What is asked of Azure

Azure Resource Graph keeps resources in tables. A listing asks each of these.

| Table | Holds |
| --- | --- |
${graphTableNames.map((table) => `| \`${table}\` | ${graphTables[table].holds} |`).join('\n')}

It does not ask the others, which hold:

${Object.entries(unaskedTables)
  .map(([why, tables]) => `- ${why}: ${tables.map((table) => `\`${table}\``).join(', ')}.`)
  .join('\n')}

A cloud that has no such table has nothing in it: sovereign clouds lack some.

## Counted types

Types that explode, live for minutes or belong wholly to something else have no row: they are counted by account, region and
type (\`cadastre coverage --counted\`). \`include.types\` in the config takes them in, \`exclude.types\` adds to them.

| Cloud | Types | |
| --- | --- | --- |
${countedRows()}

## Relations

A field of type \`refs\` links its resource A to each resource B that it names.

| Relation | A is, to B | Depends |
| --- | --- | --- |
${Object.entries(relations).map(relationRow).join('\n')}

## Fields
${kinds.map(section).join('')}`;

/** Path → text of everything generated. */
export const generated = async (): Promise<Map<URL, string>> => {
  const kinds = (await Promise.all(folders().map(loadKinds))).flat();
  return new Map([
    ...folders().map((folder): [URL, string] => [new URL(`${folder}/index.ts`, here), indexOf(folder)]),
    [new URL('catalog.ts', here), catalog(kinds)],
    [docs, kindsPage(kinds)],
    [access, accessPage()],
  ]);
};

if (process.argv[1] === import.meta.filename) {
  for (const [path, text] of await generated()) writeFileSync(path, text);
}
