/** One resource, what stands around it, and what a check must say of it. */
import { openChecks } from '../../lib/checks/evaluate.ts';
import type { GuardSettings } from '../../lib/checks/keeping.ts';
import { lastedAfter, toldVerdict } from '../../lib/checks/lasting.ts';
import type { Subject, Verdict } from '../../lib/checks/types.ts';
import { completenessOf, coverageOf } from '../../lib/collect/completeness.ts';
import type { Entries, Entry } from '../../lib/collect/entry.ts';
import type { ListingState } from '../../lib/collect/store.ts';
import { Index } from '../../lib/collect/view.ts';
import { catalog, type KindId } from '../../lib/kinds/catalog.ts';
import { classes } from '../../lib/kinds/classes.ts';
import { factsOf } from '../../lib/kinds/facts/facts.ts';
import type { Listing } from '../../lib/kinds/listing.ts';
import type { Resource } from '../../lib/kinds/types.ts';
import type { Owner } from '../../lib/owners/types.ts';

export type { KindId };

export const NOW = '2026-06-30T00:00:00.000Z';
export const daysAgo = (days: number): string => new Date(Date.parse(NOW) - days * 86_400_000).toISOString();

export interface Around {
  /** Other resources of the partition. */
  readonly others?: readonly Subject[];
  /** Kinds (`*`: all) whose listing there did not complete. */
  readonly incomplete?: readonly { readonly kinds: readonly string[] | '*'; readonly region?: string }[];
}

export interface Case {
  /** What it shows, as a sentence about the subject. */
  readonly shows: string;
  readonly of: Subject;
  readonly around?: Around;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly guards?: GuardSettings;
  /** Since when the register has seen it so; absent: since now. */
  readonly since?: string;
  /** `pass`, or the verdict with a part of its reason. */
  readonly gives: 'pass' | { readonly fail: string } | { readonly unknown: string };
}

export interface Cases {
  readonly cases: readonly Case[];
  /** For a check that can always tell, why. */
  readonly alwaysTells?: string;
}

const owner: Owner = {
  id: 'ana',
  status: 'known',
  source: 'tag',
  key: 'owner',
  value: 'ana',
  from: 'x',
  coOwners: [],
  overrode: [],
};
const regions = { aws: 'eu-west-1', azure: 'westeurope', gcp: 'europe-west1' } as const;
const accounts = { aws: '111111111111', azure: 'sub-1', gcp: 'proj-1' } as const;

/** The id of a thing of a provider's, as the provider forms them. */
export const idOf = (provider: 'aws' | 'azure' | 'gcp', name: string, account: string = accounts[provider]): string =>
  ({
    aws: `arn:aws:ec2:eu-west-1:${account}:${name}`,
    azure: `/subscriptions/${account}/resourcegroups/web/providers/x/${name}`,
    gcp: `//compute.googleapis.com/projects/${account}/zones/a/${name}`,
  })[provider];

/** A resource of a kind; fields of its class that are not given are not told. */
export const a = (kind: KindId, fields: Subject['fields'] = {}, over: Partial<Subject> = {}): Subject => {
  const { provider, type, class: classId } = catalog.find(({ id }) => id === kind)!;
  const resource: Resource = {
    id: idOf(provider, `${kind}/one`),
    provider,
    kind,
    type,
    class: classId,
    category: classes[classId].category,
    accountId: accounts[provider],
    region: regions[provider],
    name: 'one',
    tags: {},
    group: null,
    fields: { ...Object.fromEntries(Object.keys(classes[classId].fields).map((name) => [name, null])), ...fields },
    links: [],
    createdAt: daysAgo(400),
  };
  return { ...resource, ...factsOf({ ...resource, ...over }), doubt: null, owner, ...over };
};

const entry = ({ owner: { id: ownerId }, ...rest }: Subject, pending: Entry['pending']): Entry => ({
  ...rest,
  owner: ownerId,
  hash: '',
  version: 1,
  lifecycle: 'active',
  since: NOW,
  firstSeen: NOW,
  pending,
  open: {},
  lasting: {},
});

const classOf = (kind: string) => catalog.find(({ id }) => id === kind)?.class;

/** What the check says, its questions answered by the index as in a collection. */
export const verdictOf = (
  check: string,
  { of, around = {}, params = {}, guards = {}, since = NOW }: Omit<Case, 'shows' | 'gives'>,
): Verdict => {
  const { look, answer } = openChecks({ [check]: params }, guards);
  const said = look(of, { now: NOW }).filter((one) => one.check === check);
  const outcome = said[0]?.outcome ?? { verdict: 'pass' as const };
  const told = (verdict: Verdict) => toldVerdict(verdict, lastedAfter(undefined, verdict, since, NOW), NOW);
  if (!('any' in outcome)) return told(outcome);
  const entries: Entries = new Map();
  for (const other of around.others ?? []) entries.set(other.id, entry(other, []));
  entries.set(of.id, entry(of, said));
  const listings = (around.incomplete ?? []).map(
    ({ kinds, region }, i): Listing => ({
      id: `listing-${i}`,
      place: { provider: of.provider, accountId: of.accountId, region },
      kinds,
      containers: false,
      pages: async function* () {},
    }),
  );
  const states = new Map(listings.map(({ id }) => [id, { outcome: 'incomplete' } as ListingState]));
  const coverage = coverageOf([of.accountId], [], completenessOf(listings, states, classOf));
  return told(answer(outcome, new Index([entries], coverage).for(of)));
};
