/** Whether an identity may read what Resource Graph would leave out without a word. */
import { readPermission } from '../../providers/azure/needs.ts';
import { type Granted, missingOf } from '../../providers/azure/permissions.ts';
import { armTypeOf } from '../../providers/azure/read.ts';
import { ProviderError } from '../../providers/errors.ts';
import type { Place } from '../../providers/types.ts';

const place: Place = { provider: 'azure' };

/** The roles of the identity in a subscription; throws a `ProviderError` where they are not told. */
export type GrantedIn = (subscription: string) => Promise<readonly Granted[]>;

/** Subscriptions asked at once. */
const AT_ONCE = 8;
/** Subscriptions that are named in a message. */
const NAMED = 5;

/** The first of some names, and how many there are beside them. */
export const someOf = (names: readonly string[]): string =>
  names.length > NAMED ? `${names.slice(0, NAMED).join(', ')} and ${names.length - NAMED} more` : names.join(', ');

export interface Wanted {
  readonly subscription: string;
  /** How a person knows it. */
  readonly name: string;
  readonly actions: readonly string[];
}

/** Throws a `ProviderError` that says which of the actions are missing, and where. */
export const assertPermitted = async (all: readonly Wanted[], granted: GrantedIn): Promise<void> => {
  const lacking = new Map<string, string[]>();
  for (let from = 0; from < all.length; from += AT_ONCE)
    await Promise.all(
      all.slice(from, from + AT_ONCE).map(async ({ subscription, name, actions }) => {
        const missing = missingOf(actions, await granted(subscription)).join(', ');
        if (missing !== '') lacking.set(missing, [...(lacking.get(missing) ?? []), name]);
      }),
    );
  if (lacking.size === 0) return;
  const text = [...lacking].map(([missing, where]) => `${missing} in ${someOf(where)}`).join('; ');
  const actions = [...new Set([...lacking.keys()].flatMap((missing) => missing.split(', ')))];
  throw new ProviderError(
    'access_denied',
    `Resource Graph leaves out, without a word, what may not be read: ${text}.`,
    place,
    `Missing: ${actions.join(', ')}. \`cadastre onboard azure\` prints the role with all of it.`,
  );
};

/** What the register has of a subscription and Resource Graph no longer shows: the types must still be readable. */
export const wantedFor = (
  lacking: readonly { readonly id: string; readonly accountId: string }[],
): readonly Wanted[] => {
  const types = new Map<string, Set<string>>();
  for (const { id, accountId } of lacking) {
    const type = armTypeOf(id);
    if (type === undefined) continue;
    const known = types.get(accountId);
    if (known) known.add(type);
    else types.set(accountId, new Set([type]));
  }
  return [...types].map(([subscription, all]) => ({
    subscription,
    name: subscription,
    actions: [...all].sort().map(readPermission),
  }));
};
