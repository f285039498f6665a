/** What was, what changed, and what would be. The JSON of these types is a contract: `docs/json.md`. */
import type { Relation } from '../kinds/classes.ts';
import type { Resource } from '../kinds/types.ts';
import type { AccountNamed } from './account-names.ts';
import type { RegisteredResource, ResourceEventType, Version } from './types.ts';

/** What a version is about, as it was after the change. */
export interface About extends Pick<Resource, 'provider' | 'kind' | 'class' | 'accountId' | 'region' | 'name'> {
  /** The owner's id, `unowned` among them. */
  readonly owner: string;
}

export interface Change extends Version, About, AccountNamed {}

/** Times are ISO 8601 UTC; `since` and `until` are both among what is found. */
export interface ChangeQuery {
  readonly since: string;
  readonly until: string;
  /** Whose it is after the change, or was before. */
  readonly owner?: string | undefined;
  readonly accountId?: string | undefined;
  readonly kind?: string | undefined;
  /** Path of a changed fact (`fields.state`), the beginning of one (`tags`), or the name of a field (`state`). */
  readonly field?: string | undefined;
  readonly event?: ResourceEventType | undefined;
}

/** A resource as it was, with the versions up to then, newest first; or why that cannot be told. */
export type PastView =
  | { readonly resource: RegisteredResource; readonly versions: readonly Version[] }
  /** `unborn`: the register first saw it at `since`. `expired`: what is kept of its history begins at `since`. */
  | { readonly resource: null; readonly id: string; readonly why: 'unborn' | 'expired'; readonly since: string };

/** A resource that another one's retirement would reach. */
export interface Reached extends AccountNamed {
  readonly id: string;
  readonly kind: string;
  readonly accountId: string;
  readonly region: string;
  readonly owner: string;
  /** Steps from the resource that was asked about; its neighbours are at 1. */
  readonly depth: number;
  /** The relation that leads here, and the resource one step nearer. `member_of` for what is in a group. */
  readonly rel: Relation;
  readonly through: string;
}

/** What a retirement would do to others. Nearest first. */
export interface Impact {
  readonly id: string;
  readonly kind: string;
  /** What depends on it, directly or through others. */
  readonly dependents: readonly Reached[];
  /** What would be left without what it is there for. */
  readonly orphans: readonly Reached[];
}
