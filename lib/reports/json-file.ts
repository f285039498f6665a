/** JSON for files that are committed, written as the formatter leaves it. */

const LINE = 120;
/** A list, over several lines, of words, numbers or empty objects alone. */
const list = /^( *)(.*)\[\n\s+((?:"[^"\n]*"|-?[\d.]+|\{\})(?:,\n\s+(?:"[^"\n]*"|-?[\d.]+|\{\}))*)\n\s+\](,?)$/gm;

/** Numbers that do not fit on one line stand as many to a line as do. */
const filled = (numbers: readonly string[], indent: string): string => {
  const lines: string[] = [];
  for (const number of numbers) {
    const longer = `${lines.at(-1) ?? ''}, ${number}`;
    if (lines.length > 0 && indent.length + longer.length < LINE) lines[lines.length - 1] = longer;
    else lines.push(number);
  }
  return lines.map((line) => indent + line).join(',\n');
};

/** Indented by two, with a line end. */
export const jsonFile = (value: unknown): string => {
  const json = JSON.stringify(value, null, 2);
  const short = json.replace(list, (long, indent: string, before: string, items: string, comma: string) => {
    const all = items.split(/,\n\s+/);
    const line = `${indent}${before}[${all.join(', ')}]${comma}`;
    if (line.length <= LINE) return line;
    return /^[-\d]/.test(items) ? `${indent}${before}[\n${filled(all, `${indent}  `)}\n${indent}]${comma}` : long;
  });
  return `${short}\n`;
};
