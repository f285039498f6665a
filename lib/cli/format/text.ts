/** Text as a terminal shows it: its width, cut to cutTo, with nothing in it that would steer the terminal. */

const ascii = /^[\x20-\x7e]*$/;
/**
 * Control characters (C0 with ESC, DEL, C1), line and paragraph separators, marks that turn the direction of what follows
 * (UAX 9: embeddings, overrides, isolates, implicit marks), and tags and annotations that nobody sees.
 */
const unsafe = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
/** The same where the text has lines: their ends and tabs are its own. */
const unsafeInLines = new RegExp(`(?!\\r?\\n|\\t)${unsafe.source}`, 'gu');
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
const unseen = /[\p{M}\p{Cf}]/u;

/** Names and tags are other people's words: an escape sequence in one must not reach the terminal. */
export const safe = (text: string): string => (ascii.test(text) ? text : text.replace(unsafe, '\ufffd'));

/** The same for a text of several lines, as a message or a list on a terminal. */
export const safeLines = (text: string): string => text.replace(unsafeInLines, '\ufffd');

const widthOf = (character: string): number => (unseen.test(character) ? 0 : wide.test(character) ? 2 : 1);

/** Columns that a terminal needs for the text. */
export const width = (text: string): number => {
  if (ascii.test(text)) return text.length;
  let sum = 0;
  for (const character of text) sum += widthOf(character);
  return sum;
};

/** At most `most` columns of the text, with … for what was cut off at its end or its start. */
export const cutTo = (text: string, most: number, cut: 'start' | 'end' = 'end'): string => {
  if (width(text) <= most) return text;
  const characters = [...text];
  if (cut === 'start') characters.reverse();
  const kept: string[] = [];
  let left = most - 1;
  for (const character of characters) {
    left -= widthOf(character);
    if (left < 0) break;
    kept.push(character);
  }
  return cut === 'start' ? `…${kept.reverse().join('')}` : `${kept.join('')}…`;
};
