/** The members of answers, out of the code of published clients. */

/** By a part's name: its members, each with the name of the part that it holds (test/kinds/models/model.ts). */
export type Parts = Record<string, Record<string, string>>;

/** `{ … }` from where it opens. */
const block = (code: string, open: number): string => {
  let depth = 0;
  for (let at = open; at < code.length; at++) {
    if (code[at] === '{') depth++;
    if (code[at] === '}' && --depth === 0) return code.slice(open, at + 1);
  }
  return '';
};

/** The newer clients read an answer by functions, which name each member as it comes: `item["sku"]`. */
export const fromDeserializers = (code: string, parts: Parts, prefix: string): void => {
  const functions = new Map<string, string>();
  for (const match of code.matchAll(/function (\w+)Deserializer\(\w+\) \{/g))
    functions.set(match[1]!, block(code, match.index + match[0].length - 1));
  /** What a list or a map is of: those have functions of their own. */
  const element = (name: string): string => {
    const body = functions.get(name) ?? '';
    const [, inner] = /(\w+)Deserializer\(/.exec(body) ?? [];
    return /(Array|Record)$/.test(name) && inner !== undefined ? element(inner) : name;
  };
  for (const [name, body] of functions) {
    const members: Record<string, string> = {};
    if (/Record$/.test(name)) members['*'] = `${prefix}${element(name)}`;
    else if (/Array$/.test(name)) continue;
    else {
      const [, indent = ''] = /return \{\n( +)/.exec(body) ?? [];
      for (const entry of body.split(new RegExp(`\\n${indent}(?=[\\w.])`))) {
        const [, member] = /item\["([^"]+)"\]/.exec(entry) ?? [];
        if (member === undefined) continue;
        const [, read] = /(\w+)Deserializer\(/.exec(entry) ?? [];
        const map = /Object\.fromEntries/.test(entry);
        members[member] =
          read === undefined ? (map ? '*' : '') : `${prefix}${/Record$/.test(read) ? read : element(read)}`;
      }
      // A part of several shapes has the members of each.
      for (const [, other] of body.matchAll(/return (\w+)Deserializer\(item\)/g))
        Object.assign(members, parts[`${prefix}${other}`]);
    }
    parts[`${prefix}${name}`] = { ...parts[`${prefix}${name}`], ...members };
  }
};

interface Mapper {
  readonly name?: string;
  readonly className?: string;
  readonly element?: { readonly type: Mapper };
  readonly value?: { readonly type: Mapper };
  readonly modelProperties?: Readonly<Record<string, { readonly serializedName: string; readonly type: Mapper }>>;
}

/** The older ones read it by tables, whose members are paths: `properties.status`. */
export const fromMappers = (
  mappers: Readonly<Record<string, { readonly type: Mapper }>>,
  parts: Parts,
  prefix: string,
): void => {
  const partOf = ({ name, className, element, value }: Mapper, at: string): string => {
    if (name === 'Composite') return `${prefix}${className}`;
    if (name === 'Sequence' && element) return partOf(element.type, at);
    if (name === 'Dictionary' && value) {
      const of = partOf(value.type, at);
      if (of === '') return '*';
      parts[at] = { '*': of };
      return at;
    }
    return name === 'any' ? '*' : '';
  };
  for (const { type } of Object.values(mappers)) {
    if (type.className === undefined) continue;
    const own = `${prefix}${type.className}`;
    for (const { serializedName, type: of } of Object.values(type.modelProperties ?? {})) {
      const path = serializedName.split(/(?<!\\)\./).map((step) => step.replaceAll('\\', ''));
      const last = path.pop()!;
      let at = own;
      for (const step of path) {
        parts[at] = { ...parts[at], [step]: `${at}/${step}` };
        at = `${at}/${step}`;
      }
      parts[at] = { ...parts[at], [last]: partOf(of, `${at}/${last}`) };
    }
    parts[own] ??= {};
  }
};

/** Google's clients describe answers as interfaces: `interface Schema$Disk { sizeGb?: string | null; }`. */
export const fromInterfaces = (code: string, parts: Parts, prefix: string): void => {
  for (const match of code.matchAll(/interface Schema\$(\w+) \{/g)) {
    const own = `${prefix}${match[1]}`;
    const body = block(code, match.index + match[0].length - 1);
    const members: Record<string, string> = {};
    for (const [, name, inner, type] of body.matchAll(
      /^ {8}(\w+)\?: ((?:Array<)?\{[\s\S]*?^ {8}\}[^;]*|([^;{]+));/gm,
    )) {
      const [, schema] = /Schema\$(\w+)/.exec(inner ?? '') ?? [];
      if (/^(Array<)?\{/.test(inner ?? '')) {
        const map = /\[key: string\]/.test(inner!);
        if (map && schema === undefined) members[name!] = '*';
        else if (map) {
          members[name!] = `${own}/${name}`;
          parts[`${own}/${name}`] = { '*': `${prefix}${schema}` };
        } else {
          // A part that has no name of its own: a list of what is written out here.
          members[name!] = `${own}/${name}`;
          parts[`${own}/${name}`] = Object.fromEntries(
            [...inner!.matchAll(/^ {12}(\w+)\?:/gm)].map(([, one]) => [one!, '*']),
          );
        }
      } else members[name!] = schema === undefined ? (/\bany\b/.test(type ?? '') ? '*' : '') : `${prefix}${schema}`;
    }
    parts[own] = members;
  }
};
