/** The API's description, OpenAPI 3.1: made of the same schemas that read the parameters and name the answers. */
import * as z from 'zod';
import { named } from './answers.ts';
import { mediaTypes } from './list-response.ts';
import { format, repeatable } from './parameters.ts';
import './problem.ts';
import type { ListRoute, OneRoute } from './route.ts';
import { lists, ones } from './routes/index.ts';

type Json = Readonly<Record<string, unknown>>;

/** Version of the contract: keys are never removed or renamed, so that it grows in its second place. */
const VERSION = '1.0.0';

const uri = (id: string): string => `#/components/schemas/${id}`;

/** Answers may gain keys, and a reader must pass over those that it does not know; bounds of JavaScript say nothing. */
const override = ({ jsonSchema }: { readonly jsonSchema: { [key: string]: unknown } }): void => {
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
};

const components = (): Json =>
  Object.fromEntries(
    Object.entries(z.toJSONSchema(named, { uri, override }).schemas).map(([name, { $schema, $id, ...schema }]) => [
      name,
      schema,
    ]),
  );

const schemaOf = (answer: z.ZodType): Json => {
  const name = named.get(answer)?.id;
  if (name !== undefined) return { $ref: uri(name) };
  if (answer instanceof z.ZodUnion) return { anyOf: answer.options.map((one) => schemaOf(one as z.ZodType)) };
  throw new Error('an answer has no name: register its schema in lib/api/answers.ts');
};

/** What is read out of text is described as what it means. */
const typeOf = ({ $schema, description, default: otherwise, ...schema }: Json): Json => {
  const { enum: values, pattern } = schema as { readonly enum?: readonly string[]; readonly pattern?: string };
  if (values?.join() === 'true,false') return { type: 'boolean', default: false };
  if (pattern?.startsWith('^\\d'))
    return { type: 'integer', minimum: 1, ...(otherwise !== undefined && { default: Number(otherwise) }) };
  return { ...schema, ...(otherwise !== undefined && { default: otherwise }) };
};

const parametersOf = (query: z.ZodObject): Json[] =>
  Object.entries(query.shape).map(([name, parameter]) => {
    const schema = z.toJSONSchema(parameter, { io: 'input' }) as Json;
    return {
      name,
      in: 'query',
      description: schema.description,
      schema: typeOf(schema),
      ...(repeatable.has(name) && { style: 'form', explode: true }),
    };
  });

const refused = (description: string): Json => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: uri('Problem') } } },
});

const failures = {
  400: refused('A parameter is wrong: the problem names it and what it may be.'),
  500: refused('The register could not be read.'),
  503: refused('The register is busy: ask again.'),
};

/** `/resources/{id}/impact` → `getResourcesImpact`. */
const operationId = (verb: string, path: string): string =>
  verb + (path.match(/(?<=\/)\w+/g) ?? []).map((word) => word[0]!.toUpperCase() + word.slice(1)).join('');

const listPath = ({ path, title, description, query, item }: ListRoute): [string, Json] => {
  const row = schemaOf(item);
  const content = {
    [mediaTypes.json]: { schema: { type: 'array', items: row } },
    [mediaTypes.ndjson]: { schema: row },
    [mediaTypes.csv]: { schema: { type: 'string' } },
    [mediaTypes.xlsx]: { schema: { type: 'string', format: 'binary' } },
  };
  const responses = {
    200: { description: 'The list, streamed whole.', content },
    ...(['owner', 'account', 'region', 'at'].some((name) => name in query.shape) && {
      404: refused('No owner, account or region is called so, or the register begins later.'),
    }),
    ...failures,
  };
  const parameters = parametersOf(query.extend({ format }));
  return [
    path,
    { get: { operationId: operationId('list', path), summary: title, description, parameters, responses } },
  ];
};

const id = {
  name: 'id',
  in: 'path',
  required: true,
  description:
    'Id of the resource in any casing, percent-encoded; or its last part, its name or an address, where one alone has it.',
  schema: { type: 'string' },
};

const onePath = ({ path, title, description, query, answer }: OneRoute): [string, Json] => {
  const responses = {
    200: { description: title, content: { [mediaTypes.json]: { schema: schemaOf(answer) } } },
    404: refused('The register has no such resource.'),
    409: refused('Several resources are called so: the problem lists them.'),
    ...('at' in query.shape && { 410: refused('The history that is needed has expired.') }),
    ...failures,
  };
  const parameters = [id, ...parametersOf(query)];
  return [path, { get: { operationId: operationId('get', path), summary: title, description, parameters, responses } }];
};

export const openapiDocument = (): Json => ({
  openapi: '3.1.0',
  info: {
    title: 'Cadastre',
    version: VERSION,
    description: 'The register of every cloud resource you run: what exists, who owns it, what changed.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  // Deployed, AWS checks the signature; on a laptop it is a token, or none on loopback.
  security: [{ awsIam: [] }, { token: [] }, {}],
  paths: Object.fromEntries([...lists.map(listPath), ...ones.map(onePath)]),
  components: {
    schemas: components(),
    securitySchemes: {
      awsIam: {
        type: 'apiKey',
        in: 'header',
        name: 'Authorization',
        description: 'AWS Signature Version 4 of the service `lambda`.',
      },
      token: { type: 'http', scheme: 'bearer' },
    },
  },
});
