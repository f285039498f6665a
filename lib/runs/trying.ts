/** Tries what the config names, for `cadastre doctor`: credentials, roots and permissions. */
import type { Probe, Source } from '../kinds/listing.ts';
import { errorText, ProviderError } from '../providers/errors.ts';

/** A configured root that can be tried. */
export interface RootToTry {
  readonly id: string;
  open(): Promise<Source>;
}

/** What was tried of a root. */
export interface Tried extends Probe {
  readonly root: string;
}

/** A root that does not even open is one failed probe: the others are still tried. */
export async function* tryRoot({ id, open }: RootToTry, leaveOut: readonly string[]): AsyncGenerator<Tried> {
  let source: Source;
  try {
    source = await open();
  } catch (error) {
    const detail =
      error instanceof ProviderError ? errorText(error) : String(error instanceof Error ? error.message : error);
    yield { root: id, what: 'open the root', ok: false, detail, advice: null };
    return;
  }
  try {
    for await (const { what, ok, detail, advice } of source.probe(leaveOut))
      yield { root: id, what, ok, detail, advice };
  } finally {
    await source.close();
  }
}
