/** What people say of resources, and what it does to findings. The JSON of these types is a contract: `docs/json.md`. */
import type { RegisterActs } from './act-types.ts';
import type { Finding } from './types.ts';

/** Why a finding is not told although it stands: somebody said so, or a tag of its resource does. */
export interface Suppressed {
  /** Who said it; the tag's key as spelled, where a tag does. */
  readonly by: string;
  /** Its last day, `2026-12-31`, to the end of that in UTC; null: for as long as it is said. */
  readonly until: string | null;
  /** In that person's words; the tag's value, word for word. */
  readonly reason: string;
  readonly source: 'assertion' | 'tag';
}

/** What all assertions have: who said it of what, when, and for how long. They are ended, and never deleted. */
interface Asserted {
  readonly resourceId: string;
  readonly at: string;
  readonly by: string;
  readonly reason: string;
  /** As in `Suppressed`. */
  readonly until: string | null;
  readonly ended: Ended | null;
}

/** `replaced` by a newer one, or `removed`, by a person; `expired`, or `retired` with its resource, by nobody. */
export interface Ended {
  readonly at: string;
  readonly by: string | null;
  readonly why: 'replaced' | 'removed' | 'expired' | 'retired';
}

export interface Suppression extends Asserted {
  readonly kind: 'suppress';
  readonly check: string;
}

/** What a person said of a resource, told apart by `kind`. */
export type Assertion = Suppression;

/** Whose finding, of which check, is said to be what, by whom and when; `id` as the register has it. */
interface Word {
  readonly id: string;
  readonly check: string;
  readonly by: string;
  /** ISO 8601 UTC. */
  readonly now: string;
}

/** What people write, which is there at once. `finding` is the open one as it is now; undefined where there is none. */
export interface RegisterWriter extends RegisterActs {
  /** A newer word replaces the one before. Throws where there is no such resource. */
  suppress(
    word: Word & Pick<Suppression, 'until' | 'reason'>,
  ): Promise<{ readonly suppression: Suppression; readonly finding: Finding | undefined }>;
  /** Takes the word back; `ended` is empty where nobody had said it. A tag goes on suppressing. */
  unsuppress(word: Word): Promise<{ readonly ended: readonly Suppression[]; readonly finding: Finding | undefined }>;
}
