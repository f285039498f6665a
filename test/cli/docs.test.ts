import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { findingJson, ownerJson, resourceJson, runJson, viewJson } from '../../lib/cli/contract.ts';
import { findingColumns, ownerColumns, resourceColumns, runColumns } from '../../lib/reports/csv.ts';
import { finding, owner, pastRun, resource } from './fake.ts';

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
  ['run', runJson(pastRun())],
  ['view', viewJson({ resource: resource(), linkedFrom: [], findings: [], versions: [] })],
])('the page of the contract names every key of a %s', (_, json) => {
  const words = new Set(page.match(/\w+/g));
  expect(keysIn(json).filter((key) => !words.has(key))).toEqual([]);
});

test.each([
  ['resources', resourceColumns],
  ['findings', findingColumns],
  ['owners', ownerColumns],
  ['runs', runColumns],
])('the page lists the CSV columns of %s in their order', (name, columns) => {
  const lists = (page.split('## CSV')[1] ?? '').split(/^- /m);
  const listed = lists.find((list) => list.startsWith(`\`${name}\`: `))?.split(': ')[1] ?? '';
  const words = listed
    .replace(/\([^)]*\)/g, '')
    .split(',')
    .map((word) => word.trim());
  expect(words).toEqual(columns.map(({ header }) => header));
});
