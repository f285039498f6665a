/** Which resources a resource belongs to, by its links: whoever owns the machine owns what is attached to it. */
import type { ClassId, Relation } from '../kinds/classes.ts';
import type { Link } from '../kinds/types.ts';
import type { EvidenceSource } from './types.ts';

/** How a resource hangs on another: by a relation that it states, or as a member of its group. */
export type Hold = Relation | 'group';

/** What of a resource tells on what it hangs. */
export interface Hanging {
  readonly id: string;
  readonly class: string;
  readonly group: string | null;
  readonly links: readonly Link[];
}

/** What a resource hangs on, and whether that has an owner: then it is the evidence. */
export interface Held {
  readonly by: Hold;
  readonly id: string;
  readonly named: boolean;
}

/** The surest first: a service's part is its maker's, whatever uses it. */
const holds: readonly Hold[] = ['owned_by', 'attached_to', 'member_of', 'runs_in', 'sourced_from', 'group'];

/** Those that many share, and those that are evidence of their own: nothing hangs on them. */
const shared = new Set<string>([
  ...(['network', 'subnet', 'security_group', 'firewall_rule', 'account'] satisfies ClassId[]),
]);

/** Copies: what a machine or a disk was made from says nothing of whose it is. */
const copies = new Set<string>(['snapshot', 'database_snapshot', 'image'] satisfies ClassId[]);

/** Of what it runs in or on: networks and the machines of a whole platform are everybody's. */
const hosts = new Set<string>(['app_plan', 'cluster', 'vm'] satisfies ClassId[]);

/** How far a class usually is from what holds it: an address hangs on an interface, which hangs on a machine. */
const far: Readonly<Partial<Record<ClassId, number>>> = {
  ...{ disk: 1, network_interface: 1, app: 1, database: 1 },
  ...{ ip_address: 2, snapshot: 2, database_snapshot: 2 },
  // An image is made of snapshots.
  image: 3,
};

/** What is to be collected before a class, so that what holds it is known: 0 is first. */
export const stageOf = (classId: string): number => far[classId as ClassId] ?? 0;

/** Whether something may hang on a resource of the class in such a way. */
export const mayHold = (by: Hold, classId: string): boolean =>
  !shared.has(classId) && (by !== 'runs_in' || hosts.has(classId));

const none: readonly Omit<Held, 'named'>[] = [];

/** What a resource may hang on, the surest first and in one order, whichever its provider has. */
export const holdersOf = ({ id, class: classId, group, links }: Hanging): readonly Omit<Held, 'named'>[] => {
  if (classId === 'account' || (links.length === 0 && group === null)) return none;
  const all = links.map(({ rel, to }): Omit<Held, 'named'> => ({ by: rel, id: to }));
  if (group !== null) all.push({ by: 'group', id: group });
  const rank = ({ by }: Omit<Held, 'named'>) => holds.indexOf(by);
  return all
    .filter((one) => one.id !== id && rank(one) >= 0 && (one.by !== 'sourced_from' || copies.has(classId)))
    .sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
};

/** What kind of evidence it is to hang on something so: what a service made for itself is its maker's. */
export const sourceOf = (by: Hold): EvidenceSource => (by === 'owned_by' ? 'maker' : 'holder');
