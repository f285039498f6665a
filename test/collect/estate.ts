/** Resources, listings and rules for tests of the core: an estate of a few things that can be changed by hand. */
import { openChecks } from '../../lib/checks/evaluate.ts';
import { type Collected, type CollectOptions, collectPartition } from '../../lib/collect/partition.ts';
import type { Rules } from '../../lib/collect/rules.ts';
import type { PartitionStore } from '../../lib/collect/store.ts';
import { catalog } from '../../lib/kinds/catalog.ts';
import { factsOf } from '../../lib/kinds/facts/facts.ts';
import type { Listing } from '../../lib/kinds/listing.ts';
import type { Resource } from '../../lib/kinds/types.ts';
import { openDirectory } from '../../lib/owners/directory.ts';
import { openOwners } from '../../lib/owners/resolve.ts';
import { defaultPlaceholders } from '../../lib/owners/tags.ts';
import { ProviderError } from '../../lib/providers/errors.ts';
import type { Partition } from '../../lib/providers/types.ts';

export const ACCOUNT = '111111111111';
export const partition: Partition = {
  id: `aws:${ACCOUNT}`,
  provider: 'aws',
  root: 'aws:own',
  accounts: [{ id: ACCOUNT, tags: {} }],
  regions: [],
  access: {},
};

export const volumeId = (name: string): string => `arn:aws:ec2:eu-west-1:${ACCOUNT}:volume/${name}`;

/** An attached volume: no check but those of owners says anything of it. */
export const volume = (name: string, over: Partial<Resource> = {}): Resource => ({
  id: volumeId(name),
  provider: 'aws',
  kind: 'aws_ebs_volume',
  type: 'AWS::EC2::Volume',
  class: 'disk',
  category: 'Storage',
  accountId: ACCOUNT,
  region: 'eu-west-1',
  name,
  tags: { owner: 'ana' },
  group: null,
  fields: { sizeGib: 8, state: 'attached', attachedTo: [volumeId('machine')], detachedAt: null },
  links: [{ rel: 'attached_to', to: volumeId('machine') }],
  createdAt: '2026-01-01T00:00:00.000Z',
  ...over,
});

export const snapshot = (name: string, of: string): Resource =>
  volume(name, {
    kind: 'aws_ebs_snapshot',
    type: 'AWS::EC2::Snapshot',
    class: 'snapshot',
    fields: { sizeGib: 8, state: 'completed', source: [volumeId(of)], managedBy: null },
    links: [{ rel: 'sourced_from', to: volumeId(of) }],
  });

export const denied = (): ProviderError =>
  new ProviderError('access_denied', 'The role may not list volumes.', { provider: 'aws' }, 'Allow it.');

export type Page = readonly Resource[];

/** A listing of one kind out of pages; an `Error` among them ends it; `gaps` and `gone` are told before the first. */
export const listing = (
  pages: readonly (Page | Error)[],
  { kind = 'aws_ebs_volume', gaps = [] as readonly unknown[], gone = [] as readonly string[] } = {},
): Listing => ({
  id: `${kind}@eu-west-1`,
  place: { provider: 'aws', accountId: ACCOUNT, region: 'eu-west-1', kind },
  kinds: [kind],
  containers: false,
  pages: async function* (gap, tellGone) {
    for (const one of gaps) gap(one);
    for (const name of gone) tellGone?.(volumeId(name));
    for (const page of pages) {
      if (page instanceof Error) throw page;
      yield page;
    }
  },
});

const owners = openOwners({
  tagKeys: ['owner'],
  creatorTagKeys: [],
  placeholders: defaultPlaceholders,
  rules: [],
  directory: openDirectory([]),
});

/** The real owners and the real checks; what the directory does not know is no finding here. */
export const rulesWith = (settings: Parameters<typeof openChecks>[0] = {}): Rules => {
  const checks = openChecks({ unknown_owner: false, ...settings });
  return {
    owner: owners,
    facts: factsOf,
    look: checks.look,
    answer: checks.answer,
    severity: checks.severity,
    judgesOwner: checks.judgesOwner,
    classOf: (kind) => catalog.find(({ id }) => id === kind)?.class,
  };
};

const usualRules = rulesWith();

/** The time of day `day`: runs are a day apart. */
export const dayOf = (day: number): string => new Date(Date.UTC(2026, 5, 1 + day)).toISOString();

/** One collection of the listings on a day, in a run named by it. */
export const collect = (
  store: PartitionStore,
  day: number,
  listings: readonly Listing[],
  over: Partial<CollectOptions> = {},
): Promise<Collected> =>
  collectPartition({
    partition,
    listings,
    store,
    rules: usualRules,
    run: `run-${day}`,
    now: dayOf(day),
    repeats: null,
    concurrency: 2,
    onProgress: () => undefined,
    ...over,
  });
