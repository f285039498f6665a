/** Commands for a person to paste into a shell: POSIX quoting, and nothing that a value could break out of. */

const plain = /^[\w@%+=:,./-]+$/;

const quoted = (word: string): string => (plain.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

/** Longest line that is not broken, one option to a line. */
const LONGEST = 100;

/** A command: its text as it is written here, each value quoted where it must be. */
export const sh = (texts: TemplateStringsArray, ...values: readonly string[]): string => {
  const written = (break_: string) =>
    texts.raw
      .map((text, index) => text.replaceAll(' --', break_) + (index in values ? quoted(values[index]!) : ''))
      .join('');
  const line = written(' --');
  return line.length <= LONGEST ? line : written(' \\\n  --');
};

/** Writes a file of JSON. `filled` are variables whose value is to stand in it, written there as `$NAME`. */
export const file = (name: string, content: object, filled: readonly string[] = []): string => {
  const text = JSON.stringify(content, null, 2);
  if (filled.length === 0) return `cat > ${quoted(name)} <<'JSON'\n${text}\nJSON`;
  const escaped = text.replace(/[\\`$]/g, '\\$&');
  const open = filled.reduce((all, one) => all.replaceAll(`\\$${one}`, `$${one}`), escaped);
  return `cat > ${quoted(name)} <<JSON\n${open}\nJSON`;
};
