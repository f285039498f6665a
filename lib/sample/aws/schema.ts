/**
 * Reads the schemas that the SDK's clients carry (`DescribeVolumes$`, …), so that every member goes over the wire
 * under the name the client itself looks for. A schema is a number (a simple type), a tuple that begins with its
 * kind, or a function that gives one of them; a tuple of two is a schema with a member's traits.
 */

export interface Traits {
  readonly xmlName?: string;
  readonly ec2QueryName?: string;
  readonly xmlFlattened?: 1;
  readonly httpQuery?: string;
  /** Method, path template, status. */
  readonly http?: readonly [string, string, number];
}

type Kind = 'text' | 'number' | 'flag' | 'time' | 'blob' | 'list' | 'map' | 'structure' | 'none';

/** A schema with its traits: `own` are the shape's, `traits` those of the member that points at it. */
export interface Shape {
  readonly kind: Kind;
  readonly name: string;
  readonly traits: Traits;
  readonly own: Traits;
  /** What to open for members, items and values; for a simple type, its number. */
  readonly schema: unknown;
}

// Bits of a schema's number: a list or a map of the simple type in the lower six.
const LIST_OF = 64;
const MAP_OF = 128;
const kindsByNumber: Readonly<Record<number, Kind>> = { 0: 'text', 1: 'number', 2: 'flag', 17: 'number', 19: 'number' };
const kindsByTuple: Readonly<Record<number, Kind>> = { 1: 'list', 2: 'map', 3: 'structure', 4: 'structure' };

const numberKind = (schema: number): Kind => {
  if (schema >= MAP_OF) return 'map';
  if (schema >= LIST_OF) return 'list';
  if (schema >= 4 && schema <= 7) return 'time';
  if (schema === 21 || schema === 42) return 'blob';
  return kindsByNumber[schema] ?? 'text';
};

const traitsOf = (traits: unknown): Traits => (typeof traits === 'object' && traits !== null ? traits : {});

const resolved = (schema: unknown): unknown => (typeof schema === 'function' ? resolved(schema()) : schema);

/** The shape behind a schema, a member's schema, or a reference to one. */
export const shapeOf = (reference: unknown): Shape => {
  let schema = resolved(reference);
  let traits: Traits = {};
  while (Array.isArray(schema) && schema.length === 2) {
    traits = { ...traitsOf(schema[1]), ...traits };
    schema = resolved(schema[0]);
  }
  if (typeof schema === 'number') return { kind: numberKind(schema), name: '', traits, own: {}, schema };
  if (!Array.isArray(schema)) return { kind: 'none', name: '', traits, own: {}, schema };
  const [tuple, , name, own] = schema;
  if (tuple === 0) return { ...shapeOf(schema[4]), name, traits, own: traitsOf(own) };
  return { kind: kindsByTuple[Math.abs(tuple)] ?? 'none', name, traits, own: traitsOf(own), schema };
};

/** A structure's members by their names in the SDK. */
export const membersOf = ({ schema }: Shape): [string, Shape][] => {
  const [, , , , names, schemas] = schema as readonly any[];
  return (names as string[]).map((name, index) => [name, shapeOf(schemas[index])]);
};

/** What a list holds, or the values of a map. */
export const elementOf = ({ schema, kind }: Shape): Shape =>
  typeof schema === 'number'
    ? shapeOf(schema % LIST_OF)
    : shapeOf((schema as readonly unknown[])[kind === 'map' ? 5 : 4]);

/** The input, output and HTTP binding of an operation's schema. */
export const operationOf = (schema: unknown): { input: Shape; output: Shape; http: Traits['http'] } => {
  const [, , , traits, input, output] = schema as readonly any[];
  return { input: shapeOf(input), output: shapeOf(output), http: traitsOf(traits).http };
};
