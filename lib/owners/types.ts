/** Who owns a thing, and on what evidence. */

/**
 * Where a statement about an owner came from, the strongest first. `maker` and `holder` are other resources: the service
 * that made it for itself, and what it is attached to or a part of.
 */
export const evidenceSources = ['assertion', 'tag', 'group', 'maker', 'holder', 'account', 'creator', 'rule'] as const;
export type EvidenceSource = (typeof evidenceSources)[number];

/** One statement about who owns a resource, word for word. */
export interface Evidence {
  readonly source: EvidenceSource;
  /** The tag key as spelled, the rule's name, the creator's tag; of a maker or holder the relation to it. */
  readonly key: string;
  /** What it said, verbatim; of a maker or holder its owner's id. */
  readonly value: string;
  /** The id of what said it: the resource itself, its group, maker, holder or account; the config for a rule. */
  readonly from: string;
}

/**
 * `known`: resolved to a person or team that is there. `left`: resolved to one who left. `unknown`: a value
 * that the directory does not know; it keeps its text. `none`: nothing named an owner.
 */
export type OwnerStatus = 'known' | 'left' | 'unknown' | 'none';

/** The owner of a resource, as stored and as shown. Without evidence `id` is `unowned` and the rest null. */
export interface Owner {
  /**
   * The directory's id. Where the directory does not know the value: the address or login in it, else the value itself,
   * trimmed and lower-cased.
   */
  readonly id: string;
  readonly status: OwnerStatus;
  readonly source: EvidenceSource | null;
  readonly key: string | null;
  readonly value: string | null;
  readonly from: string | null;
  /** Ids of the others whom the same value names: who is there and stands first owns. */
  readonly coOwners: readonly string[];
  /** Weaker evidence that named somebody else. */
  readonly overrode: readonly Evidence[];
}

export const UNOWNED = 'unowned';

/** A person or team that can own things. */
export interface DirectoryEntry {
  readonly id: string;
  readonly type: 'person' | 'team';
  readonly name: string;
  readonly aliases: readonly string[];
  readonly active: boolean;
  readonly email?: string | undefined;
  readonly manager?: string | undefined;
  readonly department?: string | undefined;
  readonly costCentre?: string | undefined;
}
