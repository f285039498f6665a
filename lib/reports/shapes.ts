/** The lists of the register in one place: what each has in CSV and in JSON. */

import { changeColumns } from './changes.ts';
import { findingColumns, ownerColumns, resourceColumns, runColumns, suppressionColumns } from './columns.ts';
import { findingJson, ownerJson, resourceJson, runJson, suppressionJson } from './contract.ts';
import { changeJson } from './history-contract.ts';
import { confirmationColumns, coverageColumns, forgettableColumns, forgettingColumns } from './trust-columns.ts';
import { confirmationJson, coverageJson, forgettableJson, forgettingJson } from './trust-contract.ts';

export const resourceShape = { columns: resourceColumns, json: resourceJson };
export const findingShape = { columns: findingColumns, json: findingJson };
export const suppressionShape = { columns: suppressionColumns, json: suppressionJson };
export const ownerShape = { columns: ownerColumns, json: ownerJson };
export const changeShape = { columns: changeColumns, json: changeJson };
export const runShape = { columns: runColumns, json: runJson };
export const coverageShape = { columns: coverageColumns, json: coverageJson };
export const forgettingShape = { columns: forgettingColumns, json: forgettingJson };
export const forgettableShape = { columns: forgettableColumns, json: forgettableJson };
export const confirmationShape = { columns: confirmationColumns, json: confirmationJson };
