/** How a kind is listed from its recording: AWS by replaying clients, Azure and Google over their protocols. */
import type { Listing, Source } from '../../lib/kinds/listing.ts';
import { openAzure } from '../../lib/kinds/listings/azure.ts';
import { openGcp } from '../../lib/kinds/listings/gcp.ts';
import type { AwsKind, AzureKind, GcpKind, Kind, Resource } from '../../lib/kinds/types.ts';
import type { Meter, Partition } from '../../lib/providers/types.ts';
import { serveAssets } from './assets.ts';
import { serveGraph } from './graph.ts';
import { answersOf, assetsOf, ownCallOf, projectNumbers, rowsOf } from './recordings.ts';
import { replay } from './replay.ts';

/** Lists a kind, one page of its own listing refused where it says which. */
interface Lister {
  pages(): number;
  list(refused?: number): Promise<readonly Resource[]>;
}

export interface Listers {
  of(kind: Kind): Lister;
  close(): Promise<void>;
}

const meter: Meter = { call: () => undefined, throttled: () => undefined };

const partition = (accountId: string, access: Readonly<Record<string, string>> = {}): Partition => ({
  id: 'recorded',
  provider: 'aws',
  root: 'recorded',
  accounts: [{ id: accountId, tags: {} }],
  regions: [],
  access,
});

const everything = async (source: Source, where: Partition, wanted: (listing: Listing) => boolean) => {
  const listing = (await source.listings(where)).find(wanted);
  if (listing === undefined) throw new Error('No listing is for the kind.');
  const resources: Resource[] = [];
  for await (const page of listing.pages((gap) => Promise.reject(gap))) resources.push(...page);
  return resources;
};

const awsLister = (kind: AwsKind): Lister => {
  const recording = answersOf(kind);
  const own = ownCallOf(recording);
  return {
    pages: () => recording[own]?.length ?? 0,
    list: async (page) =>
      (await replay(kind, recording, page === undefined ? undefined : { call: own, page })).resources,
  };
};

export const openListers = async (): Promise<Listers> => {
  const [graph, assets] = await Promise.all([serveGraph(), serveAssets()]);
  const [azure, gcp] = await Promise.all([
    openAzure({ provider: 'azure' }, 'azure', graph.connection, meter),
    openGcp({ provider: 'gcp', parent: 'organizations/2342' }, 'gcp', assets.connection, meter),
  ]);
  const azureLister = (kind: AzureKind): Lister => ({
    pages: () => rowsOf(kind).length,
    list(refused) {
      graph.serve(rowsOf(kind), refused);
      return everything(azure, partition('recorded'), ({ id }) => id === (kind.table ?? 'resources'));
    },
  });
  const gcpLister = (kind: GcpKind): Lister => ({
    pages: () => assetsOf(kind).length,
    list(refused) {
      assets.serve(assetsOf(kind), refused);
      const where = partition('harbour-prod', projectNumbers);
      return everything(gcp, where, ({ containers }) => containers === (kind.class === 'account'));
    },
  });
  return {
    of: (kind) =>
      kind.provider === 'aws' ? awsLister(kind) : kind.provider === 'azure' ? azureLister(kind) : gcpLister(kind),
    async close() {
      await Promise.all([azure.close(), gcp.close()]);
      await Promise.all([graph.close(), assets.close()]);
    },
  };
};
