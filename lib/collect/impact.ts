/** What the retirement of a resource would do to others, over the relations between them. Pure. */
import { type ClassId, type ClassSpec, classes, type End, type Relation, relations } from '../kinds/classes.ts';
import type { Impact, Reached } from '../register/history-types.ts';
import type { Entry } from './entry.ts';

/** A resource, and to whom it stands. */
export type Tied = Pick<
  Entry,
  'id' | 'kind' | 'class' | 'accountId' | 'region' | 'owner' | 'lifecycle' | 'group' | 'links'
>;

/** A link as one of its ends sees it: `as` is what that end is to it. */
interface Seen {
  readonly rel: Relation;
  readonly as: End;
  readonly other: string;
}

interface Graph {
  readonly live: ReadonlyMap<string, Tied>;
  seenBy(id: string): readonly Seen[];
}

const graphOf = (all: Iterable<Tied>): Graph => {
  const live = new Map<string, Tied>();
  for (const one of all) if (one.lifecycle !== 'retired') live.set(one.id, one);
  const seen = new Map<string, Seen[]>();
  const note = (id: string, one: Seen) => {
    const list = seen.get(id);
    if (list) list.push(one);
    else seen.set(id, [one]);
  };
  for (const { id, group, links } of live.values()) {
    for (const { rel, to } of links) {
      if (to === id) continue;
      note(id, { rel, as: 'from', other: to });
      note(to, { rel, as: 'to', other: id });
    }
    // A group goes with all that is in it; it is no purpose of any group that something is in it.
    if (group !== null && group !== id) note(group, { rel: 'member_of', as: 'to', other: id });
  }
  return { live, seenBy: (id) => seen.get(id) ?? [] };
};

const reached = ({ id, kind, accountId, region, owner }: Tied, rest: Pick<Reached, 'depth' | 'rel' | 'through'>) => ({
  id,
  kind,
  accountId,
  region,
  owner,
  ...rest,
});

/** Nearest first; what is reached on several ways, or in a circle, counts where it is nearest. */
const spread = (
  { live, seenBy }: Graph,
  start: string,
  most: number,
  follows: (link: Seen, from: string, gone: ReadonlySet<string>) => boolean,
): Reached[] => {
  const gone = new Set([start]);
  const all: Reached[] = [];
  let edge = [start];
  for (let depth = 1; depth <= most && edge.length > 0; depth++) {
    const next: string[] = [];
    for (const through of edge) {
      for (const link of seenBy(through)) {
        const other = live.get(link.other);
        if (other === undefined || gone.has(other.id) || !follows(link, through, gone)) continue;
        gone.add(other.id);
        all.push(reached(other, { depth, rel: link.rel, through }));
        next.push(other.id);
      }
    }
    edge = next;
  }
  return all;
};

const opposite = (end: End): End => (end === 'from' ? 'to' : 'from');

/** The links that give a resource its purpose. */
const purposesOf = ({ seenBy }: Graph, { id, class: classId }: Tied): readonly Seen[] => {
  const { purposes = [] } = (classes as Readonly<Record<string, ClassSpec>>)[classId as ClassId] ?? {};
  return seenBy(id).filter(({ rel, as }) => purposes.some((purpose) => purpose.rel === rel && purpose.as === as));
};

/** What an orphan holds on to serves nothing either: an address on an interface that no machine has. */
const passesOn: ReadonlySet<Relation> = new Set(['attached_to']);

/** On one resource, out of all of them, up to `most` steps away. */
export const impactOf = (
  all: Iterable<Tied>,
  { id, kind }: Pick<Tied, 'id' | 'kind'>,
  most = Number.POSITIVE_INFINITY,
): Impact => {
  const graph = graphOf(all);
  const dependents = spread(graph, id, most, ({ rel, as }) => relations[rel].dependent === opposite(as));
  const orphans = spread(graph, id, most, (link, from, gone) => {
    if (from !== id && !passesOn.has(link.rel)) return false;
    const purposes = purposesOf(graph, graph.live.get(link.other)!);
    return (
      purposes.some(({ rel, as, other: to }) => to === from && rel === link.rel && as === opposite(link.as)) &&
      purposes.every(({ other: to }) => gone.has(to) || !graph.live.has(to))
    );
  });
  return { id, kind, dependents, orphans };
};
