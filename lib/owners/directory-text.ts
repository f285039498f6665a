/** A directory's file as text, whatever wrote it: spreadsheets save more encodings and separators than one. */

/** Something that was read although it is not as it should be; `where` is the file, with a line where it has one. */
export interface Remark {
  readonly where: string;
  readonly says: string;
}

export interface DirectoryText {
  readonly text: string;
  readonly remarks: readonly Remark[];
}

const marks: readonly (readonly [bytes: readonly number[], encoding: string])[] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

/** UTF-16 without its mark: every other byte of Latin letters is zero. */
const zeros = (bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined => {
  const begin = bytes.subarray(0, 200);
  const at = (rest: number) => begin.filter((byte, index) => index % 2 === rest && byte === 0).length;
  if (at(1) > begin.length / 4) return 'utf-16le';
  return at(0) > begin.length / 4 ? 'utf-16be' : undefined;
};

const place = (file: string, text: string, index: number): string => {
  const before = text.slice(0, index).split('\n');
  return `${file}:${before.length}:${before.at(-1)!.length + 1}`;
};

/**
 * Decodes UTF-8, UTF-16 with or without its mark, and for what is neither Windows-1252, which Latin-1 is a part of; says so
 * where it is not UTF-8, with the first character that told.
 */
export const decoded = (bytes: Uint8Array, file: string): DirectoryText => {
  const marked = marks.find(([mark]) => mark.every((byte, index) => bytes[index] === byte))?.[1] ?? zeros(bytes);
  if (marked !== undefined && marked !== 'utf-8') {
    const says = `is in ${marked.toUpperCase()} and was read so; UTF-8 is expected`;
    return { text: new TextDecoder(marked).decode(bytes), remarks: [{ where: file, says }] };
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const lost = text.indexOf('\ufffd');
    const says = 'a character was lost when the file was converted: names with it are not found';
    return { text, remarks: lost < 0 ? [] : [{ where: place(file, text, lost), says }] };
  } catch {
    const text = new TextDecoder('windows-1252').decode(bytes);
    const first = new TextDecoder('utf-8').decode(bytes).indexOf('\ufffd');
    const says = `"${text[first]}" is not in UTF-8: the file was read as Windows-1252`;
    return { text, remarks: [{ where: place(file, text, first), says }] };
  }
};

const separators = [',', ';', '\t'] as const;
const named: Readonly<Record<string, string>> = { ';': 'semicolons', '\t': 'tabs' };

/** What parts the cells: that which stands most often in the header, outside of quotes. */
export const separatorOf = (text: string, file: string): { readonly separator: string; readonly remarks: Remark[] } => {
  const [header = ''] = text.replace(/"(?:[^"]|"")*"/g, '').split(/\r\n|\r|\n/, 1);
  const counts = separators.map((one) => header.split(one).length - 1);
  const separator = separators[counts.indexOf(Math.max(...counts))]!;
  const says = `columns are parted by ${named[separator]} and were read so; commas are expected`;
  return { separator, remarks: separator === ',' ? [] : [{ where: `${file}:1`, says }] };
};
