import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { changeColumns } from '../../lib/reports/changes.ts';
import {
  findingColumns,
  ownerColumns,
  resourceColumns,
  runColumns,
  suppressionColumns,
} from '../../lib/reports/columns.ts';
import {
  findingJson,
  ownerJson,
  resourceJson,
  runJson,
  suppressionJson,
  viewJson,
} from '../../lib/reports/contract.ts';
import { changeJson, impactJson, pastJson } from '../../lib/reports/history-contract.ts';
import {
  confirmationColumns,
  coverageColumns,
  forgettableColumns,
  forgettingColumns,
} from '../../lib/reports/trust-columns.ts';
import { confirmationJson, coverageJson, forgettableJson, forgettingJson } from '../../lib/reports/trust-contract.ts';
import { confirmation, covered, finding, forgetting, owner, pastRun, resource, suppression } from './fake.ts';
import { AT, change, reached } from './history-fake.ts';

const page = await readFile(new URL('../../docs/json.md', import.meta.url), 'utf8');

const keysIn = (value: unknown): string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => [
        key,
        ...(key === 'owner' || key === 'resources' ? keysIn(inner) : []),
      ])
    : [];

test.each([
  ['resource', resourceJson(resource())],
  ['finding', findingJson(finding())],
  ['owner', ownerJson(owner())],
  ['suppression', suppressionJson(suppression())],
  ['run', runJson(pastRun())],
  ['line of coverage', coverageJson({ ...covered(), age: 7 })],
  ['forgetting', forgettingJson(forgetting())],
  ['confirmation', confirmationJson(confirmation())],
  ['resource that would be forgotten', forgettableJson({ ...resource(), partition: 'aws:123456789012' })],
  ['resource as it was', pastJson(AT, { resource: resource(), versions: [change()] })],
  ['change', changeJson(change())],
  ['impact', impactJson({ id: 'a', kind: 'b', dependents: [reached()], orphans: [reached()] })],
  ['view', viewJson({ resource: resource(), linkedFrom: [], findings: [], versions: [], assertions: [] })],
])('the page of the contract names every key of a %s', (_, json) => {
  const words = new Set(page.match(/\w+/g));
  expect(keysIn(json).filter((key) => !words.has(key))).toEqual([]);
});

test.each([
  ['resources', resourceColumns],
  ['findings', findingColumns],
  ['owners', ownerColumns],
  ['suppress', suppressionColumns],
  ['runs', runColumns],
  ['changes', changeColumns],
  ['coverage', coverageColumns],
  ['forget', forgettingColumns],
  ['forget --dry-run', forgettableColumns],
  ['runs confirm', confirmationColumns],
])('the page lists the CSV columns of %s in their order', (name, columns) => {
  const lists = (page.split('## CSV')[1] ?? '').split(/^- /m);
  const listed = lists.find((list) => list.startsWith(`\`${name}\`: `))?.split(': ')[1] ?? '';
  const words = listed
    .replace(/\([^)]*\)/g, '')
    .split(',')
    .map((word) => word.trim());
  expect(words).toEqual(columns.map(({ header }) => header));
});
