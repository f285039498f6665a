/** The subscriptions that a root reaches: those that are read, and those that are disabled or deleted. */
import { READER } from '../../providers/azure/errors.ts';
import { type Graph, tableQuery } from '../../providers/azure/graph.ts';
import { ProviderError } from '../../providers/errors.ts';
import type { AzureRoot } from '../../providers/roots.ts';
import type { Account, ClosedAccount, Place } from '../../providers/types.ts';
import { lower } from '../normalise.ts';

export interface Subscriptions {
  readonly accounts: readonly Account[];
  readonly closed: readonly ClosedAccount[];
}

/**
 * States in which nothing runs and nothing can be changed; in any other, `Warned` and `PastDue` among them, a subscription
 * is read. https://learn.microsoft.com/azure/cost-management-billing/manage/subscription-states
 */
const closedStates: Readonly<Record<string, string>> = {
  disabled: 'the subscription is disabled',
  deleted: 'the subscription is deleted',
  expired: 'the subscription has expired',
};

/** Asks for all subscriptions of a root. Throws a `ProviderError` where there is none. */
export const subscriptionsOf = async (graph: Graph, root: AzureRoot, place: Place): Promise<Subscriptions> => {
  const accounts = new Map<string, Account>();
  const closed = new Map<string, ClosedAccount>();
  const query = tableQuery('resourcecontainers', ['microsoft.resources/subscriptions']);
  for await (const rows of graph.pages(query, root, place)) {
    for (const row of rows) {
      const id = /^\/subscriptions\/([^/]+)/.exec(row.id.toLowerCase())?.[1] ?? lower(row.subscriptionId);
      if (id === undefined || id === null || accounts.has(id) || closed.has(id)) continue;
      const { state } = (row.properties ?? {}) as { readonly state?: unknown };
      const reason = closedStates[lower(state) ?? ''];
      if (reason === undefined) accounts.set(id, { id, name: row.name, tags: row.tags ?? {} });
      else closed.set(id, { id, name: row.name, reason });
    }
  }
  if (accounts.size + closed.size === 0)
    throw new ProviderError('access_denied', 'The credential sees no subscription.', place, READER);
  return { accounts: [...accounts.values()], closed: [...closed.values()] };
};
