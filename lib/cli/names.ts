/** Names that people type: kinds, classes, checks and owners, known or nearly so. */
import { didYouMean } from '../config/nearest.ts';
import { UNOWNED } from '../owners/types.ts';
import type { RegisteredResource, RegisterReader } from '../register/types.ts';
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

/** Throws a `UsageError` where the check does not look at such a resource. */
export const applicableCheck = async (check: string, resource: RegisteredResource): Promise<void> => {
  const { checks } = await import('../checks/index.ts');
  const classes: readonly string[] | '*' = checks.find(({ id }) => id === check)?.classes ?? '*';
  if (classes === '*' || classes.includes(resource.class)) return;
  throw new UsageError(`${check} looks at ${classes.join(', ')}, and ${resource.id} is a ${resource.class}`);
};

export interface AskedOwner {
  /** The owner's id as the register has it; what was written, where it has none such. */
  readonly id: string;
  /** What to tell, where the register knows no such owner. */
  readonly warning: string | null;
}

/** Finds an owner by id; else by any name that the directory knows; else by an id or name in another casing. */
export const askedOwner = async (reader: RegisterReader, written: string): Promise<AskedOwner> => {
  const owners = await reader.owners();
  const wanted = written.trim().toLowerCase();
  const found = (id: string | undefined) => owners.find((owner) => owner.id === id)?.id;
  const id = found(written) ?? (wanted === UNOWNED ? UNOWNED : await reader.person(written));
  const owner =
    found(id) ?? owners.find((one) => one.id.toLowerCase() === wanted || one.name?.toLowerCase() === wanted)?.id;
  if (owner !== undefined) return { id: owner, warning: null };
  if (id === UNOWNED) return { id, warning: 'Everything has an owner.' };
  if (id !== undefined) return { id, warning: `${id} owns nothing. \`cadastre owners\` lists who does.` };
  const nearest = didYouMean(
    written,
    owners.flatMap(({ id, name }) => [id, ...(name === null ? [] : [name])]),
  );
  return {
    id: written,
    warning: `Nobody called "${written}" owns anything${nearest} \`cadastre owners\` lists who does.`,
  };
};
