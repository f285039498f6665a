/** Which accounts there are. */
import { ListTagsForResourceCommand, OrganizationsClient, paginateListAccounts } from '@aws-sdk/client-organizations';
import { ProviderError } from '../errors.ts';
import type { AwsRoot } from '../roots.ts';
import type { Account, ClosedAccount, Tags } from '../types.ts';
import type { AwsEdge, Caller } from './caller.ts';
import { translateAws } from './errors.ts';
import { bounded, listed, pages, tagsOf } from './read.ts';

/** Accounts whose tags are asked at once; Organizations allows few calls a second. */
const TAGS_AT_ONCE = 4;

/**
 * States in which nobody can enter an account; in any other, PENDING_CLOSURE among them, it is read as long as it can be.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html
 */
const closedStates: Readonly<Record<string, string>> = {
  SUSPENDED: 'the account is suspended',
  CLOSED: 'the account is closed',
  PENDING_ACTIVATION: 'the account is not activated yet',
};

type Closed = (account: ClosedAccount) => void;
type Wanted = (accountId: string) => boolean;

const organizationAccounts = async (
  { clients, own }: AwsEdge,
  { homeRegion }: Caller,
  closed: Closed,
  wanted: Wanted,
): Promise<Account[]> => {
  const client = clients.client(OrganizationsClient, homeRegion, own, 'own');
  const found: { id: string; name: string | undefined }[] = [];
  for await (const page of pages(paginateListAccounts({ client }, {}), ({ Accounts }) => Accounts)) {
    for (const { Id, Name, State, Status } of page) {
      if (Id === undefined) continue;
      const reason = closedStates[State ?? Status ?? 'ACTIVE'];
      if (reason === undefined) {
        if (wanted(Id)) found.push({ id: Id, name: Name });
      } else closed({ id: Id, name: Name, reason });
    }
  }
  // Tags name owners: where they cannot be read the plan fails, rather than take the owners away.
  const tags = new Map<string, Tags>();
  await bounded(found, TAGS_AT_ONCE, async ({ id }) => {
    let token: string | undefined;
    const all: { Key?: string | undefined; Value?: string | undefined }[] = [];
    do {
      const answer = await client.send(
        new ListTagsForResourceCommand({ ResourceId: id, ...(token !== undefined && { NextToken: token }) }),
      );
      all.push(...listed(answer.Tags));
      token = answer.NextToken;
    } while (token !== undefined);
    tags.set(id, tagsOf(all));
  });
  return found.map(({ id, name }) => ({ id, name, tags: tags.get(id) ?? {} }));
};

/**
 * The accounts that a root names; `closed` is told those of an organisation that nobody can enter. Of an organisation's
 * accounts only those that are wanted: the tags of each take a call.
 */
export const accountsOf = async (
  edge: AwsEdge,
  root: AwsRoot,
  caller: Caller,
  closed: Closed = () => undefined,
  wanted: Wanted = () => true,
): Promise<Account[]> => {
  if (root.accounts === undefined) return [{ id: caller.accountId, tags: {} }];
  if (root.accounts !== 'organization') return root.accounts.map((id) => ({ id, tags: {} }));
  try {
    return await organizationAccounts(edge, caller, closed, wanted);
  } catch (error) {
    const failure = translateAws(error, { provider: 'aws', accountId: caller.accountId, region: caller.homeRegion });
    if (failure.code !== 'access_denied') throw failure;
    throw new ProviderError(
      'access_denied',
      failure.message,
      failure.place,
      'Reading an organisation needs organizations:ListAccounts and organizations:ListTagsForResource in the management or a delegated account; or name the accounts in the config.',
      error,
    );
  }
};
