/** One XML writer for all operations: compiled from a shape once, it turns SDK-shaped records into elements. */
import { elementOf, membersOf, type Shape, shapeOf } from './schema.ts';

/** A value to text: what stands between an element's tags, or whole elements. */
type Write = (value: any) => string;

/** Members that a record carries beside its shape, because another operation serves them. */
const servedElsewhere = new Set(['Tags', 'Targets', 'Listeners']);

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what cannot stand in XML as they are.
const special = /[&<>"\u0000-\u0008\u000b-\u001f\ufffe\uffff]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above.
const specials = /[&<>"\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g;
const named: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export const escapeXml = (text: string): string =>
  special.test(text) ? text.replace(specials, (one) => named[one] ?? `&#x${one.charCodeAt(0).toString(16)};`) : text;

const timeWriter = (format: unknown): Write => {
  if (format === 7) return (value: Date) => String(value.getTime() / 1000);
  if (format === 6) return (value: Date) => value.toUTCString();
  return (value: Date) => value.toISOString();
};

/** Whole elements of a name: one, or for a flattened list one an item. */
const element = (name: string, shape: Shape): Write => {
  const open = `<${name}>`;
  const close = `</${name}>`;
  const write = contentOf(shape);
  if (shape.kind === 'list' && (shape.traits.xmlFlattened ?? shape.own.xmlFlattened)) {
    const item = contentOf(elementOf(shape));
    return (values: readonly unknown[]) => values.map((value) => open + item(value) + close).join('');
  }
  return (value) => open + write(value) + close;
};

const structure = (shape: Shape): Write => {
  const members = new Map(membersOf(shape));
  // Compiled when first met: shapes refer to themselves, and most members of a shape are never served.
  const writers = new Map<string, Write>();
  const compile = (key: string): Write => {
    const member = members.get(key);
    if (member === undefined && !servedElsewhere.has(key)) throw new Error(`${shape.name} has no member “${key}”`);
    const write: Write = member === undefined ? () => '' : element(member.traits.xmlName ?? key, member);
    writers.set(key, write);
    return write;
  };
  return (record: Readonly<Record<string, unknown>>) => {
    let text = '';
    for (const key in record) {
      const value = record[key];
      if (value !== undefined && value !== null) text += (writers.get(key) ?? compile(key))(value);
    }
    return text;
  };
};

const list = (shape: Shape): Write => {
  const item = elementOf(shape);
  const write = element(item.traits.xmlName ?? item.own.xmlName ?? 'member', item);
  return (values: readonly unknown[]) => {
    let text = '';
    for (const value of values) text += write(value);
    return text;
  };
};

const map = (shape: Shape): Write => {
  const key = element('key', shapeOf(0));
  const value = element('value', elementOf(shape));
  return (entries: Readonly<Record<string, unknown>>) =>
    Object.entries(entries)
      .map(([name, entry]) => `<entry>${key(name)}${value(entry)}</entry>`)
      .join('');
};

const compiled = new WeakMap<object, Write>();

/** The writer of what stands between the tags of a shape's element; compiled once a schema. */
export const contentOf = (shape: Shape): Write => {
  const { kind, schema } = shape;
  if (kind === 'none') return () => '';
  if (kind === 'time') return timeWriter(schema);
  if (kind === 'number' || kind === 'flag') return String;
  if (kind === 'blob') return (value: Uint8Array) => Buffer.from(value).toString('base64');
  if (kind === 'text') return (value) => escapeXml(String(value));
  const known = typeof schema === 'object' && schema !== null ? compiled.get(schema) : undefined;
  if (known !== undefined) return known;
  const write = kind === 'structure' ? structure(shape) : kind === 'list' ? list(shape) : map(shape);
  if (typeof schema === 'object' && schema !== null) compiled.set(schema, write);
  return write;
};
