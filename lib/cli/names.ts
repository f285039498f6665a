/** Names that people type: kinds, classes and checks, known or nearly so. */

import type { RegisteredResource } from '../register/types.ts';
import { didYouMean } from '../reports/nearest.ts';
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
  const { checkIds } = await import('../checks/catalog.ts');
  known('check', check, checkIds, ' `cadastre checks` lists them.');
};

/** Throws a `UsageError` where the check does not look at such a resource. */
export const applicableCheck = async (check: string, resource: RegisteredResource): Promise<void> => {
  const { catalog } = await import('../checks/catalog.ts');
  const classes: readonly string[] | '*' = catalog.find(({ id }) => id === check)?.classes ?? '*';
  if (classes === '*' || classes.includes(resource.class)) return;
  throw new UsageError(`${check} looks at ${classes.join(', ')}, and ${resource.id} is a ${resource.class}`);
};
