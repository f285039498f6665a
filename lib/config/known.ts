/** Which keys may stand at a place of the config, read off its JSON Schema. */
import { configJsonSchema } from './schema.ts';

interface Node {
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
  readonly oneOf?: readonly Node[];
}

/** The alternatives that the value may be: a root's are told apart by its provider. */
const alternatives = (node: Node, value: unknown): readonly Node[] => {
  const choices = node.oneOf ?? node.anyOf;
  if (choices === undefined) return [node];
  return choices.filter(({ properties = {} }) =>
    Object.entries(properties).every(
      ([key, { const: fixed }]) =>
        fixed === undefined || (value as Record<string, unknown> | undefined)?.[key] === fixed,
    ),
  );
};

/** The keys known at `path`, given the config as it was written. */
export const knownKeys = (config: unknown, path: readonly PropertyKey[]): readonly string[] => {
  let nodes = alternatives(configJsonSchema() as Node, config);
  let value = config;
  for (const part of path) {
    value = (value as Record<PropertyKey, unknown> | undefined)?.[part];
    nodes = nodes
      .map(({ properties, items }) => (typeof part === 'number' ? items : properties?.[String(part)]))
      .filter((node) => node !== undefined)
      .flatMap((node) => alternatives(node, value));
  }
  return [...new Set(nodes.flatMap(({ properties = {} }) => Object.keys(properties)))];
};
