/** Roots that overlap as far as the config shows it; what only planning shows is merged there (lib/runs/overlap.ts). */
import type { Root } from '../providers/roots.ts';
import { rootIdOf } from '../runs/root-id.ts';

/** A mistake at `path`; `other` is the path of what it does not go together with, whose line is told too. */
export interface RootProblem {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly other?: readonly PropertyKey[];
}

/** Something that is named in the config: what it stands for, and where. */
interface Named {
  /** The same for the same thing, however it is cased. */
  readonly key: string;
  readonly what: string;
  readonly path: readonly PropertyKey[];
}

const named = (what: string, values: unknown, path: readonly PropertyKey[], scope = ''): Named[] =>
  Array.isArray(values)
    ? values.map((value, index) => ({
        key: `${what} ${scope} ${String(value).toLowerCase()}`,
        what: `the ${what} ${value}`,
        path: [...path, index],
      }))
    : [];

/** What a root names one by one. What two roots of one cloud name would be collected by both. */
const namedBy = (root: Root, index: number): Named[] => {
  const at = (...path: PropertyKey[]) => ['roots', index, ...path];
  if (root.provider === 'aws') {
    const { accounts, regions, accountRegions = {} } = root;
    const choices = [
      ...(regions ? [{ choice: regions, path: at('regions') }] : []),
      ...Object.entries(accountRegions).map(([id, choice]) => ({ choice, path: at('accountRegions', id) })),
    ];
    return [
      ...named('account', accounts, at('accounts')),
      // A region of one root, or of one account in it, is another thing than that of another.
      ...choices.flatMap(({ choice, path }) =>
        'exclude' in choice
          ? named('region', choice.exclude, [...path, 'exclude'], path.join())
          : named('region', choice, path, path.join()),
      ),
    ];
  }
  if (root.provider === 'azure') {
    // Two tenants may have a group of one id.
    const tenant = `${root.endpoint ?? ''} ${root.federation?.tenantId ?? ''}`;
    return [
      ...named('subscription', root.subscriptions, at('subscriptions')),
      ...named('management group', root.managementGroups, at('managementGroups'), tenant),
    ];
  }
  return named('parent', [root.parent], at('parent')).map((one) => ({ ...one, path: at('parent') }));
};

/** What is named twice, in one list or in two roots: the second place of each. */
const twice = (roots: readonly Root[]): RootProblem[] => {
  const first = new Map<string, Named>();
  return roots.flatMap(namedBy).flatMap((one): RootProblem[] => {
    const before = first.get(one.key);
    if (before === undefined) {
      first.set(one.key, one);
      return [];
    }
    return [{ path: one.path, message: `names ${one.what} a second time: it stands`, other: before.path }];
  });
};

/** Whether a root names what it covers one by one: then `twice` tells. */
const namesOnes = (root: Root): boolean => {
  if (root.provider === 'aws') return Array.isArray(root.accounts);
  return root.provider === 'gcp' || (root.subscriptions ?? root.managementGroups) !== undefined;
};

/** Roots that cover the same, though they name nothing: two of `organization`, two without accounts. */
const alike = (roots: readonly Root[]): RootProblem[] =>
  roots.flatMap((root, index): RootProblem[] => {
    const before = roots.findIndex((one) => rootIdOf(one) === rootIdOf(root));
    if (before === index || namesOnes(root)) return [];
    return [{ path: ['roots', index], message: 'covers the same as the root', other: ['roots', before] }];
  });

/** Whatever would be collected twice: each with the line of the other. */
export const overlaps = (roots: readonly Root[]): readonly RootProblem[] => [...twice(roots), ...alike(roots)];
