/** Opens the register that the options name, for as long as a command works on it. */
import type { RegisterWriter } from '../register/assertion-types.ts';
import type { RegisterCounts, RegisterReader } from '../register/types.ts';
import { deployedTable } from './deployed.ts';
import { type Io, say } from './io.ts';
import type { OpenRegister } from './local.ts';
import { checkRegister, hasRegister } from './marker.ts';
import { choosePlace, type Place, type RegisterOptions } from './place.ts';

/** How to open a register, and whether there is one. */
export interface RegisterPlace {
  /** Absent where it is deployed. */
  readonly local?: Place;
  open(): Promise<OpenRegister>;
}

/** Throws a `ConfigError` or `UsageError`. */
export const chooseRegister = async (options: RegisterOptions, io: Io): Promise<RegisterPlace> => {
  const table = await deployedTable(options, io);
  if (table !== undefined) return { open: () => io.local.openDeployed(table) };
  const local = await choosePlace(options, 'register', io);
  const open = async () => {
    await checkRegister(local);
    return io.local.openRegister(local.dataDir);
  };
  return { local, open };
};

/** Opens it, and closes it when it was used. */
export const useRegister = async <Answer>(
  { open }: RegisterPlace,
  use: (reader: RegisterReader, writer: RegisterWriter) => Promise<Answer>,
): Promise<Answer> => {
  const register = await open();
  try {
    return await use(register.reader, register.writer);
  } catch (error) {
    throw register.explain?.(error) ?? error;
  } finally {
    await register.close();
  }
};

export const withRegister = async <Answer>(
  options: RegisterOptions,
  io: Io,
  use: (reader: RegisterReader, writer: RegisterWriter) => Promise<Answer>,
): Promise<Answer> => useRegister(await chooseRegister(options, io), use);

/** What the register counted; null where there is none yet, unless one was named. */
export const countsOf = async (options: RegisterOptions, io: Io): Promise<RegisterCounts | null> => {
  let place: RegisterPlace;
  try {
    place = await chooseRegister(options, io);
  } catch (error) {
    // Who is writing a config looks the kinds and checks up for it.
    if ((error as Error).name !== 'ConfigError' || options.config !== undefined || options.deployed) throw error;
    await say(io, 'Without counts: cadastre.yaml has mistakes, which `cadastre doctor` tells.');
    return null;
  }
  if (place.local !== undefined && options.data === undefined && !(await hasRegister(place.local))) return null;
  return useRegister(place, (reader) => reader.counts());
};
