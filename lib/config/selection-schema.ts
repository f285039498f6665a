/** What the config may exclude from the register, and take in all the same. */
import * as z from 'zod';
import { catalog, kindIds } from '../kinds/catalog.ts';
import { fitting } from '../kinds/facts/facts.ts';
import type { Parts, Selection } from '../kinds/selection.ts';
import { didYouMean } from '../reports/nearest.ts';

/** Containers are always collected: owners follow from them. */
const containerKinds = catalog.filter((kind) => ['account', 'resource_group'].includes(kind.class)).map(({ id }) => id);

/** Refuses what fits no kind, and what names a kind that cannot be left out. */
const knownKind = (written: string, context: z.RefinementCtx): void => {
  if ((containerKinds as readonly string[]).includes(written))
    context.addIssue(`${written} cannot be left out: owners follow from it`);
  else if (!kindIds.some(fitting([written])))
    context.addIssue(`no kind is called "${written}"${didYouMean(written, kindIds)}`);
};

const globs = z.array(z.string().min(1)).default([]);

/** `what` completes "Kinds that are …". */
export const selected = (what: string) =>
  z
    .strictObject({
      kinds: z
        .array(z.string().superRefine(knownKind))
        .default([])
        .describe(`Kinds that are ${what}: ids, or globs as azure_compute_*.`),
      types: globs.describe(`Types that are ${what}, as the provider names them: globs as k8s.io/*.`),
      projects: globs.describe(`Google projects that are ${what}: globs over their ids.`),
      folders: globs.describe(`Google folders that are ${what} with all that is below them: by number.`),
      accounts: globs.describe(`Accounts, subscriptions and projects that are ${what}: globs over their ids.`),
    })
    .prefault({});

type Written = z.infer<ReturnType<typeof selected>>;

export interface Selected {
  /** Ids of kinds that are not collected. */
  readonly leaveOut: readonly string[];
  readonly selection: Selection;
}

const partsOf = ({ types, projects, folders, accounts }: Written): Parts => ({
  ...{ types, projects, accounts },
  folders: folders.map((written) => written.replace(/^folders\//, '')),
});

/** A kind is left out by its id, or by its type; what is included stays. */
export const selectedBy = (exclude: Written, include: Written): Selected => {
  const fits = ({ kinds, types }: Written) => {
    const [kind, type] = [fitting(kinds), fitting(types)];
    return (one: (typeof catalog)[number]) => kind(one.id) || (one.type !== '*' && type(one.type));
  };
  const [out, into] = [fits(exclude), fits(include)];
  return {
    leaveOut: catalog
      .filter((kind) => !containerKinds.includes(kind.id) && out(kind) && !into(kind))
      .map(({ id }) => id),
    selection: { exclude: partsOf(exclude), include: partsOf(include) },
  };
};
