/** Tags as messy as in life: many spellings of a key, names in every form, people who left, nothing at all. */
import { mix, pick, share } from './chance.ts';
import { apps, costCentreOf, directory, environments, personIds, teamIds } from './people.ts';

const ownerKeys = ['Owner', 'owner', 'OWNER ', 'team-owner', 'Team', 'team', 'owner', 'Owner'] as const;
const costKeys = ['cost-center', 'CostCenter', 'costcenter', 'Cost Center'] as const;
const environmentKeys = ['Environment', 'environment', 'ENVIRONMENT', 'Environment', 'env'] as const;
const wrong = ['tbd', 'n/a', '???', 'the interns', 'bob', 'legacy-team', 'ask sre', 'unknown'] as const;

/** Of a hundred owner tags so many are missing, and so many more say nothing that anybody knows. */
const NO_OWNER = 0.25;
const WRONG_OWNER = 0.31;

const entryOf = new Map(directory.map((entry) => [entry.id, entry]));

/** A team or person as people write them: by id, address, name or nickname, loudly, or with a blank too many. */
const inSomeForm = (id: string, hash: number): string => {
  const { email = id, name, aliases } = entryOf.get(id)!;
  return pick(hash, [id, email, name, aliases[0] ?? id, id.toUpperCase(), ` ${id}`]);
};

export interface Story {
  readonly team: string;
  readonly app: string;
  readonly environment: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** What is told of a resource, by its own chance; `turn` goes up when it is retagged. */
export const storyOf = (own: number, turn: number): Story => {
  const base = mix(own, 'story');
  const hash = mix(own, 'tags', turn);
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
  if (share(mix(hash, 'cost')) < 0.85) tags[pick(mix(hash, 'costKey'), costKeys)] = costCentreOf(team);
  if (share(mix(hash, 'env')) < 0.9) tags[pick(mix(hash, 'envKey'), environmentKeys)] = environment;
  if (share(mix(hash, 'app')) < 0.5) tags.app = app;
  if (share(mix(hash, 'creator')) < 0.06) tags.CreatedBy = pick(mix(hash, 'maker'), personIds);
  return { team, app, environment, tags };
};

/** A tag as Google's labels take it: lower case, and no characters but letters, digits, `-` and `_`. */
const label = (text: string) =>
  text
    .trim()
    .toLowerCase()
    .replace(/@.*$/, '')
    .replace(/[^a-z0-9_-]+/g, '-')
    .slice(0, 63);

export const labelsOf = (tags: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(tags).map(([key, value]) => [label(key), label(value)]));
