/** The text of a config file, or a mistake with what to do about it. */
import { readFile } from 'node:fs/promises';

export type ReadText =
  | { readonly text: string }
  /** `line` and `column` count from 1. */
  | { readonly message: string; readonly line: number; readonly column: number };

const whole = (message: string): ReadText => ({ message, line: 1, column: 1 });

const unreadable: Readonly<Record<string, string>> = {
  EISDIR: 'is a folder: name the file in it, as with --config FOLDER/cadastre.yaml',
  EACCES: 'may not be read by this user: let it, or run as the user who may',
  ENOENT: 'is not there: docs/cadastre.example.yaml is one to copy',
};

/** Marks of other encodings, at the beginning of a file. */
const marks: readonly (readonly [bytes: readonly number[], name: string])[] = [
  [[0xff, 0xfe], 'UTF-16'],
  [[0xfe, 0xff], 'UTF-16'],
];

const NEW_LINE = 10;

/** Where the first byte stands that is none of UTF-8: each line before it is right by itself. */
const firstWrong = (bytes: Buffer): { readonly line: number; readonly column: number } => {
  let [line, from] = [1, 0];
  for (;;) {
    const end = bytes.indexOf(NEW_LINE, from);
    const text = bytes.subarray(from, end < 0 ? undefined : end).toString('utf8');
    const at = text.indexOf('\ufffd');
    if (at >= 0 || end < 0) return { line, column: Math.max(0, at) + 1 };
    line++;
    from = end + 1;
  }
};

/** Reads a file of UTF-8, with or without a byte order mark. Throws what the file system says beside the usual. */
export const readText = async (path: string): Promise<ReadText> => {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    const told = unreadable[(error as NodeJS.ErrnoException).code ?? ''];
    if (told === undefined) throw error;
    return whole(told);
  }
  const mark = marks.find(([begin]) => begin.every((byte, at) => bytes[at] === byte));
  // A half of the characters of UTF-16 without a mark are empty in a text of ASCII.
  if (mark !== undefined || bytes.includes(0)) return whole('is UTF-16, or no text: save it as UTF-8');
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { message: 'is not UTF-8 from here on: save the file as UTF-8', ...firstWrong(bytes) };
  }
};
