/** Azure: a query for each table over a batch of subscriptions, its rows routed to kinds by type. */
import type { ArmResource } from '../../providers/azure/arm.ts';
import { openIdentity } from '../../providers/azure/credential.ts';
import { READER, translateAzure } from '../../providers/azure/errors.ts';
import { type Graph, openGraph, tableQuery } from '../../providers/azure/graph.ts';
import { partitionsOf, unseenPartition } from '../../providers/azure/partitions.ts';
import { grantedIn } from '../../providers/azure/permissions.ts';
import { type GraphTable, graphTableNames } from '../../providers/azure/tables.ts';
import type { AzureConnection } from '../../providers/connection.ts';
import { ProviderError } from '../../providers/errors.ts';
import type { AzureRoot } from '../../providers/roots.ts';
import type { Meter, Place } from '../../providers/types.ts';
import catchAll from '../azure/azure_resource.ts';
import { azureKinds } from '../azure/index.ts';
import type { Listing, Source } from '../listing.ts';
import { lower, normalise } from '../normalise.ts';
import type { AzureKind, Resource } from '../types.ts';
import { identityOf } from './azure-identity.ts';
import { assertPermitted, type GrantedIn, wantedFor } from './azure-permitted.ts';
import { probeAzure } from './azure-probe.ts';
import { subscriptionsOf } from './azure-subscriptions.ts';

const byType = new Map((azureKinds as readonly AzureKind[]).map((kind) => [kind.type.toLowerCase(), kind]));

/** The kinds of a table's rows, the one for everything else among them; `*` for the table that holds most. */
const kindsOf = (asked: GraphTable): readonly string[] | '*' => {
  if (asked === 'resources') return '*';
  const own = (azureKinds as readonly AzureKind[]).filter(({ table }) => table === asked).map(({ id }) => id);
  return asked === 'resourcecontainers' ? own : [...own, catchAll.id];
};

const place: Place = { provider: 'azure' };

/** A row as a resource of the kind its type has, or of the kind for everything else. */
export const azureResource = (row: ArmResource): Resource => {
  const type = lower(row.type) ?? 'unknown';
  const kind = byType.get(type) ?? catchAll;
  const whole = row.properties && typeof row.properties === 'object' ? row : { ...row, properties: {} };
  return normalise(kind, whole, undefined, identityOf(whole, type), place);
};

async function* resources(
  graph: Graph,
  table: GraphTable,
  subscriptions: readonly string[],
): AsyncGenerator<Resource[]> {
  try {
    for await (const rows of graph.pages(tableQuery(table), { subscriptions }, place)) yield rows.map(azureResource);
  } catch (error) {
    const failure = translateAzure(error, place);
    // A table that a cloud does not have holds nothing there; without its main ones nothing could be said at all.
    if (failure.code !== 'not_enabled' || table === 'resources' || table === 'resourcecontainers') throw failure;
  }
}

/**
 * Opens an Azure root: its subscriptions in partitions, and their listings by Resource Graph. Nothing is asked before
 * it is planned.
 */
export const openAzure = async (
  root: AzureRoot,
  rootId: string,
  connection: AzureConnection | undefined,
  meter: Meter,
): Promise<Source> => {
  const identity = await openIdentity(connection);
  const graph = openGraph(connection, meter, identity);
  const granted: GrantedIn = (subscription) => grantedIn(subscription, identity, connection, meter);
  return {
    async plan(tellClosed) {
      const { accounts, closed } = await subscriptionsOf(graph, root, place);
      for (const one of closed) tellClosed?.(one);
      const seen = new Set([...accounts, ...closed].map(({ id }) => id));
      const unseen = (root.subscriptions ?? []).map((id) => id.toLowerCase()).filter((id) => !seen.has(id));
      return [...partitionsOf(accounts, rootId), ...unseenPartition(unseen, rootId)];
    },
    async listings({ accounts, access }) {
      const subscriptions = accounts.map(({ id }) => id);
      if (access.unseen !== undefined) {
        const what = `Resource Graph does not show the subscription ${subscriptions.join(', ')}.`;
        throw new ProviderError('access_denied', what, place, READER);
      }
      return graphTableNames.map(
        (table): Listing => ({
          id: table,
          place,
          kinds: kindsOf(table),
          containers: table === 'resourcecontainers',
          // Resource Graph leaves out, without a word, the subscriptions that the identity may no longer read.
          accounts: subscriptions,
          pages: () => resources(graph, table, subscriptions),
          // It leaves out types that the role may not read as well.
          mayRead: (lacking) => assertPermitted(wantedFor(lacking), granted),
        }),
      );
    },
    probe: (leaveOut = []) =>
      probeAzure({
        identity,
        subscriptions: () => subscriptionsOf(graph, root, place),
        granted,
        leaveOut,
      }),
    close: async () => identity.close(),
  };
};
