/** CSV that a program reads back, and in which no cell is live, whatever a cloud or a person wrote. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvHeader, csvRows } from '../../lib/reports/csv.ts';
import { resourceShape } from '../../lib/reports/shapes.ts';
import { resource } from '../cli/fake.ts';
import { collected } from '../estates/collected.ts';
import { gathered } from '../pipeline/harness.ts';
import { anyText, lists, recordsIn, rewritten, startsFormula, unguarded } from './written.ts';

describe.each(lists)('CSV of %s', (_, columns, row) => {
  test('reads back as it was written, by a reader that takes CR, LF and CRLF for ends', () => {
    fc.assert(
      fc.property(fc.infiniteStream(anyText), (texts) => {
        const rows = [1, 2].map(() => rewritten(row, () => texts.next().value));
        const [head, ...records] = recordsIn(csvHeader(columns) + csvRows(columns, rows));
        expect(head).toEqual(columns.map(({ header }) => header));
        expect(records.map((cells) => cells.map(unguarded))).toEqual(
          rows.map((one) => columns.map(({ value }) => String(value(one) ?? ''))),
        );
        for (const cells of records) for (const cell of cells) expect(cell).not.toMatch(startsFormula);
      }),
      { numRuns: 300 },
    );
  });
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '\nx', '＝1', ' =1', '\u00a0\n=1', '\u200b@x', "'=1", "''+1"])(
  'a cell that begins as %j gets an apostrophe',
  (name) => {
    const [[cell]] = recordsIn(csvRows([{ header: 'x', value: (text: string) => text }], [name])) as [[string]];
    expect(cell).toBe(`'${name}`);
  },
);

test.each(["'quoted'", 'a=1', '2026-01-01', '{"=1":"x"}', '/subscriptions/1', ''])(
  'a cell that begins as %j stays as it is',
  (name) => {
    const [record] = recordsIn(csvRows([{ header: 'x', value: (text: string) => text }], [`${name}x`]));
    expect(record).toEqual([`${name}x`]);
  },
);

test('a tag cannot pass for another: the cell is JSON', () => {
  const tags = { note: 'kept; owner=mallory', 'env=prod': '"x"', __proto__x: '1' };
  const [, record] = recordsIn(csvHeader(resourceShape.columns) + csvRows(resourceShape.columns, [resource({ tags })]));
  const at = resourceShape.columns.findIndex(({ header }) => header === 'tags');
  expect(JSON.parse(record![at]!)).toEqual(tags);
});

test('a tag of two lines, from the cloud to the list, stays one record of which no line is a formula', async () => {
  const group = '/subscriptions/5f0e7c1a-9d43-4c8e-8a57-3b1f0f6a2d10/resourceGroups/ledger';
  await collected(
    {
      azure: ['alpha', 'beta'].map((name) => ({
        id: `${group}/providers/Microsoft.Storage/storageAccounts/${name}`,
        name,
        type: 'microsoft.storage/storageaccounts',
        tags: { owner: `first line\n=HYPERLINK("http://bad.example")`, note: 'a\rb' },
        properties: {},
      })),
    },
    async (reader) => {
      const { columns } = resourceShape;
      const rows = await gathered(reader.resources({ kind: 'azure_storage_account' }));
      const records = recordsIn(csvHeader(columns) + csvRows(columns, rows));
      expect(records).toHaveLength(3);
      for (const cells of records) expect(cells).toHaveLength(columns.length);
      for (const cells of records) for (const cell of cells) expect(cell).not.toMatch(startsFormula);
    },
  );
});
