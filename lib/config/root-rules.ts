/** What roots need of each other and of their own parts: told once each is right by itself. */
import { isDeepStrictEqual } from 'node:util';
import { regionsPartition } from '../providers/aws/partitions.ts';
import { type AwsRoot, type Root, regionsNamed } from '../providers/roots.ts';
import { overlaps, type RootProblem } from './root-overlaps.ts';

const roleRules = (root: AwsRoot, at: (...path: PropertyKey[]) => PropertyKey[]): RootProblem[] => {
  const { accounts, role, externalId, accountRegions = {} } = root;
  const strangers = Object.keys(accountRegions).filter((id) => Array.isArray(accounts) && !accounts.includes(id));
  return [
    ...(accounts !== undefined && role === undefined
      ? [
          {
            path: at('accounts'),
            message:
              'needs `role`, the read-only role that is assumed in each account: without it the caller’s own account would be listed in place of each. To collect the caller’s own account alone, leave `accounts` out',
          },
        ]
      : []),
    ...(role !== undefined && accounts === undefined
      ? [{ path: at('role'), message: 'has no use without `accounts`, which says where the role is assumed' }]
      : []),
    ...(externalId !== undefined && role === undefined
      ? [{ path: at('externalId'), message: 'has no use without `role`, whose trust policy asks for it' }]
      : []),
    ...(accounts === undefined && root.accountRegions !== undefined
      ? [
          {
            path: at('accountRegions'),
            message: 'has no use without `accounts`: `regions` says it for a single account',
          },
        ]
      : []),
    ...(accounts === undefined
      ? []
      : strangers.map((id) => ({ path: at('accountRegions', id), message: 'is none of the root’s `accounts`' }))),
  ];
};

/** A root has one set of credentials, and those are of one AWS partition. */
const partitionRules = (root: AwsRoot, at: (...path: PropertyKey[]) => PropertyKey[]): RootProblem[] => {
  const all = [...(root.homeRegion === undefined ? [] : [root.homeRegion]), ...regionsNamed(root)];
  const [first, ...others] = all;
  const other = others.find((region) => regionsPartition(region) !== regionsPartition(first!));
  if (first === undefined || other === undefined) return [];
  return [
    {
      path: at(root.regions === undefined ? 'accountRegions' : 'regions'),
      message: `${first} is a region of ${regionsPartition(first)}, and ${other} one of ${regionsPartition(other)}: no credential works in both, so each takes a root of its own`,
    },
  ];
};

/** IAM tells roles apart by their names, without the path. */
const sameRole = (a: Root, b: Root): boolean => {
  const [one, other] = [a, b].map((root) => (root.provider === 'aws' ? root.role?.split('/').at(-1) : undefined));
  return one !== undefined && one === other;
};

/** A deployment makes each role once in an account. */
const deployedRoles = (roots: readonly Root[]): RootProblem[] =>
  roots.flatMap((root, index): RootProblem[] => {
    const before = roots.slice(0, index).findIndex((one) => sameRole(one, root));
    const said = (one: Root | undefined) => (one?.provider === 'aws' ? [one.role, one.externalId] : []);
    if (before < 0 || isDeepStrictEqual(said(roots[before]), said(root))) return [];
    return [
      {
        path: ['roots', index, 'role'],
        message:
          'is the role of another root, with another path or external id: what is deployed in an account has it once. The other stands',
        other: ['roots', before, 'role'],
      },
    ];
  });

/** Every mistake that the roots are together; with `deployed`, what only a deployment asks of them as well. */
export const rootProblems = (roots: readonly Root[], deployed: boolean): readonly RootProblem[] => [
  ...roots.flatMap((root, index): RootProblem[] => {
    const at = (...path: PropertyKey[]) => ['roots', index, ...path];
    if (root.provider === 'aws') return [...roleRules(root, at), ...partitionRules(root, at)];
    if (root.provider === 'gcp' && root.insecure && root.federation)
      return [{ path: at('federation'), message: 'has no use together with insecure, which leaves credentials out' }];
    return [];
  }),
  ...overlaps(roots),
  ...(deployed ? deployedRoles(roots) : []),
];
