/** The owner that an option names, with what to tell where nothing is theirs. */
import { UNOWNED } from '../owners/types.ts';
import type { RegisterReader } from '../register/types.ts';
import { type AskedOwner, askedOwner } from '../reports/asked.ts';

const warningOf = ({ id, standing, nearest }: AskedOwner): string | null => {
  if (standing === 'owns') return null;
  if (id === UNOWNED) return 'Everything has an owner.';
  if (standing === 'known') return `${id} owns nothing. \`cadastre owners\` lists who does.`;
  return `Nobody called "${id}" owns anything${nearest} \`cadastre owners\` lists who does.`;
};

/** `warning`: null where the register knows that they own something. */
export const ownerOption = async (
  reader: RegisterReader,
  written: string,
): Promise<{ readonly id: string; readonly warning: string | null }> => {
  const asked = await askedOwner(reader, written);
  return { id: asked.id, warning: warningOf(asked) };
};
