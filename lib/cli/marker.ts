/** Keeps the sample and the real register apart: each folder says which of them it holds. */
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { UsageError } from './io.ts';
import type { Place } from './place.ts';

const FILE = 'register.json';
const shape = z.object({ sample: z.boolean() });

/** Undefined where there is none. */
const readMarker = async (dataDir: string): Promise<{ sample: boolean } | undefined> => {
  let text: string;
  try {
    text = await readFile(join(dataDir, FILE), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return shape.parse(JSON.parse(text));
  } catch {
    throw new UsageError(
      `${join(dataDir, FILE)} does not say whether the register is the sample's: expected {"sample": true} or {"sample": false}`,
    );
  }
};

const matching = (marker: { sample: boolean }, { sample, dataDir }: Place): void => {
  if (marker.sample === sample) return;
  throw new UsageError(
    marker.sample
      ? `${dataDir} holds the sample's register, not that of a config: give --sample, or another folder with --data`
      : `${dataDir} holds the register of a config, not the sample's: run beside its cadastre.yaml or give --config, or another folder with --data`,
  );
};

export const hasRegister = async ({ dataDir }: Place): Promise<boolean> => (await readMarker(dataDir)) !== undefined;

/** For commands that read: the register is there and is the one that was asked for. */
export const checkRegister = async (place: Place): Promise<void> => {
  const marker = await readMarker(place.dataDir);
  if (marker === undefined)
    throw new UsageError(
      `there is no register in ${place.dataDir} yet: \`cadastre collect${place.sample ? ' --sample' : ''}\` makes it`,
    );
  matching(marker, place);
};

/** For commands that write: takes an empty or absent folder, refuses any other that is not this register's. */
export const claimRegister = async (place: Place): Promise<void> => {
  const { dataDir, sample } = place;
  await mkdir(dataDir, { recursive: true });
  const marker = await readMarker(dataDir);
  if (marker !== undefined) return matching(marker, place);
  const inside = (await readdir(dataDir)).filter((name) => name !== `${FILE}.new`);
  if (inside.length > 0)
    throw new UsageError(`${dataDir} holds other files and no register: give an empty folder or a new one with --data`);
  await writeFile(join(dataDir, `${FILE}.new`), `${JSON.stringify({ sample })}\n`);
  await rename(join(dataDir, `${FILE}.new`), join(dataDir, FILE));
};
