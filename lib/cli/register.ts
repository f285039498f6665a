/** Opens the register that the options name, for as long as a command works on it. */
import type { RegisterWriter } from '../register/assertion-types.ts';
import type { RegisterCounts, RegisterReader } from '../register/types.ts';
import { type Io, say } from './io.ts';
import { checkRegister, hasRegister } from './marker.ts';
import { choosePlace, type Place, type PlaceOptions } from './place.ts';

const useRegister = async <Answer>(
  { dataDir }: Place,
  io: Io,
  use: (reader: RegisterReader, writer: RegisterWriter) => Promise<Answer>,
): Promise<Answer> => {
  const register = await io.local.openRegister(dataDir);
  try {
    return await use(register.reader, register.writer);
  } finally {
    await register.close();
  }
};

export const withRegister = async <Answer>(
  options: PlaceOptions,
  io: Io,
  use: (reader: RegisterReader, writer: RegisterWriter) => Promise<Answer>,
): Promise<Answer> => {
  const place = await choosePlace(options, 'register', io);
  await checkRegister(place);
  return useRegister(place, io, use);
};

/** What the register counted; null where there is none yet, unless one was named. */
export const countsOf = async (options: PlaceOptions, io: Io): Promise<RegisterCounts | null> => {
  let place: Place;
  try {
    place = await choosePlace(options, 'register', io);
  } catch (error) {
    // Who is writing a config looks the kinds and checks up for it.
    if ((error as Error).name !== 'ConfigError' || options.config !== undefined) throw error;
    await say(io, 'Without counts: cadastre.yaml has mistakes, which `cadastre doctor` tells.');
    return null;
  }
  if (options.data === undefined && !(await hasRegister(place))) return null;
  await checkRegister(place);
  return useRegister(place, io, (reader) => reader.counts());
};
