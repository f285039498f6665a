/** One process at a time below a folder: LevelDB's own lock fails where nobody can catch it. */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';

/** The folder is open already, here or in another process that lives. */
export class FolderBusyError extends Error {
  override readonly name = 'FolderBusyError';
}

const mine = new Set<string>();

const lives = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process lives too, though it may not be signalled.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

const holderOf = async (file: string): Promise<number | undefined> => {
  if (mine.has(file)) return process.pid;
  const pid = Number((await readFile(file, 'utf8').catch(() => '')).trim());
  // An own id that is not noted here is that of a dead process: containers give the same ids again.
  return pid > 0 && pid !== process.pid && lives(pid) ? pid : undefined;
};

/** Takes the lock `file` until the answer is called; throws a `FolderBusyError`. That of a dead process is taken over. */
export const lockFolder = async (file: string): Promise<() => Promise<void>> => {
  const path = resolve(file);
  const holder = await holderOf(path);
  if (holder !== undefined) {
    throw new FolderBusyError(
      `The register is in use by process ${holder}: wait until that has ended, or give another folder with --data. If no such cadastre runs, delete ${path}.`,
    );
  }
  mine.add(path);
  try {
    await writeFile(path, String(process.pid));
  } catch (error) {
    mine.delete(path);
    throw error;
  }
  return async () => {
    await rm(path, { force: true });
    mine.delete(path);
  };
};
