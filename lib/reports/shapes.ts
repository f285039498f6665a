/** The lists of the register in one place: what each has in CSV and in JSON. */

import { changeColumns } from './changes.ts';
import { findingJson, ownerJson, resourceJson, runJson, suppressionJson } from './contract.ts';
import { findingColumns, ownerColumns, resourceColumns, runColumns, suppressionColumns } from './csv.ts';
import { changeJson } from './history-contract.ts';
import { confirmationColumns, coverageColumns, forgettableColumns, forgettingColumns } from './trust-columns.ts';
import { confirmationJson, coverageJson, forgettableJson, forgettingJson } from './trust-contract.ts';

export const resourceShape = { csv: resourceColumns, json: resourceJson };
export const findingShape = { csv: findingColumns, json: findingJson };
export const suppressionShape = { csv: suppressionColumns, json: suppressionJson };
export const ownerShape = { csv: ownerColumns, json: ownerJson };
export const changeShape = { csv: changeColumns, json: changeJson };
export const runShape = { csv: runColumns, json: runJson };
export const coverageShape = { csv: coverageColumns, json: coverageJson };
export const forgettingShape = { csv: forgettingColumns, json: forgettingJson };
export const forgettableShape = { csv: forgettableColumns, json: forgettableJson };
export const confirmationShape = { csv: confirmationColumns, json: confirmationJson };
