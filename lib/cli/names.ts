/** Names that people type: kinds, classes, checks and owners, known or nearly so. */
import { didYouMean } from '../config/nearest.ts';
import type { RegisterReader } from '../register/types.ts';
import { UsageError } from './io.ts';

const known = (what: string, written: string | undefined, names: readonly string[], more: string): void => {
  if (written === undefined || names.includes(written)) return;
  throw new UsageError(`no ${what} is called "${written}"${didYouMean(written, names)}${more}`);
};

/** Throws a `UsageError` where there is no such kind or class. */
export const knownKind = async (kind: string | undefined, classId: string | undefined): Promise<void> => {
  if (kind === undefined && classId === undefined) return;
  const [{ kindIds }, { classIds }] = await Promise.all([import('../kinds/catalog.ts'), import('../kinds/classes.ts')]);
  known('kind', kind, kindIds, ' `cadastre kinds` lists them.');
  known('class', classId, classIds, ` There are: ${classIds.join(', ')}.`);
};

export const knownCheck = async (check: string | undefined): Promise<void> => {
  if (check === undefined) return;
  const { checks } = await import('../checks/index.ts');
  known(
    'check',
    check,
    checks.map(({ id }) => id),
    ' `cadastre checks` lists them.',
  );
};

export interface AskedOwner {
  /** The owner's id as the register has it; what was written, where it has none such. */
  readonly id: string;
  /** What to tell, where the register knows no such owner. */
  readonly warning: string | null;
}

/** Finds an owner by id or name, without regard to case. */
export const askedOwner = async (reader: RegisterReader, written: string): Promise<AskedOwner> => {
  const owners = await reader.owners();
  const wanted = written.trim().toLowerCase();
  const found =
    owners.find(({ id }) => id === written) ??
    owners.find(({ id, name }) => id.toLowerCase() === wanted || name?.toLowerCase() === wanted);
  if (found) return { id: found.id, warning: null };
  const ids = owners.map(({ id }) => id);
  return {
    id: written,
    warning: `Nobody called "${written}" owns anything${didYouMean(written, ids)} \`cadastre owners\` lists who does.`,
  };
};
