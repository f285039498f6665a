/** What the manifest remembers of a resource: enough to see change, answer checks and walk links. */
import type { Question, Verdict } from '../checks/types.ts';
import type { Link } from '../kinds/types.ts';
import type { Lifecycle } from '../register/types.ts';

/** What a check said that is not `pass`, or what it asked; answered when the listings are in. */
export interface Pending {
  readonly check: string;
  readonly outcome: Verdict | Question;
}

/** An open finding as the manifest knows it: what it says in one short text, and since when. */
export interface OpenFinding {
  readonly says: string;
  readonly since: string;
}

/** One resource of a partition, in memory while the partition is swept and compressed in the table between. */
export interface Entry {
  readonly id: string;
  kind: string;
  class: string;
  accountId: string;
  region: string;
  owner: string;
  /** Hash of everything that a version is about. */
  hash: string;
  version: number;
  lifecycle: Lifecycle;
  /** When `lifecycle` came to be what it is, as far as the register saw it; ISO 8601 UTC. */
  since: string;
  group: string | null;
  links: readonly Link[];
  pending: readonly Pending[];
  open: Readonly<Record<string, OpenFinding>>;
  /** Seen by the sweep under way; not kept. */
  seen?: boolean;
}

export type Entries = Map<string, Entry>;
