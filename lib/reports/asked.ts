/** Whom somebody means by an owner's name. */
import { clean } from '../owners/text.ts';
import { UNOWNED } from '../owners/types.ts';
import type { RegisterReader } from '../register/types.ts';
import { didYouMean } from './nearest.ts';

export interface AskedOwner {
  /** The owner's id as the register has it; what was written, where it has none such. */
  readonly id: string;
  /** `nobody`: neither the register nor the directory knows such an owner. `known`: one who owns nothing now. */
  readonly standing: 'owns' | 'known' | 'nobody';
  /** `; did you mean "x"?`, or nothing. */
  readonly nearest: string;
}

/** Finds an owner by id; else by any name that the directory knows; else by an id or name in another casing or form. */
export const askedOwner = async (reader: RegisterReader, written: string): Promise<AskedOwner> => {
  const owners = await reader.owners();
  const wanted = clean(written).toLowerCase();
  const found = (id: string | undefined) => owners.find((owner) => owner.id === id)?.id;
  const id = found(written) ?? (wanted === UNOWNED ? UNOWNED : await reader.person(written));
  const owner =
    found(id) ?? owners.find((one) => one.id.toLowerCase() === wanted || one.name?.toLowerCase() === wanted)?.id;
  if (owner !== undefined) return { id: owner, standing: 'owns', nearest: '' };
  if (id !== undefined) return { id, standing: 'known', nearest: '' };
  const names = owners.flatMap(({ id, name }) => [id, ...(name === null ? [] : [name])]);
  return { id: written, standing: 'nobody', nearest: didYouMean(written, names) };
};
