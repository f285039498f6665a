/** Azure Resource Graph, read to the end or not believed. */
import { ResourceGraphClient, type ResourceGraphClientOptionalParams } from '@azure/arm-resourcegraph';
import type { AzureConnection } from '../connection.ts';
import { ProviderError } from '../errors.ts';
import type { Meter, Place } from '../types.ts';
import type { ArmResource } from './arm.ts';
import { type AzureIdentity, scopeOf } from './credential.ts';
import { translateAzure } from './errors.ts';
import { quotaPolicy } from './quota.ts';
import { type GraphTable, graphTables } from './tables.ts';

type TokenCredential = ConstructorParameters<typeof ResourceGraphClient>[0];

/** Largest page Resource Graph gives. */
const PAGE = 1_000;

/** What a query covers; nothing named is the whole tenant. */
export interface GraphScope {
  readonly subscriptions?: readonly string[] | undefined;
  readonly managementGroups?: readonly string[] | undefined;
}

export interface Graph {
  /** Every row of a query, page by page, each row once; a `ProviderError` where the answer is not whole. */
  pages(query: string, scope: GraphScope, place: Place): AsyncGenerator<ArmResource[]>;
}

const columns =
  'id, name, type, location, resourceGroup, subscriptionId, kind, managedBy, sku, zones, tags, properties';

/** How long an answer may take, in milliseconds: a page comes in a few seconds, or something between keeps it. */
const ANSWER_MS = 30_000;

/** For each attempt anew, when its turn has come. */
const answerInTime: Parameters<ResourceGraphClient['pipeline']['addPolicy']>[0] = {
  name: 'cadastreAnswerInTime',
  sendRequest: (request, next) => {
    request.abortSignal = AbortSignal.timeout(ANSWER_MS);
    return next(request);
  },
};

/**
 * A query with the columns that kinds read, in an order that makes paging repeatable. Without `types` it asks for those
 * that are wanted of the table.
 */
export const tableQuery = (table: GraphTable, types = graphTables[table].types): string => {
  const where = types === undefined ? '' : ` | where type in~ (${types.map((type) => `'${type}'`).join(', ')})`;
  return `${table}${where} | project ${columns} | order by id asc`;
};

/** Opens Resource Graph for one identity: tries again what may pass, and counts every attempt. */
export const openGraph = (
  connection: AzureConnection | undefined,
  meter: Meter,
  { credential }: AzureIdentity,
): Graph => {
  const endpoint = connection?.endpoint;
  const client = new ResourceGraphClient(
    credential as TokenCredential,
    {
      ...(endpoint !== undefined && { endpoint, credentials: { scopes: [scopeOf(connection)] } }),
      ...(connection?.ca !== undefined && { tlsOptions: { ca: connection.ca } }),
      retryOptions: { maxRetries: 4, retryDelayInMs: 500, maxRetryDelayInMs: 10_000 },
    } as ResourceGraphClientOptionalParams,
  );
  // Inside the client's own retry, so that every attempt is counted and a 429 is waited out by its headers.
  client.pipeline.addPolicy(quotaPolicy(meter), { afterPhase: 'Retry' });
  client.pipeline.addPolicy(answerInTime, { afterPhase: 'Retry' });

  const ask = async (query: string, scope: GraphScope, skipToken: string | undefined, place: Place) => {
    try {
      const answer = await client.resources({
        query,
        ...(scope.subscriptions && { subscriptions: [...scope.subscriptions] }),
        ...(scope.managementGroups && { managementGroups: [...scope.managementGroups] }),
        options: { resultFormat: 'objectArray', top: PAGE, ...(skipToken !== undefined && { skipToken }) },
      });
      if (Array.isArray(answer?.data)) return answer;
    } catch (error) {
      throw translateAzure(error, place);
    }
    throw new ProviderError(
      'unexpected',
      'Resource Graph answered without rows.',
      place,
      'A proxy may stand between: check the endpoint.',
    );
  };

  return {
    async *pages(query, scope, place) {
      const seen = new Set<string>();
      const tokens = new Set<string>();
      let skipToken: string | undefined;
      let total = 0; // the largest that any page told
      do {
        const answer = await ask(query, scope, skipToken, place);
        const rows = (answer.data as ArmResource[]).filter((row) => {
          // As it is spelled: a row in another casing counts as one of totalRecords.
          if (typeof row?.id !== 'string' || seen.has(row.id)) return false;
          seen.add(row.id);
          return true;
        });
        if (rows.length > 0) yield rows;
        total = Math.max(total, answer.totalRecords);
        skipToken = answer.skipToken || undefined;
        const incomplete = (what: string) =>
          new ProviderError('unexpected', what, place, 'Nothing of it is taken for gone; the next run lists it anew.');
        if (skipToken === undefined && String(answer.resultTruncated) === 'true') {
          throw incomplete(`Resource Graph cut the answer off after ${seen.size} rows and gave no token for the rest.`);
        }
        if (skipToken !== undefined && tokens.has(skipToken))
          throw incomplete('Resource Graph gave a page token a second time.');
        if (skipToken !== undefined) tokens.add(skipToken);
      } while (skipToken !== undefined);
      if (seen.size < total) {
        throw new ProviderError(
          'unexpected',
          `Resource Graph gave ${seen.size} of ${total} rows.`,
          place,
          'Nothing of it is taken for gone; the next run lists it anew.',
        );
      }
    },
  };
};
