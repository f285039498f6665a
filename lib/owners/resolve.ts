/** The evidence chain: the first that answers is the owner, the rest is kept where it says otherwise. */
import type { Resource } from '../kinds/types.ts';
import type { Tags } from '../providers/types.ts';
import type { Directory } from './directory.ts';
import { type Held, sourceOf } from './holders.ts';
import { compileRule, type OwnerRule } from './rules.ts';
import { type FoundTag, speaks, tagFinder } from './tags.ts';
import { type Evidence, type EvidenceSource, type Owner, UNOWNED } from './types.ts';
import { unknownIn } from './values.ts';

export interface OwnerSettings {
  /** Tag keys that name an owner, the strongest first. */
  readonly tagKeys: readonly string[];
  /** Tag keys that name who made a thing; weaker than what its group or account says. */
  readonly creatorTagKeys: readonly string[];
  /** Values that name nobody. */
  readonly placeholders: readonly string[];
  readonly rules: readonly OwnerRule[];
  readonly directory: Directory;
}

/** What stands around a resource and may say whose it is. */
export interface Surroundings {
  /** Tags of a resource group, project or cluster, by canonical id. */
  group(id: string): Tags | undefined;
  account(id: string): Tags | undefined;
  /** What it hangs on and who owns that; asked only where neither its tags nor its group name anybody. */
  holder?(): { readonly held: Held; readonly owner: string } | undefined;
}

const none: readonly FoundTag[] = [];
const noOne: readonly string[] = [];
const nobody: Owner = {
  ...{ id: UNOWNED, status: 'none', source: null, key: null, value: null, from: null },
  ...{ coOwners: [], overrode: [] },
};

/** Resolves owners. Tags that could not be read count as none: the caller keeps the old ones if it has them. */
export const openOwners = (settings: OwnerSettings): ((resource: Resource, around: Surroundings) => Owner) => {
  const { directory } = settings;
  const saysSomething = speaks(settings.placeholders);
  const ownTag = tagFinder(settings.tagKeys, saysSomething);
  const creatorTag = tagFinder(settings.creatorTagKeys, saysSomething);
  const rules = settings.rules.map(compileRule);
  const around = new WeakMap<Tags, ReturnType<typeof ownTag>>();
  // A group's or an account's tags are asked for each resource in it: found once.
  const ofContainer = (tags: Tags | undefined) => {
    if (tags === undefined) return none;
    let found = around.get(tags);
    if (found === undefined) around.set(tags, (found = ownTag(tags)));
    return found;
  };
  const named = (value: string): Pick<Owner, 'id' | 'status' | 'coOwners'> => {
    const known = directory.resolve(value);
    if (known.length === 0) {
      const [id, ...coOwners] = unknownIn(value);
      return { id, status: 'unknown', coOwners };
    }
    // Of several, whoever left owns nothing while another is there.
    const first = known.find(({ active }) => active) ?? known[0]!;
    const status = first.active ? 'known' : 'left';
    const others = known.length === 1 ? noOne : known.flatMap((one) => (one === first ? [] : [one.id]));
    return { id: first.id, status, coOwners: others };
  };

  /** Of an id that the register has: it was resolved where it was written. */
  const byId = (id: string): Pick<Owner, 'id' | 'status' | 'coOwners'> => {
    const entry = directory.byId(id);
    return { id, status: entry === undefined ? 'unknown' : entry.active ? 'known' : 'left', coOwners: noOne };
  };

  return (resource, surroundings) => {
    const evidence: Evidence[] = [];
    const { tags, group, accountId } = resource;
    const say = (source: EvidenceSource, found: readonly FoundTag[], from: string) => {
      for (const one of found) evidence.push({ source, ...one, from });
    };
    if (tags !== null) say('tag', ownTag(tags), resource.id);
    const grouped = group === null || group === resource.id ? none : ofContainer(surroundings.group(group));
    if (group !== null) say('group', grouped, group);
    const holder = evidence.length === 0 ? surroundings.holder?.() : undefined;
    if (holder?.held.named) {
      const { by, id } = holder.held;
      evidence.push({ source: sourceOf(by), key: by, value: holder.owner, from: id });
    }
    // An account's own tags, and those of a project that is group and account at once, are told once.
    const account = surroundings.account(accountId);
    const told = account === tags ? none : ofContainer(account);
    if (told !== grouped) say('account', told, accountId);
    if (tags !== null) say('creator', creatorTag(tags), resource.id);
    for (const rule of rules) {
      if (rule.fits(resource)) evidence.push({ source: 'rule', key: rule.name, value: rule.owner, from: 'config' });
    }
    const first = evidence[0];
    if (first === undefined) return nobody;
    const owner = holder?.held.named ? byId(holder.owner) : named(first.value);
    const same = new Set([owner.id, ...owner.coOwners]);
    const overrode = evidence.length === 1 ? [] : evidence.slice(1).filter(({ value }) => !same.has(named(value).id));
    return { ...owner, source: first.source, key: first.key, value: first.value, from: first.from, overrode };
  };
};
