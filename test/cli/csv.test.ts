import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { resourceColumns } from '../../lib/reports/columns.ts';
import { csvHeader } from '../../lib/reports/csv.ts';
import { cadastre, fakeReader, resource } from './fake.ts';
import { workingFolder } from './folder.ts';

const folder = workingFolder();

test('the columns of a resource are a contract', () => {
  expect(csvHeader(resourceColumns)).toBe(
    '\ufeffid,provider,kind,type,class,category,accountId,region,name,owner,ownerStatus,ownerSource,ownerKey,ownerValue,lifecycle,tags,group,createdAt,firstSeen,changedAt,accountName\r\n',
  );
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
    tags: '{"Owner":"Ana","env":"prod"}',
    owner: 'ana',
    ownerStatus: 'known',
    ownerSource: 'tag',
    ownerKey: 'Owner',
    ownerValue: 'Ana',
  });
});
