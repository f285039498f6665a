/** What is refused where a list is empty since nothing of that name is known. */
import type { RegisterReader } from '../../register/types.ts';
import { askedOwner } from '../../reports/asked.ts';
import { type Asked, type Unknown, whyNone } from '../../reports/none.ts';
import { Refusal } from '../problem.ts';

const told: Readonly<Record<Unknown['what'], { readonly title: string; readonly advice: string }>> = {
  owner: { title: 'There is no such owner', advice: '/owners lists who does.' },
  account: { title: 'There is no such account', advice: '/coverage lists the accounts.' },
  region: { title: 'There is no such region', advice: '/resources lists what is where.' },
  time: { title: 'It was not known then', advice: '/runs lists the runs; ask for a time after the first.' },
};

type Question = Omit<Asked, 'owner'> & { readonly owner?: string | undefined };

/** The owner's id, and `none` for the list that is asked of them. */
export const named = async (
  reader: RegisterReader,
  { owner: written, ...asked }: Question,
): Promise<{ readonly id?: string; readonly none: () => Promise<Refusal | undefined> }> => {
  const owner = written === undefined ? undefined : await askedOwner(reader, written);
  return {
    ...(owner && { id: owner.id }),
    none: async () => {
      const why = await whyNone(reader, { ...asked, owner });
      return why && new Refusal({ status: 404, ...told[why.what], detail: why.sentence });
    },
  };
};
