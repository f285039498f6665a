/** Plans the roots of one cloud into partitions, no account into two. */
import type { Progress } from '../collect/progress.ts';
import { reasonOf } from '../collect/sweep.ts';
import type { Source } from '../kinds/listing.ts';
import { noSelection, type Selection } from '../kinds/selection.ts';
import { ProviderError } from '../providers/errors.ts';
import type { Root } from '../providers/roots.ts';
import type { ClosedAccount } from '../providers/types.ts';
import type { Database } from '../register/database.ts';
import { partitionsOf } from '../register/summaries.ts';
import type { FailedRoot, RootsClosed } from '../register/types.ts';
import { type Kept, type Reach, withoutOverlap } from './overlap.ts';
import { rootIdOf } from './root-id.ts';
import { selectedOf } from './selected.ts';

/** What planning the roots of a cloud gives. */
export interface Plan {
  readonly roots: readonly Reach[];
  /** Accounts below them that nobody can enter, or that the config leaves out. */
  readonly closed: readonly RootsClosed[];
  /** Roots that could not be read: the others go on. */
  readonly failed: readonly FailedRoot[];
}

export interface PlanOptions {
  readonly database: Database;
  readonly open: (root: Root) => Promise<Source>;
  readonly onProgress: (progress: Progress) => void;
  /** The accounts whose partitions are needed. Absent: all. */
  readonly wanted?: ((accountId: string) => boolean) | undefined;
  /** What the config excludes, or takes in; absent: nothing. */
  readonly selection?: Selection | undefined;
}

/** Closed accounts of a run that are told one by one: Google makes a project for each script of a large organisation. */
const MOST_CLOSED = 1_000;

/** The first of them, those of the rarest reasons before the others, and how many more there are of each reason. */
export const fewClosed = (all: readonly RootsClosed[], most = MOST_CLOSED): readonly RootsClosed[] => {
  if (all.length <= most) return all;
  const kept: RootsClosed[] = [];
  const groups = new Map<string, RootsClosed[]>();
  for (const one of all) {
    const key = `${one.root} ${one.reason}`;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  for (const some of [...groups.values()].sort((a, b) => a.length - b.length)) {
    const room = Math.max(0, most - kept.length);
    const { root, reason } = some[0]!;
    kept.push(...some.slice(0, room));
    if (some.length > room) kept.push({ id: '*', name: `${some.length - room} more`, reason, root });
  }
  return kept;
};

type Planned = Reach & { readonly closed: readonly ClosedAccount[] };

const planOne = async (
  root: Root,
  { open, wanted, selection = noSelection }: PlanOptions,
): Promise<Planned | FailedRoot> => {
  try {
    const closed: ClosedAccount[] = [];
    const all = await (await open(root)).plan((account) => closed.push(account), wanted);
    const { partitions, leftOut } = selectedOf(all, selection);
    return { root, partitions, closed: [...closed, ...leftOut] };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return { root: rootIdOf(root), reason: reasonOf(error) };
  }
};

/**
 * What roots that failed have in the register stays theirs: another root that reaches it would count it again. An AWS
 * account is one partition whichever root it is below, so it counts once in any case.
 */
const keptBy = async (database: Database, failed: readonly FailedRoot[]): Promise<Kept> => {
  const ids = new Set(failed.map(({ root }) => root));
  if (ids.size === 0) return new Map();
  const known = (await partitionsOf(database)).filter(({ root, provider }) => provider !== 'aws' && ids.has(root));
  return new Map(known.flatMap(({ root, accounts }) => accounts.map((id) => [id, root] as const)));
};

/** Plans roots of one cloud, in the config's order. An account that several reach is in the partitions of one of them. */
export const planRoots = async (roots: readonly Root[], options: PlanOptions): Promise<Plan> => {
  const { database, onProgress } = options;
  const answers = await Promise.all(roots.map((root) => planOne(root, options)));
  const failed = answers.filter((answer): answer is FailedRoot => 'reason' in answer);
  const reached = answers.filter((answer): answer is Planned => 'partitions' in answer);
  for (const [index, answer] of answers.entries())
    if ('reason' in answer) onProgress({ event: 'root_failed', provider: roots[index]!.provider, ...answer });
  const shares = withoutOverlap(reached, await keptBy(database, failed));
  const told = new Set<string>();
  const closed: RootsClosed[] = [];
  for (const [index, { root, partitions, elsewhere }] of shares.entries()) {
    const id = rootIdOf(root);
    const own = reached[index]!.closed.filter((account) => !told.has(account.id));
    for (const account of own) told.add(account.id);
    closed.push(...own.map((account) => ({ ...account, root: id })));
    const accounts = partitions.reduce((sum, partition) => sum + partition.accounts.length, 0);
    const counts = { partitions: partitions.length, accounts, closed: own, elsewhere };
    onProgress({ event: 'planned', provider: root.provider, root: id, ...counts });
  }
  return { roots: shares, closed: fewClosed(closed), failed };
};
