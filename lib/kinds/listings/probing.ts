/** What `cadastre doctor` tries of a root, and how a failure is told. */
import { type ProviderError, problemText } from '../../providers/errors.ts';
import type { SignInStep } from '../../providers/federation.ts';
import type { Probe } from '../listing.ts';

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
