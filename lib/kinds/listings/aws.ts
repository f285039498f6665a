/** AWS: a listing is a kind in a region, or a global kind once. */
import { accountsOf } from '../../providers/aws/accounts.ts';
import { type AwsEdge, assertAccount, type Caller, callerOf } from '../../providers/aws/caller.ts';
import { type Credentials, openClients } from '../../providers/aws/clients.ts';
import type { AwsContext } from '../../providers/aws/context.ts';
import { translateAws } from '../../providers/aws/errors.ts';
import { chosenOf, regionsOf } from '../../providers/aws/regions.ts';
import type { AwsConnection } from '../../providers/connection.ts';
import type { AwsRoot } from '../../providers/roots.ts';
import type { Account, Meter, Partition, Place } from '../../providers/types.ts';
import { awsKinds } from '../aws/index.ts';
import { arnBegins } from '../aws/shared/arns.ts';
import { memberOf } from '../aws/shared/membership.ts';
import type { GoneReport, Listing, Source } from '../listing.ts';
import { normalise } from '../normalise.ts';
import type { AwsKind, Resource } from '../types.ts';
import { probeAws } from './aws-probe.ts';

const described = (awsKinds as readonly AwsKind[]).filter(({ arns }) => arns.length > 0);
/** The kind to which the catch-all leaves a resource, by its ARN. */
const describedBy = (id: string): string | undefined => described.find(({ arns }) => arnBegins(id, arns))?.id;

/** Pages of a kind, from whichever clients the context has: the real ones, or a recording's. */
export async function* awsPages(
  kind: AwsKind,
  context: AwsContext,
  place: Place,
  gone?: GoneReport,
): AsyncGenerator<Resource[]> {
  // A service that is off is complete and empty; any other refusal is not.
  try {
    for await (const page of kind.list(context)) {
      const there = page.filter((raw) => {
        const over = kind.gone?.(raw) === true;
        if (over) gone?.(kind.identity(raw, context).id);
        return !over;
      });
      const resources = there.map((raw): Resource => {
        const identity = kind.identity(raw, context);
        const group = memberOf(identity.tags, context);
        const member = { ...identity, group: group === identity.id ? undefined : group };
        const resource = normalise(kind, raw, context, member, place);
        const unread = kind.unread?.(raw) ?? [];
        return unread.length > 0 ? { ...resource, unread } : resource;
      });
      yield kind.type === '*' ? resources.filter(({ id }) => id !== '' && describedBy(id) === undefined) : resources;
    }
  } catch (error) {
    const failure = translateAws(error, place);
    if (failure.code !== 'not_enabled') throw failure;
  }
}

/** What the account owns: what another shares with it is that account's to register, retire and check. */
async function* ownPages(pages: AsyncIterable<readonly Resource[]>, accountId: string): AsyncGenerator<Resource[]> {
  for await (const page of pages) yield page.filter((resource) => resource.accountId === accountId);
}

async function* nothing(): AsyncGenerator<Resource[]> {}

/** What is asked once for an account and region, whichever kinds need it. */
const onceFor = () => {
  const answers = new Map<string, Promise<unknown>>();
  return <Answer>(key: string, ask: () => Promise<Answer>): Promise<Answer> => {
    const known = answers.get(key) as Promise<Answer> | undefined;
    if (known !== undefined) return known;
    const answer = ask();
    answers.set(key, answer);
    return answer;
  };
};

/**
 * Opens an AWS root: its accounts, one partition each, and their listings by region. Nothing is asked before it is
 * planned.
 */
export const openAws = async (
  root: AwsRoot,
  rootId: string,
  connection: AwsConnection | undefined,
  meter: Meter,
): Promise<Source> => {
  const clients = openClients(connection, meter);
  const edge: AwsEdge = { clients, own: connection?.credentials };
  let asked: Promise<Caller> | undefined;
  const caller = () => (asked ??= callerOf(edge, root));

  const credentialsFor = (accountId: string, { accountId: own, partition, homeRegion }: Caller): Credentials =>
    root.role === undefined || accountId === own
      ? edge.own
      : clients.assume(`arn:${partition}:iam::${accountId}:role/${root.role}`, root.externalId, homeRegion);

  const listingsOf = async ({ accounts, regions: configured }: Partition): Promise<Listing[]> => {
    const who = await caller();
    const accountId = accounts[0]!.id;
    const credentials = credentialsFor(accountId, who);
    await assertAccount(edge, credentials, accountId, who);
    const enabled = await regionsOf(edge, credentials, accountId, who, configured);
    const regions = chosenOf(enabled, configured);
    const on = new Set(['global', ...enabled]);
    const once = new Map(regions.map((region) => [region, onceFor()]));
    const contextFor = (region: string, gap: AwsContext['gap']): AwsContext => ({
      accountId,
      region,
      partition: who.partition,
      client: (service, at = region) => clients.client(service, at, credentials, accountId),
      arn: (service, resource, of) =>
        `arn:${who.partition}:${service}:${of?.region ?? region}:${of?.accountId ?? accountId}:${resource}`,
      once: once.get(region) ?? onceFor(),
      gap,
    });
    return (awsKinds as readonly AwsKind[]).flatMap((kind) =>
      (kind.scope === 'global' ? ['global'] : regions).map((region): Listing => {
        const place: Place = { provider: 'aws', accountId, region, kind: kind.id };
        const at = region === 'global' ? who.homeRegion : region;
        return {
          id: `${kind.id}@${region}`,
          place,
          kinds: [kind.id],
          containers: false,
          ...(kind.type === '*' && { leaves: describedBy }),
          presence: kind.presence,
          // A region that is off is complete and empty, without a question.
          pages: (gap, gone) => {
            if (!on.has(region)) return nothing();
            const context = contextFor(at, (error, resource) => gap(translateAws(error, { ...place, resource })));
            return ownPages(awsPages(kind, context, place, gone), accountId);
          },
        };
      }),
    );
  };

  const partitionOf = (account: Account): Partition => ({
    id: `aws:${account.id}`,
    provider: 'aws',
    root: rootId,
    accounts: [account],
    regions: root.accountRegions?.[account.id] ?? root.regions ?? [],
    access: {},
  });

  return {
    async plan(closed, wanted) {
      const who = await caller();
      const accounts = await accountsOf(edge, root, who, closed, wanted);
      return accounts.map(partitionOf);
    },
    listings: listingsOf,
    probe: (leaveOut = []) =>
      probeAws({
        root,
        caller,
        accounts: async (closed) => accountsOf(edge, root, await caller(), closed),
        listings: async (account) =>
          (await listingsOf(partitionOf(account))).filter(({ place }) => !leaveOut.includes(place.kind ?? '')),
      }),
    close: async () => clients.close(),
  };
};
