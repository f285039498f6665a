/** What `cadastre doctor` tries of a root, and how a failure is told. */
import { type ProviderError, problemText } from '../../providers/errors.ts';
import type { SignInStep } from '../../providers/federation.ts';
import type { ClosedAccount } from '../../providers/types.ts';
import type { Probe } from '../listing.ts';

/** Accounts of one reason that are told one by one. */
const NAMED = 5;

const nameOf = ({ id, name }: ClosedAccount): string => (name === undefined || name === id ? id : `${name} ${id}`);

/** Accounts that are left out, for a person: by the reason, the first of each by name. */
export const closedTexts = (closed: readonly ClosedAccount[]): readonly string[] => {
  const byReason = new Map<string, ClosedAccount[]>();
  for (const one of closed) {
    const alike = byReason.get(one.reason);
    if (alike) alike.push(one);
    else byReason.set(one.reason, [one]);
  }
  return [...byReason].map(([reason, all]) => {
    const more = all.length > NAMED ? ` and ${all.length - NAMED} more` : '';
    return `${all.slice(0, NAMED).map(nameOf).join(', ')}${more}: ${reason}`;
  });
};

/** The same as the end of a sentence; nothing where there is none. */
export const notRead = (closed: readonly ClosedAccount[]): string =>
  closed.length > 0 ? `; not read: ${closedTexts(closed).join('; ')}` : '';

/** Tries one thing; never throws. `work` says what it found. */
export const tried = async (
  what: string,
  work: () => Promise<string>,
  translate: (error: unknown) => ProviderError,
): Promise<Probe> => {
  try {
    return { what, ok: true, detail: await work(), advice: null };
  } catch (error) {
    const failure = translate(error);
    return { what, ok: false, detail: problemText(failure), advice: failure.advice };
  }
};

/** Tries the steps of signing in, up to the first that fails. */
export async function* trySignIn(
  steps: readonly SignInStep[],
  translate: (error: unknown) => ProviderError,
): AsyncGenerator<Probe> {
  for (const { what, work } of steps) {
    const probe = await tried(what, work, translate);
    yield probe;
    if (!probe.ok) return;
  }
}
