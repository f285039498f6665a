/** One resource by what a person writes for it. */

import type { RegisterReader } from '../register/types.ts';
import { nearWords } from '../reports/nearest.ts';
import { UsageError } from './io.ts';

/** More than this many resources of one name are not all told. */
const ALIKE = 5;

/** What `<id>` means in the help of commands that take one. */
export const idHelp =
  'id of the resource, in any casing; or its last part or its name, where one resource alone has it';

const lastPart = (id: string): string => id.split(/[/:]/).at(-1) ?? id;

/** Ids that end in what was written, or belong to resources of that name; and those that nearly do. */
const alike = async (reader: RegisterReader, written: string) => {
  const wanted = written.toLowerCase();
  const ids: string[] = [];
  // Of an id that is written in full, its account or region may be wrong as well as its last part.
  const near = nearWords(lastPart(written));
  for await (const { id, name } of reader.resources({ includeRetired: true })) {
    const last = lastPart(id.toLowerCase());
    if (last !== wanted && name?.toLowerCase() !== wanted) {
      near.add([last, name ?? last], id);
      continue;
    }
    ids.push(id);
    if (ids.length > ALIKE) break;
  }
  return { ids, near: near.found() };
};

/**
 * Reads a resource by its id; else by the last part of an id or by name, where that names one resource alone: then the
 * register is gone through. Throws a `UsageError` with the nearest where there is none.
 */
export const findResource = async <Found>(
  reader: RegisterReader,
  written: string,
  read: (id: string) => Promise<Found | undefined>,
): Promise<Found> => {
  const exact = await read(written);
  if (exact !== undefined) return exact;
  const { ids, near } = await alike(reader, written);
  const found = ids.length === 1 ? await read(ids[0]!) : undefined;
  if (found !== undefined) return found;
  if (ids.length > 0) {
    const told = ids.slice(0, ALIKE).join(', ') + (ids.length > ALIKE ? ', …' : '');
    throw new UsageError(`"${written}" names more than one resource: ${told}`);
  }
  const meant = near.length === 0 ? '' : `; did you mean ${near.join(', or ')}?`;
  throw new UsageError(`the register has no resource "${written}"${meant}: \`cadastre resources\` lists the ids`);
};
