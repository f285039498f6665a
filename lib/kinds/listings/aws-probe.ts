/** What `cadastre doctor` tries of AWS: who it is, which accounts there are, and each kind's listing in each of them. */

import { actionOf } from '../../providers/aws/actions.ts';
import type { Caller } from '../../providers/aws/caller.ts';
import { callOf } from '../../providers/aws/clients.ts';
import { policyAbove, translateAws } from '../../providers/aws/errors.ts';
import { ProviderError } from '../../providers/errors.ts';
import type { AwsRoot } from '../../providers/roots.ts';
import type { Account, ClosedAccount, Place } from '../../providers/types.ts';
import { awsKinds } from '../aws/index.ts';
import type { Listing, Probe } from '../listing.ts';
import type { AwsKind } from '../types.ts';
import { notRead, tried } from './probing.ts';

export interface Probed {
  readonly root: AwsRoot;
  readonly caller: () => Promise<Caller>;
  readonly accounts: (closed: (account: ClosedAccount) => void) => Promise<readonly Account[]>;
  readonly listings: (account: Account) => Promise<readonly Listing[]>;
}

const permissionsOf = new Map((awsKinds as readonly AwsKind[]).map(({ id, permissions }) => [id, permissions]));

/** The IAM action that was refused, by the call that it was refused to. */
const refused = (failure: ProviderError): string | undefined => {
  const call = failure.code === 'access_denied' || failure.code === 'closed' ? callOf(failure.cause) : undefined;
  return call === undefined ? undefined : actionOf(call);
};

/** The failure of a listing with the permissions of its kind that are missing, and how they are granted. */
const named = (failures: readonly ProviderError[], kind: string | undefined, whose: string, main: boolean) => {
  const [first] = failures as readonly [ProviderError];
  const missing = [...new Set(failures.flatMap((failure) => refused(failure) ?? []))].sort();
  if (missing.length === 0) return first;
  const untried = main ? (permissionsOf.get(kind ?? '') ?? []).filter((one) => !missing.includes(one)) : [];
  const policy = policyAbove(first.cause instanceof Error ? first.cause.message : first.message);
  const advice =
    policy === undefined
      ? `Missing in ${whose}: ${missing.join(', ')}${untried.length > 0 ? ` (and, not tried because of it: ${untried.join(', ')})` : ''}. \`cadastre onboard aws\` prints the role with all of it.`
      : `A ${policy} denies ${missing.join(', ')}, whatever ${whose} allows: have it changed, or leave ${kind ?? 'the account'} out in the config.`;
  return new ProviderError(first.code, first.message, first.place, advice, first.cause);
};

/** Lists the first page, and tells every gap beside it. */
const firstPage = async (listing: Listing, whose: string): Promise<string> => {
  const gaps: ProviderError[] = [];
  const translate = (error: unknown) => translateAws(error, listing.place);
  let found = 'none';
  try {
    for await (const page of listing.pages((gap) => gaps.push(translate(gap)))) {
      found = `${page.length} on the first page`;
      break;
    }
  } catch (error) {
    throw named([translate(error), ...gaps], listing.place.kind, whose, true);
  }
  if (gaps.length > 0) throw named(gaps, listing.place.kind, whose, false);
  return found;
};

/** Why an account cannot be entered, where it is the role that is in the way. */
const entering = (failure: ProviderError, account: string, role: string | undefined, whose: string): ProviderError => {
  if (refused(failure) !== undefined) return named([failure], undefined, whose, false);
  if (failure.code !== 'access_denied' || role === undefined) return failure;
  const advice = `The role ${role} of account ${account} is not there, or does not let the collector in: its trust policy needs the collector’s role and the external id of the config. \`cadastre onboard aws\` prints it.`;
  return new ProviderError(failure.code, failure.message, failure.place, advice, failure.cause);
};

export async function* probeAws({ root, caller, accounts, listings }: Probed): AsyncGenerator<Probe> {
  const translate = (at: Place) => (error: unknown) => translateAws(error, at);
  const place: Place = { provider: 'aws' };
  const signedIn = await tried(
    'find AWS credentials',
    async () => `account ${(await caller()).accountId}`,
    translate(place),
  );
  yield signedIn;
  if (!signedIn.ok) return;
  const { accountId: own, homeRegion } = await caller();
  let all: readonly Account[] = [];
  yield await tried(
    'list accounts',
    async () => {
      const closed: ClosedAccount[] = [];
      all = await accounts((one) => closed.push(one));
      return `${all.length} accounts${notRead(closed)}`;
    },
    translate(place),
  );
  for (const account of all) {
    const at: Place = { provider: 'aws', accountId: account.id };
    const role = account.id === own ? undefined : root.role;
    const whose = role === undefined ? 'the collector’s own role' : `the role ${role}`;
    let found: readonly Listing[] = [];
    yield await tried(
      `enter account ${account.id} and list its regions`,
      async () => {
        found = await listings(account);
        return [...new Set(found.map((listing) => listing.place.region))].join(', ');
      },
      (error) => entering(translateAws(error, at), account.id, role, whose),
    );
    yield* probeListings(found, homeRegion, whose);
  }
}

/** What the organisation closes of it, where it does. */
type Tried = Probe & { readonly closed: 'region' | 'listing' | undefined };

/** What is closed by the organisation is no failure: nobody can list it, and no permission is missing. */
const tryListing = async (listing: Listing, whose: string): Promise<Tried> => {
  let closed: Tried['closed'];
  const probe = await tried(
    `list ${listing.id} in account ${listing.place.accountId}`,
    async () => {
      try {
        return await firstPage(listing, whose);
      } catch (error) {
        const failure = translateAws(error, listing.place);
        if (failure.code !== 'closed') throw failure;
        closed = failure.place.kind === undefined ? 'region' : 'listing';
        return failure.message;
      }
    },
    (error) => translateAws(error, listing.place),
  );
  return { ...probe, closed };
};

/**
 * The listings of one region and the global ones. One region tells whether the permissions are there, since roles do not
 * differ by region.
 * It is the home region, or another one where the organisation closes that.
 */
async function* probeListings(all: readonly Listing[], homeRegion: string, whose: string): AsyncGenerator<Probe> {
  const of = (region: string | undefined) => all.filter(({ place }) => place.region === region);
  const regions = [...new Set(all.map(({ place }) => place.region))].filter((region) => region !== 'global');
  const first = regions.includes(homeRegion) ? [homeRegion] : [];
  const told = ({ closed: _, ...probe }: Tried): Probe => probe;
  for (const region of new Set([...first, ...regions])) {
    let open = true;
    for (const listing of of(region)) {
      const probe = await tryListing(listing, whose);
      yield told(probe);
      open = probe.closed !== 'region';
      if (!open) break;
    }
    if (open) break;
  }
  for (const listing of of('global')) yield told(await tryListing(listing, whose));
}
