/** Reads the form of a Query request back into the SDK's own input, by the input's shape. */
import { elementOf, membersOf, type Shape, type Traits } from './schema.ts';

/** `Filter.1.Value.2=x` as branches; a value at a node that also branches stands under the empty name. */
interface Branch {
  [name: string]: Branch | string;
}

const grow = (form: URLSearchParams): Branch => {
  const root: Branch = Object.create(null);
  for (const [path, value] of form) {
    const steps = path.split('.');
    const leaf = steps.pop() ?? '';
    let at = root;
    for (const step of steps) {
      const below = at[step];
      if (typeof below === 'object') at = below;
      else {
        const made: Branch = Object.create(null);
        at[step] = made;
        at = made;
      }
    }
    at[leaf] = value;
  }
  return root;
};

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

const wireName = (name: string, { xmlName, ec2QueryName }: Traits, ec2: boolean): string =>
  ec2 ? (ec2QueryName ?? capital(xmlName ?? name)) : (xmlName ?? name);

const read = (shape: Shape, node: Branch | string, ec2: boolean): unknown => {
  if (typeof node === 'string') {
    if (shape.kind === 'number') return Number(node);
    if (shape.kind === 'flag') return node === 'true';
    if (shape.kind === 'time') return new Date(node);
    return shape.kind === 'list' ? [] : node;
  }
  if (shape.kind === 'list') {
    const item = elementOf(shape);
    const flat = ec2 || shape.traits.xmlFlattened || shape.own.xmlFlattened;
    const items = flat ? node : node[item.traits.xmlName ?? 'member'];
    if (typeof items !== 'object') return [];
    return Object.keys(items)
      .sort((a, b) => Number(a) - Number(b))
      .map((index) => read(item, items[index] ?? '', ec2));
  }
  if (shape.kind !== 'structure') return undefined;
  const record: Record<string, unknown> = {};
  for (const [name, member] of membersOf(shape)) {
    const below = node[wireName(name, member.traits, ec2)];
    if (below !== undefined) record[name] = read(member, below, ec2);
  }
  return record;
};

/** The input that the client sent. None of the operations served takes a map. */
export const readForm = (input: Shape, form: URLSearchParams, ec2: boolean): Record<string, unknown> =>
  input.kind === 'structure' ? (read(input, grow(form), ec2) as Record<string, unknown>) : {};
