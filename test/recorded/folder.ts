/** Recorded answers, read where they lie: a folder of `aws.ndjson`, `azure.ndjson` and `gcp.ndjson`. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

export interface Line<Record> {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly record: Record;
}

/** `aws.ndjson:17` */
export const placeIn = ({ file, line }: Pick<Line<unknown>, 'file' | 'line'>): string => `${file}:${line}`;

const parsed = (text: string, at: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${at} is no JSON: ${(error as Error).message}`);
  }
};

/** A file's lines; nothing where it is absent. Throws where a line is no JSON. */
export const linesOf = <Record>(folder: string, file: string): readonly Line<Record>[] | undefined => {
  const path = resolve(folder, file);
  if (!existsSync(path)) return undefined;
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((text, index) => {
      const line = index + 1;
      return text.trim() === '' ? [] : [{ file, line, record: parsed(text, placeIn({ file, line })) as Record }];
    });
};
