/** What `cadastre doctor` tries of Azure: signing in, reading subscriptions, and whether each kind's type may be read. */
import type { AzureIdentity } from '../../providers/azure/credential.ts';
import { translateAzure } from '../../providers/azure/errors.ts';
import type { Account, Place } from '../../providers/types.ts';
import type { Probe } from '../listing.ts';
import { azureActions, kindPermissions } from '../permissions.ts';
import { assertPermitted, type GrantedIn, someOf } from './azure-permitted.ts';
import type { Subscriptions } from './azure-subscriptions.ts';
import { notRead, tried, trySignIn } from './probing.ts';

export interface ProbedAzure {
  readonly identity: AzureIdentity;
  /** Throws where there is none. */
  readonly subscriptions: () => Promise<Subscriptions>;
  readonly granted: GrantedIn;
  readonly leaveOut: readonly string[];
}

const place: Place = { provider: 'azure' };
const translate = (error: unknown) => translateAzure(error, place);
const nameOf = ({ name, id }: Account): string => name ?? id;

export async function* probeAzure({ identity, subscriptions, granted, leaveOut }: ProbedAzure): AsyncGenerator<Probe> {
  for await (const probe of trySignIn(identity.steps, translate)) {
    yield probe;
    if (!probe.ok) return;
  }
  let all: readonly Account[] = [];
  yield await tried(
    'read subscriptions through Azure Resource Graph',
    async () => {
      const { accounts, closed } = await subscriptions();
      all = accounts;
      return `${all.length} subscriptions: ${someOf(all.map(nameOf))}${notRead(closed)}`;
    },
    translate,
  );
  if (all.length === 0) return;
  const wanted = [...new Set([...kindPermissions('azure', leaveOut), ...azureActions(leaveOut)])].sort();
  const each = all.map((account) => ({ subscription: account.id, name: nameOf(account), actions: wanted }));
  yield await tried(
    'read each kind in each subscription',
    async () => {
      await assertPermitted(each, granted);
      return `all ${wanted.length} permissions`;
    },
    translate,
  );
}
