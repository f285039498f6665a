/** One resource by what a person writes for it. */
import { lastPart } from '../collect/called.ts';
import type { RegisterReader } from '../register/types.ts';
import { nearWords } from './nearest.ts';

/** How many resources of one name are told. */
const ALIKE = 5;

export type Located<Found> =
  | { readonly found: Found }
  /** Several are called so: the first of them, those that are there before those that are gone. */
  | { readonly candidates: readonly string[]; readonly more: boolean }
  /** None is: those that nearly are. */
  | { readonly near: readonly string[] };

/**
 * Reads a resource by its id in any casing; else by the last part of its id, its name or an address, where that names one
 * alone, or one alone of those that are not gone.
 */
export const locate = async <Found>(
  reader: RegisterReader,
  written: string,
  read: (id: string) => Promise<Found | undefined>,
): Promise<Located<Found>> => {
  const exact = await read(written);
  if (exact !== undefined) return { found: exact };
  const all = await reader.called(written);
  const live = all.filter(({ retired }) => !retired);
  const [one, ...others] = live.length > 0 ? live : all;
  const found = one === undefined || others.length > 0 ? undefined : await read(one.id);
  if (found !== undefined) return { found };
  if (one !== undefined) {
    const ids = [...live, ...all.filter(({ retired }) => retired)].map(({ id }) => id);
    return { candidates: ids.slice(0, ALIKE), more: ids.length > ALIKE };
  }
  // Of an id that is written in full, its account or region may be wrong as well as its last part.
  const near = nearWords(lastPart(written));
  for (const { id, names } of await reader.everyName()) near.add(names, id);
  return { near: near.found() };
};

/** `; did you mean a, or b?`, or nothing. */
export const meantText = (near: readonly string[]): string =>
  near.length === 0 ? '' : `; did you mean ${near.join(', or ')}?`;
