/** Kinds whose reads can be broken one at a time, without another copy of them. */
import type { Kind } from '../../lib/kinds/types.ts';
import type { Mutation } from './mutants.ts';

type AnyRead = (raw: any, context: any) => unknown;

interface Broken {
  readonly field: string;
  readonly mutation: Mutation | { readonly what: string; readonly as: string };
  first: unknown;
  known: boolean;
}

const broken = new Map<string, Broken>();

const through =
  (kind: Kind, field: string, reads: ReadonlyMap<string, AnyRead>): AnyRead =>
  (raw, context) => {
    const read = reads.get(field)!;
    const now = broken.get(kind.id);
    if (now?.field !== field) return read(raw, context);
    if ('as' in now.mutation) return reads.get(now.mutation.as)!(raw, context);
    const value = read(raw, context);
    if (!now.known) Object.assign(now, { first: value, known: true });
    return now.mutation.of(value, now.first);
  };

/** Puts a switch before each read of a kind; to be done before anything is read by it. */
export const breakable = (kind: Kind): void => {
  const contract = kind.contract as unknown as Record<string, AnyRead>;
  const own = (kind.fields ?? {}) as unknown as Record<string, { from: AnyRead }>;
  const reads = new Map<string, AnyRead>([
    ...Object.entries(contract),
    ...Object.entries(own).map(([name, { from }]): [string, AnyRead] => [name, from]),
  ]);
  const switched = (name: string): AnyRead => through(kind, name, reads);
  // Copies, since kinds may share a contract.
  Object.assign(kind, {
    contract: Object.fromEntries(Object.keys(contract).map((name) => [name, switched(name)])),
    ...(kind.fields && {
      fields: Object.fromEntries(
        Object.entries(own).map(([name, field]) => [name, { ...field, from: switched(name) }]),
      ),
    }),
  });
};

/** Breaks a field of a kind, or gives it the read of another, while `work` runs. */
export const whileBroken = async <Result>(
  kind: Kind,
  field: string,
  mutation: Broken['mutation'],
  work: () => Promise<Result>,
): Promise<Result> => {
  broken.set(kind.id, { field, mutation, first: undefined, known: false });
  try {
    return await work();
  } finally {
    broken.delete(kind.id);
  }
};
