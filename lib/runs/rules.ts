/** What a config says of owners and checks, as the functions that the collector is given. */
import { type CheckSettings, openChecks } from '../checks/evaluate.ts';
import type { GuardSettings } from '../checks/keeping.ts';
import type { Rules } from '../collect/rules.ts';
import { catalog } from '../kinds/catalog.ts';
import type { ClassId } from '../kinds/classes.ts';
import { factsOf } from '../kinds/facts/facts.ts';
import { openDirectory } from '../owners/directory.ts';
import { openOwners } from '../owners/resolve.ts';
import type { OwnerRule } from '../owners/rules.ts';
import { noTagWords, type TagWords } from '../owners/tag-words.ts';
import type { DirectoryEntry } from '../owners/types.ts';
import type { InForce } from '../register/policy.ts';

/** What a run goes by: whose things are, and what is asked of them. */
export interface Policy {
  readonly owners: {
    /** Tag keys that name an owner, the strongest first. */
    readonly tagKeys: readonly string[];
    readonly creatorTagKeys: readonly string[];
    /** Values of tags that name nobody and say nothing. */
    readonly placeholders: readonly string[];
    readonly directory: readonly DirectoryEntry[];
    readonly rules: readonly OwnerRule[];
  };
  readonly requiredTags: readonly string[];
  /** Tag keys and values that are one. Absent: none are. */
  readonly tags?: TagWords | undefined;
  readonly checks: CheckSettings;
  /** Absent: the guards that there are, as they are. */
  readonly guards?: GuardSettings | undefined;
}

const classOfKind = new Map<string, ClassId>(catalog.map((kind) => [kind.id, kind.class]));

const checkSettings = ({ owners, requiredTags, tags, checks }: Policy): CheckSettings => ({
  ...checks,
  ...(checks.missing_required_tags !== false && {
    missing_required_tags: {
      tags: requiredTags,
      aliases: tags?.aliases ?? {},
      placeholders: owners.placeholders,
      ...checks.missing_required_tags,
    },
  }),
  // Without a directory nobody is known, and the check would fire on everything that has an owner.
  ...(owners.directory.length === 0 && { unknown_owner: false as const }),
});

/** What a run goes by, as the register keeps it. */
export const inForceOf = (policy: Policy): InForce => ({
  checks: checkSettings(policy),
  tags: policy.tags ?? noTagWords,
});

/** Throws a `DirectoryError` where two entries of the directory claim one name, and a `ZodError` for params. */
export const rulesOf = (policy: Policy): Rules => {
  const owner = openOwners({ ...policy.owners, directory: openDirectory(policy.owners.directory) });
  const { look, answer, severity, judgesOwner } = openChecks(checkSettings(policy), policy.guards);
  return {
    owner,
    facts: factsOf,
    look,
    answer,
    severity,
    judgesOwner,
    classOf: (kind) => classOfKind.get(kind),
  };
};
