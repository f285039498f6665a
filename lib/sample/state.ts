/** Which sample estate a data folder was collected from: its seed, its size and how many days it has lived. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { EstateOptions } from './types.ts';

export const defaultEstate: EstateOptions = { seed: 7, size: 2500, day: 0 };

const FILE = 'estate.json';
const shape = z.strictObject({
  seed: z.number().int().min(0),
  size: z.number().int().min(100).max(1_000_000),
  day: z.number().int().min(0),
});

/** The stored estate; undefined where the folder has none yet. Throws where the file is not what this wrote. */
export const storedState = async (dataDir: string): Promise<EstateOptions | undefined> => {
  const path = join(dataDir, FILE);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return shape.parse(JSON.parse(text));
  } catch (cause) {
    throw new Error(
      `${path} does not hold a seed, a size of 100 to 1,000,000 and a day: remove ${dataDir} and collect again`,
      { cause },
    );
  }
};

/** The stored estate, or the default one. */
export const readState = async (dataDir: string): Promise<EstateOptions> =>
  (await storedState(dataDir)) ?? defaultEstate;

/** Written beside and renamed, so that a crash leaves the old file or the new one. */
export const writeState = async (dataDir: string, state: EstateOptions): Promise<void> => {
  await mkdir(dataDir, { recursive: true });
  const path = join(dataDir, FILE);
  await writeFile(`${path}.new`, `${JSON.stringify(shape.parse(state))}\n`);
  await rename(`${path}.new`, path);
};

const DAY_MS = 86_400_000;

/** The time in the sample's world, epoch milliseconds: the days that went by in it are ahead of this machine's. */
export const sampleTime = ({ day }: EstateOptions): number => Date.now() + day * DAY_MS;

/** Lets `days` go by: the next collection finds what was created, changed and deleted in them. */
export const advance = async (dataDir: string, days: number): Promise<EstateOptions> => {
  const state = await readState(dataDir);
  const later = { ...state, day: state.day + days };
  await writeState(dataDir, later);
  return later;
};
