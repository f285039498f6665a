/** Owners by rule: for what no tag tells, the config names an owner by name, account, kind or place. */
import type { Resource } from '../kinds/types.ts';
import { normalKey } from './tags.ts';

/** Each part that is given must match: a glob (`web-*`), or a regular expression between slashes. */
export interface OwnerRule {
  readonly match: {
    readonly name?: string | undefined;
    readonly account?: string | undefined;
    readonly kind?: string | undefined;
    readonly class?: string | undefined;
    readonly region?: string | undefined;
    /** `key=value`, the key normalised, the value a glob. */
    readonly tag?: string | undefined;
  };
  readonly owner: string;
}

const escaped = (glob: string): string =>
  glob
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');

/** Throws a `SyntaxError` where a regular expression is none. */
export const pattern = (written: string): RegExp =>
  written.length > 1 && written.startsWith('/') && written.endsWith('/')
    ? new RegExp(written.slice(1, -1), 'i')
    : new RegExp(`^${escaped(written)}$`, 'i');

export const compileRule = ({
  match,
  owner,
}: OwnerRule): { readonly owner: string; readonly name: string; readonly fits: (resource: Resource) => boolean } => {
  const tests: ((resource: Resource) => boolean)[] = [];
  const add = (written: string | undefined, read: (resource: Resource) => string | null) => {
    if (written === undefined) return;
    const wanted = pattern(written);
    tests.push((resource) => wanted.test(read(resource) ?? ''));
  };
  add(match.name, ({ name }) => name);
  add(match.account, ({ accountId }) => accountId);
  add(match.kind, ({ kind }) => kind);
  add(match.class, (resource) => resource.class);
  add(match.region, ({ region }) => region);
  if (match.tag !== undefined) {
    const [key = '', value = '*'] = match.tag.split(/=(.*)/s);
    const wanted = pattern(value);
    const normal = normalKey(key);
    tests.push(({ tags }) =>
      Object.entries(tags ?? {}).some(([name, is]) => normalKey(name) === normal && wanted.test(is)),
    );
  }
  const name = Object.entries(match)
    .map(([part, value]) => `${part} ${value}`)
    .join(', ');
  return { owner, name, fits: (resource) => tests.every((test) => test(resource)) };
};
