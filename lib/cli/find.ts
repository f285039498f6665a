/** One resource by what a person writes for it. */
import type { RegisterReader } from '../register/types.ts';
import { locate, meantText } from '../reports/find.ts';
import { UsageError } from './io.ts';

/** What `<id>` means in the help of commands that take one. */
export const idHelp =
  'id of the resource, in any casing; or its last part, its name or an address of it, where one resource alone has it';

/** Reads the resource that is meant. Throws a `UsageError` with those it may be, or with the nearest. */
export const findResource = async <Found>(
  reader: RegisterReader,
  written: string,
  read: (id: string) => Promise<Found | undefined>,
): Promise<Found> => {
  const located = await locate(reader, written, read);
  if ('found' in located) return located.found;
  if ('candidates' in located)
    throw new UsageError(
      `"${written}" names more than one resource: ${located.candidates.join(', ')}${located.more ? ', …' : ''}`,
    );
  throw new UsageError(
    `the register has no resource "${written}"${meantText(located.near)}: \`cadastre resources\` lists the ids`,
  );
};
