/** What the manifest remembers of a resource: enough to see change, answer checks and walk links. */
import type { Lasted } from '../checks/lasting.ts';
import type { Outcome } from '../checks/types.ts';
import type { Link } from '../kinds/types.ts';
import type { Held } from '../owners/holders.ts';
import type { Suppressed } from '../register/assertion-types.ts';
import type { Lifecycle } from '../register/types.ts';

/** What a check said that is not `pass`, or what it asked; answered when the listings are in. */
export interface Pending {
  readonly check: string;
  readonly outcome: Outcome;
  /** What a tag of the resource says against telling it, in force or not. */
  readonly ignored?: Suppressed;
}

/** An open finding as the manifest knows it: what it says in one short text, and since when. */
export interface OpenFinding {
  readonly says: string;
  readonly since: string;
  /** Since when what it says is so, as far as the register saw it; absent where it speaks of no state. */
  readonly from?: string;
  /** Absent where it is told. */
  readonly suppressed?: Suppressed;
  /** It cannot be told now, and failed before. */
  readonly failed?: true;
}

/** One resource of a partition, in memory while the partition is swept and compressed in the table between. */
export interface Entry {
  readonly id: string;
  readonly kind: string;
  /** The provider's own word for it. */
  readonly type: string;
  readonly class: string;
  readonly accountId: string;
  readonly region: string;
  readonly owner: string;
  /** Hash of everything that a version is about. */
  readonly hash: string;
  version: number;
  lifecycle: Lifecycle;
  /** When `lifecycle` came to be what it is, as far as the register saw it; ISO 8601 UTC. */
  since: string;
  readonly firstSeen: string;
  group: string | null;
  links: readonly Link[];
  pending: readonly Pending[];
  open: Readonly<Record<string, OpenFinding>>;
  /** By check: since when what it judges is so, or how long it was. */
  lasting: Readonly<Record<string, Lasted>>;
  /** On what it hangs; null: on nothing that is known. Absent where its own tags or its group name its owner. */
  held?: Held | null | undefined;
  /** The first complete listing in a row without it, or that at which it went missing: its number and time. */
  lacked?: { readonly turn: number; readonly at: string } | undefined;
  /** Facts that could not be read when it was seen last; absent where all were. */
  readonly stale?: readonly string[] | undefined;
  /** Since when the resource is as it is, where that was not in this run, until its findings are settled. */
  unchanged?: string | undefined;
  /** What people call it beside the last part of its id: its name, its addresses. Absent: nothing. */
  readonly called?: readonly string[] | undefined;
  /** Tags and an owner of its own are not asked of it: it takes none, or a service keeps it. Absent: they are. */
  exempt?: true | undefined;
  /** Seen by the sweep under way; not kept. */
  seen?: boolean | undefined;
}

/** A listing's entries by id, in the order in which they came. What is set on an entry that was got is set here. */
export interface Entries {
  readonly size: number;
  has(id: string): boolean;
  get(id: string): Entry | undefined;
  /** Keeps a copy: what is set on `entry` afterwards may not reach it. */
  set(id: string, entry: Entry): unknown;
  delete(id: string): boolean;
  values(): Iterable<Entry>;
}

/** All that is kept of an entry, as an object of its own. */
export const plainEntry = (entry: Entry): Entry => {
  const { id, kind, type, accountId, region, owner, hash, version, lifecycle, since, firstSeen } = entry;
  const {
    class: classId,
    group,
    links,
    pending,
    open,
    lasting,
    held,
    lacked,
    stale,
    unchanged,
    called,
    exempt,
  } = entry;
  return {
    ...{ id, kind, type, class: classId, accountId, region, owner, hash, version, lifecycle, since, firstSeen },
    ...{ group, links, pending, open, lasting },
    ...(held !== undefined && { held }),
    ...(lacked && { lacked }),
    ...(stale && { stale }),
    ...(unchanged && { unchanged }),
    ...(called && { called }),
    ...(exempt && { exempt }),
  };
};
