/** One process at a time below a folder: LevelDB's own lock fails where nobody can catch it. */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

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

const textOf = (file: string): Promise<string> => readFile(file, 'utf8').catch(() => '');

/** As long as a process takes at most between making a file and writing to it; milliseconds. */
const WRITTEN_IN = 100;

const holderOf = async (file: string): Promise<number | undefined> => {
  const text = (await textOf(file)) || (await sleep(WRITTEN_IN).then(() => textOf(file)));
  const pid = Number(text.trim());
  // An own id that is not noted here is that of a dead process: containers give the same ids again.
  return pid > 0 && pid !== process.pid && lives(pid) ? pid : undefined;
};

const busy = (holder: number, path: string): FolderBusyError =>
  new FolderBusyError(
    `The register is in use by process ${holder}: wait until that has ended, or give another folder with --data. If no such cadastre runs, delete ${path}.`,
  );

/** Of two who find no lock one makes it. */
const make = (path: string): Promise<boolean> =>
  writeFile(path, String(process.pid), { flag: 'wx' }).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false;
      throw error;
    },
  );

/** Takes the lock `file` until the answer is called; throws a `FolderBusyError`. That of a dead process is taken over. */
export const lockFolder = async (file: string): Promise<() => Promise<void>> => {
  const path = resolve(file);
  if (mine.has(path)) throw busy(process.pid, path);
  mine.add(path);
  try {
    while (!(await make(path))) {
      const holder = await holderOf(path);
      if (holder !== undefined) throw busy(holder, path);
      await rm(path, { force: true });
    }
  } catch (error) {
    mine.delete(path);
    throw error;
  }
  return async () => {
    await rm(path, { force: true });
    mine.delete(path);
  };
};
