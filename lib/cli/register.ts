/** Opens the register that the options name, for as long as a command works on it. */
import type { RegisterWriter } from '../register/assertion-types.ts';
import { type InForce, inForceByDefault } from '../register/policy.ts';
import type { RegisterCounts, RegisterReader } from '../register/types.ts';
import { readState, sampleTime } from '../sample/state.ts';
import { deployedTable } from './deployed.ts';
import { type Io, say } from './io.ts';
import type { OpenRegister } from './local.ts';
import { checkRegister, hasRegister } from './marker.ts';
import { choosePlace, type Place, type RegisterOptions } from './place.ts';

/** How to open a register, and whether there is one. */
export interface RegisterPlace {
  /** Absent where it is deployed. */
  readonly local?: Place;
  /** The time there, epoch milliseconds: days go by in the sample. */
  readonly clock: () => number;
  open(): Promise<OpenRegister>;
}

/** The time in a register on this machine. */
export const clockOf = async ({ sample, dataDir }: Place): Promise<() => number> => {
  if (!sample) return Date.now;
  const estate = await readState(dataDir);
  return () => sampleTime(estate);
};

/** Throws a `ConfigError` or `UsageError`. */
export const chooseRegister = async (options: RegisterOptions, io: Io): Promise<RegisterPlace> => {
  const table = await deployedTable(options, io);
  if (table !== undefined) return { clock: Date.now, open: () => io.local.openDeployed(table) };
  const local = await choosePlace(options, 'register', io);
  const clock = await clockOf(local);
  const open = async () => {
    await checkRegister(local);
    return io.local.openRegister(local.dataDir, clock);
  };
  return { local, clock, open };
};

/** What the config that is here says; undefined where there is none. */
const policyOf = async ({ config }: Place): Promise<InForce | undefined> =>
  config && (await import('../runs/rules.ts')).inForceOf(config);

/** `now`: the time in the register, epoch milliseconds. */
type Use<Answer> = (reader: RegisterReader, writer: RegisterWriter, now: number) => Promise<Answer>;

/** Opens it, and closes it when it was used. */
export const useRegister = async <Answer>({ open, clock }: RegisterPlace, use: Use<Answer>): Promise<Answer> => {
  const register = await open();
  try {
    return await use(register.reader, register.writer, clock());
  } catch (error) {
    throw register.explain?.(error) ?? error;
  } finally {
    await register.close();
  }
};

export const withRegister = async <Answer>(options: RegisterOptions, io: Io, use: Use<Answer>): Promise<Answer> =>
  useRegister(await chooseRegister(options, io), use);

export interface Known {
  /** Null where there is no register. */
  readonly counts: RegisterCounts | null;
  readonly inForce: InForce;
}

/**
 * What the register counted, unless there is none yet and none was named; and what holds: by the config that is here, else by
 * the register's last run.
 */
export const countsOf = async (options: RegisterOptions, io: Io): Promise<Known> => {
  let place: RegisterPlace;
  try {
    place = await chooseRegister(options, io);
  } catch (error) {
    // Who is writing a config looks the kinds and checks up for it.
    if ((error as Error).name !== 'ConfigError' || options.config !== undefined || options.deployed) throw error;
    await say(io, 'Without counts: cadastre.yaml has mistakes, which `cadastre doctor` tells.');
    return { counts: null, inForce: inForceByDefault };
  }
  const { local } = place;
  const here = local && (await policyOf(local));
  if (local !== undefined && options.data === undefined && !(await hasRegister(local)))
    return { counts: null, inForce: here ?? inForceByDefault };
  return useRegister(place, async (reader) => ({
    counts: await reader.counts(),
    inForce: here ?? (await reader.inForce()),
  }));
};
