/** What `cadastre doctor` tries of Azure: signing in, reading subscriptions, and whether each kind's type may be read. */
import type { AzureIdentity } from '../../providers/azure/credential.ts';
import { translateAzure } from '../../providers/azure/errors.ts';
import { type Granted, missingOf } from '../../providers/azure/permissions.ts';
import { ProviderError } from '../../providers/errors.ts';
import type { Account, Place } from '../../providers/types.ts';
import type { Probe } from '../listing.ts';
import { azureActions, kindPermissions } from '../permissions.ts';
import { tried, trySignIn } from './probing.ts';

export interface ProbedAzure {
  readonly identity: AzureIdentity;
  /** Subscriptions; throws where there is none. */
  readonly accounts: () => Promise<readonly Account[]>;
  readonly granted: (subscription: string) => Promise<readonly Granted[]>;
  readonly leaveOut: readonly string[];
}

const place: Place = { provider: 'azure' };
const translate = (error: unknown) => translateAzure(error, place);

/** Subscriptions asked at once. */
const AT_ONCE = 8;
/** Subscriptions that are named in a message. */
const NAMED = 5;

const listed = (accounts: readonly Account[]): string => {
  const names = accounts.slice(0, NAMED).map(({ name, id }) => name ?? id);
  return accounts.length > NAMED ? `${names.join(', ')} and ${accounts.length - NAMED} more` : names.join(', ');
};

/** Which of the permissions are missing, and where. */
const readingIn = async (
  accounts: readonly Account[],
  wanted: readonly string[],
  granted: ProbedAzure['granted'],
): Promise<string> => {
  const lacking = new Map<string, Account[]>();
  for (let from = 0; from < accounts.length; from += AT_ONCE)
    await Promise.all(
      accounts.slice(from, from + AT_ONCE).map(async (account) => {
        const missing = missingOf(wanted, await granted(account.id)).join(', ');
        if (missing !== '') lacking.set(missing, [...(lacking.get(missing) ?? []), account]);
      }),
    );
  if (lacking.size === 0) return `all ${wanted.length} permissions`;
  const text = [...lacking].map(([missing, where]) => `${missing} in ${listed(where)}`).join('; ');
  throw new ProviderError(
    'access_denied',
    `Resource Graph leaves out, without a word, what may not be read: ${text}.`,
    place,
    `Missing: ${[...new Set([...lacking.keys()].flatMap((missing) => missing.split(', ')))].join(', ')}. \`cadastre onboard azure\` prints the role with all of it.`,
  );
};

export async function* probeAzure({ identity, accounts, granted, leaveOut }: ProbedAzure): AsyncGenerator<Probe> {
  for await (const probe of trySignIn(identity.steps, translate)) {
    yield probe;
    if (!probe.ok) return;
  }
  let all: readonly Account[] = [];
  yield await tried(
    'read subscriptions through Azure Resource Graph',
    async () => {
      all = await accounts();
      return `${all.length} subscriptions: ${listed(all)}`;
    },
    translate,
  );
  if (all.length === 0) return;
  const wanted = [...new Set([...kindPermissions('azure', leaveOut), ...azureActions(leaveOut)])].sort();
  yield await tried('read each kind in each subscription', () => readingIn(all, wanted, granted), translate);
}
