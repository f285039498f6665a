/** Writes `docs/events.md` and `docs/events.schema.json` from the table of events: `npm run generate`. */
import { writeFileSync } from 'node:fs';
import * as z from 'zod';
import { jsonFile } from '../reports/json-file.ts';
import { type EventType, eventSchema, eventSpecs, eventTypes } from './types.ts';

const page = new URL('../../docs/events.md', import.meta.url);
const schema = new URL('../../docs/events.schema.json', import.meta.url);

interface Property {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly const?: string;
  readonly anyOf?: readonly Property[];
  readonly properties?: Readonly<Record<string, Property>>;
}

/** What may be added does not make an event invalid for those who know less. */
const schemaOf = (shape: z.ZodType): Property =>
  z.toJSONSchema(shape, {
    io: 'input',
    override: ({ jsonSchema }) => {
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      delete jsonSchema.readOnly;
      // The format says it, and readers can check it.
      if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
    },
  }) as Property;

const idOfType = (type: EventType): string => type.replaceAll(' ', '');

/** One schema that fits every event; each type's own lies below `$defs`. */
export const eventsSchema = (): string => {
  const own = eventTypes.map((type): [string, unknown] => {
    const { $schema: _, ...rest } = schemaOf(eventSchema(type)) as { $schema?: string };
    return [idOfType(type), { title: type, description: eventSpecs[type].told, ...rest }];
  });
  return jsonFile({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Events of Cadastre',
    oneOf: own.map(([name]) => ({ $ref: `#/$defs/${name}` })),
    $defs: Object.fromEntries(own),
  });
};

const typeText = ({ type, enum: words, anyOf = [] }: Property): string => {
  if (words) return words.join(', ');
  return anyOf.length > 0 ? anyOf.map(typeText).join(' or ') : [type ?? 'any'].flat().join(' or ');
};

const rows = (properties: Readonly<Record<string, Property>>, prefix = ''): string[] =>
  Object.entries(properties).flatMap(([name, property]) => [
    `| \`${prefix}${name}\` | ${typeText(property)} | ${property.description ?? ''} |`,
    ...rows(property.properties ?? {}, `${prefix}${name}.`),
  ]);

const section = (type: EventType): string => {
  const { told, id, detail } = eventSpecs[type];
  return `
## ${type}

${told} Its id is made of ${id}.

| Detail | Type | |
| --- | --- | --- |
${rows(schemaOf(detail).properties ?? {}).join('\n')}
`;
};

export const eventsPage = (): string => `<!-- Written by lib/events/generate.ts; do not edit. -->
# Events

What changed, told once: every event comes from an item that was written, and has an id made of what it tells. After a
crash or a failed delivery an event may come again, with the same id: whoever remembers ids is told nothing twice.

\`cadastre collect --events file:events.ndjson\` (or \`events:\` in \`cadastre.yaml\`) appends each event of a run as a line
of JSON; an address gets them posted, up to 100 in a JSON array. What is not taken is kept and sent again after the next
run. A person wants the digests instead (\`--notify\`, [json.md](json.md#digests)): one message an owner and run. Targets
that every run is to tell belong in the config: a run without any lets go of what it found.

Every event has these keys, and fits in 256 KB; [events.schema.json](events.schema.json) has JSON Schemas. Keys are never
removed or renamed; new ones, and new types, may be added.

| Key | Type | |
| --- | --- | --- |
${rows(schemaOf(eventSchema('Run Completed').omit({ detail: true })).properties ?? {}).join('\n')}
| \`detail\` | object | By type, below. |

| Event | Told when |
| --- | --- |
${eventTypes.map((type) => `| [${type}](#${type.toLowerCase().replaceAll(' ', '-')}) | ${eventSpecs[type].told} |`).join('\n')}
${eventTypes.map(section).join('')}`;

export const writeEvents = (): void => {
  writeFileSync(page, eventsPage());
  writeFileSync(schema, eventsSchema());
};

if (process.argv[1] === import.meta.filename) writeEvents();
