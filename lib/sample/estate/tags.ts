/** Tags as messy as in life: many spellings of a key, names in every form, people who left, nothing at all. */
import { mix, pick, share } from './chance.ts';
import { apps, costCentreOf, directory, environments, personIds, teamIds } from './people.ts';

const ownerKeys = ['Owner', 'owner', 'OWNER ', 'team-owner', 'Team', 'team', 'owner', 'Owner'] as const;
const costKeys = ['cost-center', 'CostCentre', 'costcenter', 'Cost Center'] as const;
const environmentKeys = ['Environment', 'env', 'environment', 'ENV'] as const;
const wrong = ['tbd', 'n/a', '???', 'the interns', 'bob', 'legacy-team', 'ask sre', 'unknown'] as const;

/** Shares of what an owner's tag says; the rest has none. */
const NO_OWNER = 0.25;
const WRONG_OWNER = 0.31;

const entryOf = new Map(directory.map((entry) => [entry.id, entry]));

const inSomeForm = (id: string, hash: number): string => {
  const entry = entryOf.get(id)!;
  const forms = [
    entry.id,
    entry.email ?? entry.id,
    entry.name,
    entry.aliases[0] ?? entry.id,
    entry.id.toUpperCase(),
    ` ${entry.id}`,
  ];
  return pick(hash, forms);
};

export interface Story {
  readonly team: string;
  readonly app: string;
  readonly environment: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** What is told of a resource, by its key; `turn` goes up when it is retagged. */
export const storyOf = (seed: number, key: string, turn: number): Story => {
  const base = mix(seed, 'story', key);
  const hash = mix(seed, 'tags', key, turn);
  const team = pick(base, teamIds);
  const app = pick(base >>> 4, apps);
  const environment = pick(base >>> 8, environments);
  const tags: Record<string, string> = {};
  const chance = share(hash);
  if (chance >= NO_OWNER) {
    const form = mix(hash, 'form');
    const who = share(mix(hash, 'who')) < 0.5 ? team : pick(mix(hash, 'person'), personIds);
    tags[pick(mix(hash, 'key'), ownerKeys)] = chance < WRONG_OWNER ? pick(form, wrong) : inSomeForm(who, form);
  }
  if (share(mix(hash, 'cost')) < 0.6) tags[pick(mix(hash, 'costKey'), costKeys)] = costCentreOf(team);
  if (share(mix(hash, 'env')) < 0.7) tags[pick(mix(hash, 'envKey'), environmentKeys)] = environment;
  if (share(mix(hash, 'app')) < 0.5) tags.app = app;
  if (share(mix(hash, 'creator')) < 0.06) tags.CreatedBy = pick(mix(hash, 'maker'), personIds);
  return { team, app, environment, tags };
};
