/** The lists of the register in one place: what each has in CSV and in JSON. */

import { openTags, type TagWords } from '../owners/tag-words.ts';
import type { RegisteredResource } from '../register/types.ts';
import { changeColumns } from './changes.ts';
import {
  type Column,
  findingColumns,
  ownerColumns,
  resourceColumns,
  runColumns,
  suppressionColumns,
} from './columns.ts';
import { findingJson, ownerJson, resourceJson, runJson, suppressionJson } from './contract.ts';
import { changeJson } from './history-contract.ts';
import {
  confirmationColumns,
  countedColumns,
  coverageColumns,
  forgettableColumns,
  forgettingColumns,
} from './trust-columns.ts';
import { confirmationJson, countedJson, coverageJson, forgettableJson, forgettingJson } from './trust-contract.ts';

export const resourceShape = { columns: resourceColumns, json: resourceJson };

/** With a column for each of these tags at the end; `words` says which keys are one. */
export const resourceShapeWith = (
  tagKeys: readonly string[],
  words: TagWords,
): { readonly columns: readonly Column<RegisteredResource>[]; readonly json: typeof resourceJson } => {
  const { value } = openTags(words);
  return {
    ...resourceShape,
    columns: [
      ...resourceColumns,
      ...tagKeys.map((key) => ({ header: `tags.${key}`, value: ({ tags }: RegisteredResource) => value(tags, key) })),
    ],
  };
};

export const findingShape = { columns: findingColumns, json: findingJson };
export const suppressionShape = { columns: suppressionColumns, json: suppressionJson };
export const ownerShape = { columns: ownerColumns, json: ownerJson };
export const changeShape = { columns: changeColumns, json: changeJson };
export const runShape = { columns: runColumns, json: runJson };
export const coverageShape = { columns: coverageColumns, json: coverageJson };
export const countedShape = { columns: countedColumns, json: countedJson };
export const forgettingShape = { columns: forgettingColumns, json: forgettingJson };
export const forgettableShape = { columns: forgettableColumns, json: forgettableJson };
export const confirmationShape = { columns: confirmationColumns, json: confirmationJson };
