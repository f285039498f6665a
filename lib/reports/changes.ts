/** Changes as a person reads them, and as columns. */
import type { Change } from '../register/history-types.ts';
import { type Column, jsonCell } from './columns.ts';

const word = (value: unknown): string => {
  if (value === null || value === undefined) return '-';
  return typeof value === 'string' ? value : JSON.stringify(value);
};

/** An owner is told by the id alone; the evidence is in the JSON. */
const told = (path: string, value: unknown): unknown =>
  path === 'owner' ? ((value as { readonly id?: string } | null)?.id ?? null) : (value ?? null);

/** `fields.state: running → stopped; owner: ana → bob`. */
export const changesText = (changes: Change['changes']): string =>
  Object.entries(changes)
    .map(([path, [before, after]]) => `${path}: ${word(told(path, before))} → ${word(told(path, after))}`)
    .join('; ');

/** `{"fields.state":["running","stopped"]}`: what was written in a tag cannot pass for another change. */
const changesCell = (changes: Change['changes']): string =>
  jsonCell(
    Object.fromEntries(
      Object.entries(changes).map(([path, [before, after]]) => [path, [told(path, before), told(path, after)]]),
    ),
  );

/** Columns are a contract: new ones are added at the end. */
export const changeColumns: readonly Column<Change>[] = [
  { header: 'at', value: ({ at }) => at },
  { header: 'event', value: ({ event }) => event },
  { header: 'resourceId', value: ({ resourceId }) => resourceId },
  { header: 'kind', value: ({ kind }) => kind },
  { header: 'accountId', value: ({ accountId }) => accountId },
  { header: 'name', value: ({ name }) => name },
  { header: 'owner', value: ({ owner }) => owner },
  { header: 'version', value: ({ version }) => version },
  { header: 'changes', value: ({ changes }) => changesCell(changes) },
  { header: 'run', value: ({ run }) => run },
  { header: 'accountName', value: ({ accountName }) => accountName ?? null },
];
