/** The sample's Google Cloud as the collector reads it: planned, listed and swept, without waiting. */
import { afterEach, beforeEach, vi } from 'vitest';
import type { Entry } from '../../lib/collect/entry.ts';
import { defaultLifecycle } from '../../lib/collect/lifecycle.ts';
import type { PartitionStore } from '../../lib/collect/store.ts';
import { type SweepTools, type Swept, sweep } from '../../lib/collect/sweep.ts';
import { Tally } from '../../lib/collect/tally.ts';
import type { Source } from '../../lib/kinds/listing.ts';
import { openGcp } from '../../lib/kinds/listings/gcp.ts';
import type { Owner } from '../../lib/owners/types.ts';
import type { GcpServerOptions } from '../../lib/sample/gcp/server.ts';
import { serve } from './gcp-client.ts';
import { everything, type FakeAsset, ORGANIZATION } from './gcp-fake.ts';

/** What the meter was told in the test. */
export const told = { calls: 0, throttled: 0, onThrottled: () => {} };
const meter = {
  call: () => void told.calls++,
  throttled: () => {
    told.throttled++;
    told.onThrottled();
  },
};

const sources = new Set<Source>();
beforeEach(() => {
  Object.assign(told, { calls: 0, throttled: 0, onThrottled: () => {} });
  // The wait between tries is a share of its length between a half and all of it: here it is none.
  vi.spyOn(Math, 'random').mockReturnValue(-1);
});
afterEach(async () => {
  vi.restoreAllMocks();
  for (const source of sources) await source.close();
  sources.clear();
});

/** Closed when the test ends. */
export const open = async (options?: GcpServerOptions, parent = ORGANIZATION) => {
  const served = await serve(options);
  const { endpoint } = served.server;
  const source = await openGcp({ provider: 'gcp', parent }, `gcp:${parent}`, { endpoint, insecure: true }, meter);
  sources.add(source);
  return { ...served, source };
};

const unowned: Owner = {
  id: 'unowned',
  status: 'none',
  source: null,
  key: null,
  value: null,
  from: null,
  coOwners: [],
  overrode: [],
};
const tools: SweepTools = {
  run: 'run',
  now: '2026-01-01T00:00:00.000Z',
  repeats: null,
  owner: () => ({ owner: unowned, held: undefined }),
  find: () => undefined,
  added: () => {},
  exempt: () => false,
  look: () => [],
  lifecycle: defaultLifecycle,
  because: () => undefined,
  container: () => {},
  onPage: () => {},
  over: () => false,
};
const store = {
  unclean: false,
  listings: new Map(),
  write: async () => {},
  truth: async () => new Map(),
} as unknown as PartitionStore;

/** Plans, and sweeps both listings, into the entries of an earlier sweep where some are given. */
export const collect = async (
  { source }: { source: Source },
  entries: { containers: Map<string, Entry>; assets: Map<string, Entry> } = fresh(),
) => {
  const [partition] = await source.plan();
  const swept: Swept[] = [];
  for (const listing of await source.listings(partition!)) {
    swept.push(
      await sweep(
        listing,
        entries[listing.id as 'assets'],
        { turn: 1, heldRun: 1, heldLost: 0, confirmed: 0, clock: tools.now },
        store,
        tools,
        new Tally(),
      ),
    );
  }
  const [containers, assets] = swept as [Swept, Swept];
  return { partition: partition!, containers, assets, entries };
};
const fresh = () => ({ containers: new Map<string, Entry>(), assets: new Map<string, Entry>() });

const isProject = ({ assetType }: FakeAsset) => assetType.endsWith('/Project');
/** Names of everything below a parent but projects. */
export const assetNames = (parent = ORGANIZATION): string[] =>
  everything(parent)
    .filter((asset) => !isProject(asset))
    .map(({ name }) => name);
