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
import type { GapReport, GoneReport, Listing, Source } from '../listing.ts';
import type { AwsKind } from '../types.ts';
import { openClosed } from './aws-closed.ts';
import { awsPages, describedBy, ownPages, unasked } from './aws-pages.ts';
import { probeAws } from './aws-probe.ts';

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
    const placeOf = (kind: AwsKind, region: string): Place => ({ provider: 'aws', accountId, region, kind: kind.id });
    const closed = openClosed({
      kinds: awsKinds,
      regions: regions.filter((region) => on.has(region)),
      pages: (kind, region) =>
        awsPages(
          kind,
          contextFor(region, () => undefined),
          placeOf(kind, region),
        ),
    });
    return (awsKinds as readonly AwsKind[]).flatMap((kind) =>
      (kind.scope === 'global' ? ['global'] : regions).map((region): Listing => {
        const place = placeOf(kind, region);
        const at = region === 'global' ? who.homeRegion : region;
        const pages = (gap: GapReport, gone?: GoneReport) => {
          const context = contextFor(at, (error, resource) => gap(translateAws(error, { ...place, resource })));
          return closed.guard(place, ownPages(awsPages(kind, context, place, gone), accountId));
        };
        return {
          id: `${kind.id}@${region}`,
          place,
          kinds: [kind.id],
          containers: false,
          ...(kind.type === '*' && { leaves: describedBy }),
          presence: kind.presence,
          // A region that is off is complete and empty, without a question.
          pages: on.has(region) ? pages : () => unasked(region, who.partition, place),
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
