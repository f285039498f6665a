/** The owner that a question names. */
import type { RegisterReader } from '../../register/types.ts';
import { askedOwner } from '../../reports/asked.ts';
import { Refusal } from '../problem.ts';

/** `none`: what is answered where nothing is found and nobody is called so; an owner who has nothing has an empty list. */
export const ownerOf = async (
  reader: RegisterReader,
  written: string | undefined,
): Promise<{ readonly id?: string; readonly none?: Refusal }> => {
  if (written === undefined) return {};
  const { id, standing, nearest } = await askedOwner(reader, written);
  if (standing !== 'nobody') return { id };
  const none = new Refusal({
    status: 404,
    title: 'There is no such owner',
    detail: `Nobody called "${written}" owns anything${nearest}`,
    advice: '/owners lists who does.',
  });
  return { id, none };
};
