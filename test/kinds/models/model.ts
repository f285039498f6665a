/** What a provider's own types say of an answer: the members that each of its parts may have. */
import { readFileSync } from 'node:fs';

/**
 * A part's members, each by the name of the part that it holds; `''` is a word, a number or a flag, `'*'` anything. The
 * member `*` stands for any name, as in a map.
 */
export type Part = Readonly<Record<string, string>>;

export interface Model {
  /** The packages it was taken from, with their versions. */
  readonly sources: readonly string[];
  /** By the provider's type: the part that is its answer, or several where either may come. */
  readonly types: Readonly<Record<string, string | readonly string[]>>;
  readonly parts: Readonly<Record<string, Part>>;
}

/** Members that answers have beside their model, by part, each with its source. */
export type Beside = Readonly<Record<string, { readonly members: Part; readonly source: string }>>;

export const modelOf = (cloud: 'azure' | 'gcp'): Model =>
  JSON.parse(readFileSync(new URL(`${cloud}.json`, import.meta.url), 'utf8')) as Model;

/** Paths of the members that no part of the model has: `properties.diskSize`. Lists are looked into. */
export const unknownMembers = (
  { parts }: Pick<Model, 'parts'>,
  part: string,
  value: unknown,
  beside: Beside = {},
  path = '',
): string[] => {
  if (Array.isArray(value)) return value.flatMap((one) => unknownMembers({ parts }, part, one, beside, path));
  if (part === '*' || value === null || typeof value !== 'object') return [];
  const known = parts[part];
  if (known === undefined) return [`${path || '.'}: an object`];
  const members: Part = { ...known, ...beside[part]?.members };
  return Object.entries(value).flatMap(([name, inner]) => {
    const next = Object.hasOwn(members, name) ? members[name] : members['*'];
    const at = path === '' ? name : `${path}.${name}`;
    return next === undefined ? [at] : unknownMembers({ parts }, next, inner, beside, at);
  });
};
