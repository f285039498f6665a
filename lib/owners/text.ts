/** Text as people type and paste it, brought to forms that can be compared. */

/** Nobody sees these: zero-width blanks and joiners, direction marks, soft hyphens, variation selectors. */
const invisible = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/** One form for each character (NFKC), no invisible ones, single blanks, none at the ends. */
export const clean = (text: string): string =>
  text.normalize('NFKC').replace(invisible, '').replace(/\s+/g, ' ').trim();

/** The same without case: two values that look alike are one. */
export const folded = (text: string): string => clean(text).toLowerCase();

/** Letters and digits alone, without case and accents: what is left of a name in a label, a slug or a login. */
export const lettersOf = (text: string): string =>
  folded(text)
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '');
