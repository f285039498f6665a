/** Opens the register that the options name, for as long as a command reads it. */
import type { RegisterReader } from '../register/types.ts';
import type { Io } from './io.ts';
import { checkRegister } from './marker.ts';
import { choosePlace, type PlaceOptions } from './place.ts';

export const withRegister = async <Answer>(
  options: PlaceOptions,
  io: Io,
  use: (reader: RegisterReader) => Promise<Answer>,
): Promise<Answer> => {
  const place = await choosePlace(options, 'register', io);
  await checkRegister(place);
  const register = await io.local.openRegister(place.dataDir);
  try {
    return await use(register.reader);
  } finally {
    await register.close();
  }
};
