/** What the API answers and what the command line prints are one contract. */
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import {
  cadastre,
  confirmation,
  covered,
  fakeReader,
  finding,
  forgetting,
  owner,
  pastRun,
  resource,
  suppression,
} from '../cli/fake.ts';
import { workingFolder } from '../cli/folder.ts';
import { apiForTest } from './harness.ts';

const folder = workingFolder();

const reader = fakeReader({
  resources: [
    resource({ name: '=HYPERLINK("x")', tags: { note: 'a, "b"\nc', größe: 'Zoë' } }),
    resource({
      id: '//storage.googleapis.com/b',
      kind: 'gcp_storage_bucket',
      class: 'bucket',
      name: null,
      region: 'eu',
    }),
  ],
  findings: [finding(), finding({ check: 'unowned', verdict: 'unknown', severity: 'low' })],
  owners: [owner(), owner({ id: 'unowned', name: null, status: 'none' })],
  runs: [pastRun(), pastRun({ id: 'run-0', finishedAt: null })],
  suppressions: [suppression()],
  coverage: [covered(), covered({ outcome: 'incomplete', reason: 'access denied', lastComplete: null })],
  forgettings: [forgetting()],
  confirmations: [confirmation()],
  changes: [],
  impact: (id) => ({ id, kind: 'aws_ebs_volume', dependents: [], orphans: [] }),
});

const printed = async (...argv: string[]): Promise<string> => (await cadastre(argv, { cwd: folder.path, reader })).out;

/** Ages grow while one waits. */
const settled = (text: string): string =>
  text.replace(/"age":\d+/g, '"age":0').replace(/,\d+(?=,[^,]*,[^,]*\r\n)/g, ',0');

describe.each(['json', 'ndjson', 'csv'])('in %s', (format) => {
  it.each(['owners', 'resources', 'findings', 'changes', 'runs', 'coverage', 'kinds', 'checks'])(
    '/%s answers what the command prints, byte for byte',
    async (list) => {
      const api = await apiForTest(reader);
      const answer = Buffer.from(await (await api.get(`/${list}?format=${format}`)).arrayBuffer()).toString();
      const wanted = await printed(list, '--format', format);
      if (list !== 'changes') expect(wanted.length).toBeGreaterThan(50);
      if (list === 'coverage') expect(settled(answer)).toBe(settled(wanted));
      else expect(answer).toBe(wanted);
    },
  );
});

it('a resource and its impact are answered as the commands print them', async () => {
  const api = await apiForTest(reader);
  const { id } = resource();
  const path = `/resources/${encodeURIComponent(id)}`;
  expect(await api.json(path)).toEqual(JSON.parse(await printed('show', id, '--format', 'json')));
  expect(await api.json(`${path}/impact`)).toEqual(JSON.parse(await printed('impact', id, '--format', 'json')));
});

it('CSV opens right: it says that it is UTF-8, is no formula, and is a file for a browser', async () => {
  const api = await apiForTest(reader);
  const response = await api.get('/resources', { accept: 'text/csv' });
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="resources.csv"');
  const bytes = Buffer.from(await response.arrayBuffer());
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const [first] = parse(bytes, { bom: true, columns: true }) as Record<string, string>[];
  expect(first!.name).toBe(`'=HYPERLINK("x")`);
  expect(JSON.parse(first!.tags!)).toEqual({ note: 'a, "b"\nc', größe: 'Zoë' });
});

describe('the format', () => {
  it.each([
    ['', 'application/json'],
    ['*/*', 'application/json'],
    ['text/html,application/xhtml+xml,*/*;q=0.8', 'application/json'],
    ['text/csv', 'text/csv'],
    ['application/x-ndjson', 'application/x-ndjson'],
    ['application/json;q=0.5, text/csv', 'text/csv'],
    ['text/csv;q=0, application/x-ndjson;q=0.1', 'application/x-ndjson'],
    ['application/json, text/csv', 'application/json'],
  ])('where Accept says %o is %s', async (accept, type) => {
    const api = await apiForTest(reader);
    const response = await api.get('/owners', { accept });
    expect(response.headers.get('content-type')).toContain(type);
    await response.text();
  });

  it('that the address says goes before what Accept says', async () => {
    const api = await apiForTest(reader);
    const response = await api.get('/owners?format=ndjson', { accept: 'text/csv' });
    expect((await response.text()).split('\n')[0]).toBe(
      JSON.stringify(JSON.parse(await printed('owners', '--format', 'json'))[0]),
    );
  });
});

describe('what a list lacks is said in its head', () => {
  it('where the history of some has expired, how many', async () => {
    const api = await apiForTest(fakeReader({ resources: [resource()], untold: ['a', 'b'] }));
    const response = await api.get('/resources?at=2026-01-01');
    expect(response.headers.get('cadastre-not-listed')).toBe('2');
    expect(await response.json()).toHaveLength(1);
  });

  it('where changes are found by time only since later, since when', async () => {
    const api = await apiForTest(fakeReader({ changesSince: '2026-05-01T00:00:00.000Z' }));
    expect((await api.get('/changes?since=2026-01-01')).headers.get('cadastre-changes-since')).toBe(
      '2026-05-01T00:00:00.000Z',
    );
    expect((await api.get('/changes?since=2026-05-02')).headers.has('cadastre-changes-since')).toBe(false);
  });

  it('a table that is busy is said to be, with when to ask again', async () => {
    const busy = {
      ...fakeReader({}),
      owners: async () => Promise.reject(Object.assign(new Error('slow'), { name: 'ThrottlingException' })),
    };
    const api = await apiForTest(busy);
    const response = await api.get('/owners');
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '60']);
  });

  it('a resource whose history has expired is gone, with since when it is kept', async () => {
    const expired = { resource: null, id: 'x', why: 'expired', since: '2026-05-01T00:00:00.000Z' } as const;
    const api = await apiForTest(fakeReader({ past: () => expired }));
    const response = await api.get('/resources/x?at=2026-01-01');
    expect(response.status).toBe(410);
    expect(((await response.json()) as any).advice).toContain('2026-05-01');
  });
});
