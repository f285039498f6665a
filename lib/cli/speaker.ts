/** Who says something to the register, and what they say. */
import type { RegisterReader } from '../register/types.ts';
import { type Io, UsageError } from './io.ts';

/** Characters of a name or a reason: it is in findings, in messages and in the manifest. */
const WORDS_AT_MOST = 500;

/** What an option was given; a `UsageError` where it is empty or too long. */
export const given = (value: string | undefined, option: string, what: string): string => {
  const text = value?.trim() ?? '';
  if (text === '') throw new UsageError(`say ${what} with ${option}`);
  if (text.length > WORDS_AT_MOST) throw new UsageError(`${option} takes ${WORDS_AT_MOST} characters at most`);
  return text;
};

/** Who speaks: as the directory has them, where it does; else the name of whoever is at the keyboard. */
export const speaker = async (reader: RegisterReader, by: string | undefined, env: Io['env']): Promise<string> => {
  const written = given(by ?? env.USER ?? env.LOGNAME ?? env.USERNAME, '--by', 'who you are');
  return (await reader.person(written)) ?? written;
};

export const byOption = [
  '--by <who>',
  'who says so: an id, a name, an e-mail or an alias (default: the user of this machine)',
] as const;
