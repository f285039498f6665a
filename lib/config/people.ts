/** The file of people and teams that a config names. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type DirectoryFile, readDirectory } from '../owners/directory-file.ts';
import { DirectoryError } from '../owners/directory-rows.ts';
import type { Problem } from './explain.ts';

const nobody: DirectoryFile = { entries: [], remarks: [] };

/** People and teams; what is wrong with their file is a mistake at the key that names it. */
export const readPeople = async (name: unknown, folder: string, problems: Problem[]): Promise<DirectoryFile> => {
  if (typeof name !== 'string') return nobody;
  const wrong = (message: string): DirectoryFile => {
    problems.push({ path: ['owners', 'directory'], at: 'value', message });
    return nobody;
  };
  let content: Uint8Array;
  try {
    content = await readFile(resolve(folder, name));
  } catch (error) {
    return wrong(`expected a file that can be read: ${(error as Error).message}`);
  }
  try {
    return readDirectory(content, name);
  } catch (error) {
    if (!(error instanceof DirectoryError)) throw error;
    for (const line of error.message.split('\n')) wrong(line);
    return nobody;
  }
};
