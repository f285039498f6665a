import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { csvHeader, csvRows, resourceColumns } from '../../lib/reports/csv.ts';
import { cadastre, fakeReader, resource } from './fake.ts';
import { workingFolder } from './folder.ts';

const folder = workingFolder();

test('the columns of a resource are a contract', () => {
  expect(csvHeader(resourceColumns)).toBe(
    '\ufeffid,provider,kind,type,class,category,accountId,region,name,owner,ownerStatus,ownerSource,ownerKey,ownerValue,lifecycle,tags,group,createdAt,firstSeen,changedAt\r\n',
  );
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '＝1'])('a cell that begins as %j is no formula', (name) => {
  const text = csvHeader(resourceColumns) + csvRows(resourceColumns, [resource({ name })]);
  const [row] = parse(text, { columns: true, bom: true, record_delimiter: '\r\n' }) as Record<string, string>[];
  expect(row?.name).toBe(`'${name}`);
});

test('commas, quotes and line ends survive a round trip', () => {
  const name = 'a, "b"\r\nc\nd';
  const text = csvHeader(resourceColumns) + csvRows(resourceColumns, [resource({ name }), resource({ name: null })]);
  const rows = parse(text, { columns: true, bom: true, record_delimiter: '\r\n' }) as Record<string, string>[];
  expect(rows.map((row) => row.name)).toEqual([name, '']);
});

test('tags are one cell and the owner’s evidence has its columns', async () => {
  const { out } = await cadastre(['resources', '--format', 'csv'], {
    cwd: folder.path,
    reader: fakeReader({ resources: [resource({ name: 'Zoë' })] }),
  });
  expect(out.startsWith('\ufeffid,')).toBe(true);
  expect(out.lastIndexOf('\ufeff')).toBe(0);
  expect(out.replaceAll('\r\n', '')).not.toContain('\n');
  const [row] = parse(out, { columns: true, bom: true }) as Record<string, string>[];
  expect(row).toMatchObject({
    name: 'Zoë',
    tags: 'Owner=Ana; env=prod',
    owner: 'ana',
    ownerStatus: 'known',
    ownerSource: 'tag',
    ownerKey: 'Owner',
    ownerValue: 'Ana',
  });
});
