/** Azure: two queries over a batch of subscriptions, their rows routed to kinds by type. */
import { createHash } from 'node:crypto';
import type { ArmResource } from '../../providers/azure/arm.ts';
import { translateAzure } from '../../providers/azure/errors.ts';
import { type Graph, openGraph, tableQuery } from '../../providers/azure/graph.ts';
import type { AzureConnection } from '../../providers/connection.ts';
import { errorText } from '../../providers/errors.ts';
import type { AzureRoot } from '../../providers/roots.ts';
import type { Account, Meter, Partition, Place } from '../../providers/types.ts';
import catchAll from '../azure/azure_resource.ts';
import { azureKinds } from '../azure/index.ts';
import type { Listing, Probe, Source } from '../listing.ts';
import { lower, normalise } from '../normalise.ts';
import type { AzureKind, Identity, Resource } from '../types.ts';

/** Subscriptions of one partition, about: small enough for a function's time, large enough to be few. */
const SUBSCRIPTIONS_A_PARTITION = 200;

const byType = new Map((azureKinds as readonly AzureKind[]).map((kind) => [kind.type.toLowerCase(), kind]));
const containerKinds = (azureKinds as readonly AzureKind[])
  .filter(({ table }) => table === 'resourcecontainers')
  .map(({ id }) => id);

const place: Place = { provider: 'azure' };

/** Names and places of a row; ids and types compare in lower case, whatever ARM spelled. */
const identityOf = (row: ArmResource, type: string): Identity => {
  const id = row.id.toLowerCase();
  const [, subscription, , group] = /^\/subscriptions\/([^/]+)(\/resourcegroups\/([^/]+))?/.exec(id) ?? [];
  const properties = (row.properties ?? {}) as Record<string, unknown>;
  const created =
    properties.timeCreated ?? properties.creationTime ?? properties.creationDate ?? properties.createdTime;
  return {
    id,
    type,
    // Metrics are named by an object.
    name: typeof row.name === 'string' ? row.name : id.slice(id.lastIndexOf('/') + 1),
    region: lower(row.location)?.replace(/\s+/g, ''),
    accountId: subscription ?? lower(row.subscriptionId) ?? 'tenant',
    tags: row.tags ?? {},
    group:
      subscription !== undefined && group !== undefined
        ? `/subscriptions/${subscription}/resourcegroups/${group}`
        : undefined,
    createdAt: typeof created === 'string' ? created : undefined,
  };
};

/** A row as a resource of the kind its type has, or of the kind for everything else. */
export const azureResource = (row: ArmResource): Resource => {
  const type = lower(row.type) ?? 'unknown';
  const kind = byType.get(type) ?? catchAll;
  const whole = row.properties && typeof row.properties === 'object' ? row : { ...row, properties: {} };
  return normalise(kind, whole, undefined, identityOf(whole, type), place);
};

async function* resources(graph: Graph, query: string, subscriptions: readonly string[]): AsyncGenerator<Resource[]> {
  try {
    for await (const rows of graph.pages(query, { subscriptions }, place)) yield rows.map(azureResource);
  } catch (error) {
    throw translateAzure(error, place);
  }
}

/**
 * Partitions by the hash of the subscription's id, in as many buckets as there must be. Their number is a power
 * of two, so that a growing tenant moves subscriptions seldom, and half of them when it does.
 */
const partitionsOf = (accounts: readonly Account[], root: string): Partition[] => {
  const buckets = 2 ** Math.max(0, Math.ceil(Math.log2(accounts.length / SUBSCRIPTIONS_A_PARTITION)));
  const parts = new Map<number, Account[]>();
  for (const account of accounts) {
    const bucket = createHash('sha256').update(account.id).digest().readUInt32BE(0) % buckets;
    parts.set(bucket, [...(parts.get(bucket) ?? []), account]);
  }
  return [...parts].map(([bucket, part]) => ({
    id: `${root}:${bucket}of${buckets}`,
    provider: 'azure',
    root,
    accounts: part,
    regions: [],
    access: {},
  }));
};

export const openAzure = async (
  root: AzureRoot,
  rootId: string,
  connection: AzureConnection | undefined,
  meter: Meter,
): Promise<Source> => {
  const graph = await openGraph(connection, meter);
  const accountsOf = async (): Promise<Account[]> => {
    const accounts: Account[] = [];
    const query = tableQuery('resourcecontainers', "type =~ 'microsoft.resources/subscriptions'");
    for await (const rows of graph.pages(query, root, place)) {
      for (const row of rows) accounts.push({ id: azureResource(row).accountId, name: row.name, tags: row.tags ?? {} });
    }
    return accounts;
  };
  return {
    async plan() {
      const accounts = await accountsOf();
      if (accounts.length === 0) {
        throw translateAzure(
          Object.assign(new Error('The credential sees no subscription.'), { statusCode: 403 }),
          place,
        );
      }
      return partitionsOf(accounts, rootId);
    },
    async listings({ accounts }) {
      const subscriptions = accounts.map(({ id }) => id);
      const listing = (
        table: 'resources' | 'resourcecontainers',
        where?: string,
      ): Pick<Listing, 'id' | 'place' | 'pages'> => ({
        id: table,
        place,
        pages: () => resources(graph, tableQuery(table, where), subscriptions),
      });
      return [
        {
          ...listing(
            'resourcecontainers',
            "type in~ ('microsoft.resources/subscriptions', 'microsoft.resources/subscriptions/resourcegroups')",
          ),
          kinds: containerKinds,
          containers: true,
        },
        { ...listing('resources'), kinds: '*', containers: false },
      ];
    },
    async *probe(): AsyncGenerator<Probe> {
      const what = 'read subscriptions through Azure Resource Graph';
      try {
        const accounts = await accountsOf();
        const ok = accounts.length > 0;
        yield {
          what,
          ok,
          detail: `${accounts.length} subscriptions: ${accounts
            .slice(0, 5)
            .map(({ name, id }) => name ?? id)
            .join(', ')}`,
          advice: ok ? null : 'Grant the identity the Reader role on the subscriptions.',
        };
      } catch (error) {
        const failure = translateAzure(error, place);
        yield { what, ok: false, detail: errorText(failure), advice: failure.advice };
      }
    },
    close: async () => undefined,
  };
};
