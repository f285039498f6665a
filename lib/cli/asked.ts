/** What options name, with what to tell where nothing fits them. */
import { UNOWNED } from '../owners/types.ts';
import type { RegisterReader } from '../register/types.ts';
import { type AskedOwner, askedOwner } from '../reports/asked.ts';
import { type Asked, type Unknown, unknownField, whyNone } from '../reports/none.ts';
import { UsageError } from './io.ts';

const advice: Readonly<Record<Unknown['what'], string>> = {
  owner: ' `cadastre owners` lists who does.',
  account: ' `cadastre coverage` lists the accounts.',
  region: ' `cadastre resources` lists what is where.',
  time: ' `cadastre runs` lists the runs.',
};

const emptyText = ({ id, standing }: AskedOwner): string | undefined => {
  if (standing === 'owns') return undefined;
  return id === UNOWNED ? 'Everything has an owner.' : `${id} owns nothing. \`cadastre owners\` lists who does.`;
};

export interface Named {
  /** The owner's id, where one was named. */
  readonly owner: string | undefined;
  /** For `writeList`: throws a `UsageError` where what was asked for names nothing that the register knows. */
  readonly none: () => Promise<void>;
  /** What to say of a list that is empty all the same; undefined where nothing better is known. */
  readonly empty: string | undefined;
}

/** Reads what the options of a list name. */
export const namedBy = async (
  reader: RegisterReader,
  { owner: written, ...asked }: Omit<Asked, 'owner'> & { readonly owner?: string | undefined },
): Promise<Named> => {
  const owner = written === undefined ? undefined : await askedOwner(reader, written);
  return {
    owner: owner?.id,
    none: async () => {
      const why = await whyNone(reader, { ...asked, owner });
      if (why !== undefined) throw new UsageError(why.sentence + advice[why.what]);
    },
    empty: owner && emptyText(owner),
  };
};

/** Throws a `UsageError` where nothing that changes is called so. */
export const knownField = (field: string | undefined): void => {
  const nearest = field === undefined ? null : unknownField(field);
  if (nearest !== null)
    throw new UsageError(`Nothing that changes is called "${field}"${nearest} docs/kinds.md lists facts.`);
};
